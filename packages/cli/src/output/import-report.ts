import type { ImportReport } from '@gradus/lake';
import { formatDay, inLocale, tables, type Diagnostic, type LocalText, type Locale } from '@gradus/schema';
import type { Context } from '../launch/launch.ts';
import { diagnosticExcerpt, diagnosticJson, diagnosticLine, inDocumentOrder } from './diagnostic-report.ts';
import { countText } from './figure.ts';
import { differencesText } from './import-differences.ts';
import { moneyBlock } from './import-money.ts';
import { outcomeText, type CommandPlace } from './import-outcome.ts';
import { rejectBlocks } from './import-rejects.ts';
import { tableText } from './table.ts';

interface ReportPlace extends CommandPlace {
  readonly mappingText: string;
}

/** What became of a delivery, for a person: what came, what is wrong with it, and last what that means and what to do next. */
export function importText(report: ImportReport, place: ReportPlace): string {
  const { context } = place;
  const findings = inDocumentOrder([...report.warnings, ...report.reasons]).map((finding) =>
    findingText(finding, place),
  );
  const blocks = [
    tablesText(report, context),
    ...rejectBlocks(report, context),
    differencesText(report, context),
    moneyBlock(report, context),
    findings,
    outcomeText(report, place),
  ];
  const written = blocks.filter((lines) => lines.length > 0);
  return `${written.map((lines) => lines.map((line) => line.trimEnd()).join('\n')).join('\n\n')}\n`;
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
    money: report.money === null ? null : { ...report.money, day: day(report.money.day) },
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
  const hasLeftOut = report.tables.some(({ leftOut = 0 }) => leftOut > 0);
  const columns = [
    { title: context.say({ en: 'table', 'zh-CN': '数据表' }), align: 'left' as const },
    { title: context.say({ en: 'read', 'zh-CN': '读取' }), align: right },
    { title: context.say(soundTitle(report)), align: right },
    { title: context.say({ en: 'rejected', 'zh-CN': '拒收' }), align: right },
    { title: context.say({ en: 'duplicates', 'zh-CN': '重复' }), align: right },
    ...(hasDeleted ? [{ title: context.say({ en: 'deleted', 'zh-CN': '删除' }), align: right }] : []),
    ...(hasLeftOut ? [{ title: context.say({ en: 'left out', 'zh-CN': '映射排除' }), align: right }] : []),
  ];
  const rows = report.tables.map(({ table, read, rejected, duplicates, deleted = 0, leftOut = 0 }) => [
    inLocale(tables[table].title, context.locale, table),
    countText(read),
    countText(read - rejected - duplicates),
    countText(rejected),
    countText(duplicates),
    ...(hasDeleted ? [countText(deleted)] : []),
    ...(hasLeftOut ? [countText(leftOut)] : []),
  ]);
  return [tableText(columns, rows)];
}
