import type { ImportReport } from '@gradus/lake';
import { formatDay, inLocale, tables, type Diagnostic, type LocalText, type Locale } from '@gradus/schema';
import type { Context } from '../launch/launch.ts';
import { diagnosticExcerpt, diagnosticJson, diagnosticLine } from './diagnostic-report.ts';
import { countText } from './figure.ts';
import { tableText } from './table.ts';

interface ReportPlace {
  readonly mappingPath: string;
  readonly mappingText: string;
  readonly context: Context;
}

const verdicts: Readonly<Record<ImportReport['status'], LocalText>> = {
  accepted: { en: 'accepted', 'zh-CN': '已接收' },
  refused: { en: 'refused; the lake is as it was', 'zh-CN': '已拒绝；数据湖没有变化' },
  unchanged: { en: 'imported before; nothing changed', 'zh-CN': '此前已导入；没有变化' },
};

/** What became of a delivery, for a person. */
export function importText(report: ImportReport, place: ReportPlace): string {
  const { context } = place;
  const findings = [...report.reasons, ...report.warnings].map((finding) => findingText(finding, place));
  const batch = { en: `Batch ${report.batch}: `, 'zh-CN': `批次 ${report.batch}：` };
  const verdict = `${report.batch === null ? '' : context.say(batch)}${context.say(verdicts[report.status])}`;
  const parts = [
    ...findings,
    ...tablesText(report, context),
    ...rejectsText(report, context),
    ...differencesText(report, context),
    verdict,
  ];
  return `${parts.map((part) => part.trimEnd()).join('\n')}\n`;
}

/** The same for a machine; days as YYYY-MM-DD. */
export function importJson(report: ImportReport, locale: Locale) {
  const day = (value: number | null): string | null => (value === null ? null : formatDay(value));
  return {
    ...report,
    tables: report.tables.map((one) => ({
      ...one,
      accepted: report.status === 'accepted' ? one.read - one.rejected - one.duplicates : 0,
    })),
    differences: {
      ...report.differences,
      first: report.differences.first.map((one) => ({ ...one, day: day(one.day), from: day(one.from) })),
    },
    businessDate: day(report.businessDate),
    dataFrom: day(report.dataFrom),
    latestDay: day(report.latestDay),
    monthEnds: report.monthEnds.map(day),
    reasons: report.reasons.map((finding) => diagnosticJson(finding, locale)),
    warnings: report.warnings.map((finding) => diagnosticJson(finding, locale)),
  };
}

function findingText(finding: Diagnostic, { mappingPath, mappingText, context }: ReportPlace): string {
  // Only findings about the mapping have a place in a text.
  if (finding.position === null) return diagnosticLine(finding, context.locale);
  return diagnosticExcerpt(finding, context.locale, mappingPath, mappingText);
}

/** Rows without a fault are accepted only with their batch. */
function soundTitle({ status }: ImportReport): LocalText {
  return status === 'refused' ? { en: 'sound', 'zh-CN': '合格' } : { en: 'accepted', 'zh-CN': '接收' };
}

function tablesText(report: ImportReport, context: Context): string[] {
  if (report.tables.length === 0) return [];
  const right = 'right' as const;
  // Accepted rows hold those that deleted something.
  const hasDeleted = report.tables.some(({ deleted = 0 }) => deleted > 0);
  const columns = [
    { title: context.say({ en: 'table', 'zh-CN': '数据表' }), align: 'left' as const },
    { title: context.say({ en: 'read', 'zh-CN': '读取' }), align: right },
    { title: context.say(soundTitle(report)), align: right },
    { title: context.say({ en: 'rejected', 'zh-CN': '拒收' }), align: right },
    { title: context.say({ en: 'duplicates', 'zh-CN': '重复' }), align: right },
    ...(hasDeleted ? [{ title: context.say({ en: 'deleted', 'zh-CN': '删除' }), align: right }] : []),
  ];
  const rows = report.tables.map(({ table, read, rejected, duplicates, deleted = 0 }) => [
    inLocale(tables[table].title, context.locale, table),
    countText(read),
    countText(read - rejected - duplicates),
    countText(rejected),
    countText(duplicates),
    ...(hasDeleted ? [countText(deleted)] : []),
  ]);
  return [tableText(columns, rows)];
}

function rejectsText({ rejects }: ImportReport, context: Context): string[] {
  if (rejects.total === 0) return [];
  const first = rejects.first.map(
    ({ file, line, field, code, value }) => `  ${file}:${line} ${field} [${code}] ${value}`,
  );
  const where = { en: `All rejects: ${rejects.path}`, 'zh-CN': `全部拒收行：${rejects.path}` };
  return [...first, ...(rejects.path === null ? [] : [context.say(where)])];
}

/** How many of the bank's own figures agree, and the largest differences with both figures. */
function differencesText({ differences }: ImportReport, context: Context): string[] {
  const counts = differences.byTable.map(({ table, compared, differing }) => {
    const title = inLocale(tables[table].title, context.locale, table);
    return context.say({
      en: `${title}: ${countText(compared)} figures compared, ${countText(differing)} differ`,
      'zh-CN': `${title}：核对 ${countText(compared)} 个数，不符 ${countText(differing)} 个`,
    });
  });
  if (differences.path === null) return counts;
  const first = differences.first.map((one) => {
    const subject = [one.branch, one.subject, one.account].filter((word) => word !== '').join(' ');
    const figures = {
      en: `delivered ${one.delivered ?? 'nothing'}, computed ${one.computed}`,
      'zh-CN': `交付 ${one.delivered ?? '无'}，计算 ${one.computed}`,
    };
    const place = one.line === 0 ? '' : `${one.file}:${one.line} `;
    return `  ${place}${formatDay(one.day)} ${subject} ${one.currency} ${one.field}: ${context.say(figures)}`;
  });
  const where = {
    en: `All differences: ${differences.path}`,
    'zh-CN': `全部差异：${differences.path}`,
  };
  return [...counts, ...first, context.say(where)];
}
