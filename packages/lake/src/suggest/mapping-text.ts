import { sourceTables, type Locale } from '@gradus/schema';
import { isWide, writeTable } from './feed-text.ts';
import { isoDay } from './day-profile.ts';
import type { CommonForm } from './field-line.ts';
import type { FileGroup } from './file-group.ts';
import { MappingWriter, type Doubt } from './mapping-writer.ts';
import { isTyped } from './read-settings.ts';
import type { UnreadFile } from './sample/file-sample.ts';
import type { TableMatch } from './table-match.ts';
import { writeUnread, writeUnused } from './unused-text.ts';
import { dayInName } from './wide-figures.ts';
import { yamlScalar } from './yaml-scalar.ts';

export interface MappingText {
  readonly text: string;
  readonly doubts: readonly Doubt[];
  readonly unfilled: readonly string[];
}

export interface SuggestionInput {
  readonly source: string;
  readonly currency: string;
  readonly isCurrencyTold: boolean;
  readonly matches: readonly TableMatch[];
  readonly groups: readonly FileGroup[];
  readonly unread: readonly UnreadFile[];
  readonly locale: Locale;
}

/** Writes a mapping with its doubts as comments, each begun with `# ?` above the line that it is about. */
export function mappingText(input: SuggestionInput): MappingText {
  const writer = new MappingWriter(input.locale);
  const common = { date: commonDate(input.matches) };
  writer.note({
    en: 'A proposal, made by looking at the files. Lines that begin with "# ?" name what to check; delete them once you have.',
    'zh-CN': '根据文件内容生成的映射草稿。以 "# ?" 开头的行是需要核对之处，核对后删去即可。',
  });
  writer.note({ en: 'The language: docs/mapping.md', 'zh-CN': '写法见 docs/mapping.md' });
  writer.line('gradus_mapping: 1');
  writer.line(`source: ${input.source}`);
  if (!input.isCurrencyTold && !hasCurrency(input.matches)) {
    writer.doubt('', 'document', {
      en: 'no file says a currency; this one is taken for every account and loan',
      'zh-CN': '文件中没有币种列；所有账户与贷款均按此币种处理',
    });
  }
  writer.line(`currency: ${input.currency}`);
  writeDataFrom(writer, input.matches);
  writeBusinessDate(writer, input.matches);
  writer.line(`read: { date: ${yamlScalar(common.date)} }`);
  writer.line('');
  writer.line('tables:');
  for (const table of sourceTables) writeTable(writer, table, { ...input, common });
  writeRest(writer, input, common);
  return { text: writer.text(), doubts: writer.doubts, unfilled: writer.unfilled };
}

/** The way of writing days that most day columns share. */
function commonDate(matches: readonly TableMatch[]): string {
  const counts = new Map<string, number>();
  for (const { columns, group } of matches) {
    if (isTyped(group.layout)) continue;
    for (const { column } of columns.values()) {
      const [first] = column.dates;
      if (first !== undefined) counts.set(first.written, (counts.get(first.written) ?? 0) + 1);
    }
  }
  const [most] = [...counts].toSorted((a, b) => b[1] - a[1]);
  return most?.[0] ?? 'yyyy-mm-dd';
}

function hasCurrency(matches: readonly TableMatch[]): boolean {
  return matches.some(({ table, columns }) => table === 'account' && columns.has('currency'));
}

function writeDataFrom(writer: MappingWriter, matches: readonly TableMatch[]): void {
  const booked = matches.flatMap(({ table, columns }) =>
    table === 'entry' ? (columns.get('booked_on') ?? []) : [],
  );
  if (booked.length === 0) writeBalancesFrom(writer, matches);
  const days = booked.flatMap(({ column }) => {
    const format = column.dates[0]?.written;
    return format === undefined ? [] : [...column.distinct].map((text) => isoDay(text, format));
  });
  const [first] = days.toSorted();
  if (first === undefined) return;
  const accounts = matches.filter(({ table }) => table === 'account');
  writer.doubt('', 'document.data_from', {
    en: `the earliest booking seen is of ${first}: from which day on are all bookings delivered?`,
    'zh-CN': `所见最早的交易日为 ${first}：请确认从哪一天起交易是完整的`,
  });
  if (accounts.length > 0 && !accounts.some(({ columns }) => columns.has('opening_balance'))) {
    writer.doubt('', 'document.data_from', {
      en: 'accounts opened before that day need their balance as it stood then (opening_balance), and no column holds one',
      'zh-CN': '此日之前开立的账户需要当时的余额（opening_balance），但文件中没有这一列',
    });
  }
  writer.line(`data_from: ${monthBegin(first)}`);
}

function writeBalancesFrom(writer: MappingWriter, matches: readonly TableMatch[]): void {
  const days = matches.flatMap(({ table, columns }) => {
    const column = table === 'balance' ? columns.get('day')?.column : undefined;
    const written = column?.dates[0]?.written;
    return column === undefined || written === undefined
      ? []
      : [...column.distinct].map((text) => isoDay(text, written));
  });
  const [first] = days.toSorted();
  if (first === undefined) return;
  writer.doubt('', 'document.data_from', {
    en: `the earliest balance seen is of ${first}: from which day on does every account have its balances?`,
    'zh-CN': `所见最早的余额日期为 ${first}：请确认从哪一天起每个账户都有余额`,
  });
  writer.line(`data_from: ${first}`);
}

/** Bookings begin with a month in nearly every delivery. */
function monthBegin(day: string): string {
  return Number(day.slice(8)) <= 5 ? `${day.slice(0, 8)}01` : day;
}

function writeBusinessDate(writer: MappingWriter, matches: readonly TableMatch[]): void {
  const wide = matches.find(isWide);
  const day = wide === undefined ? null : dayInName(wide.group.pattern);
  if (day === null) return;
  writer.line(`business_date: { file_name: '${day.pattern}', date: ${yamlScalar(day.date)} }`);
}

function writeRest(
  writer: MappingWriter,
  { groups, unread, matches }: SuggestionInput,
  common: CommonForm,
): void {
  const unused = groups.filter((group) => !matches.some((match) => match.group === group));
  const isFigures = matches.some(isWide);
  const missing = (['customer', 'account', 'entry'] as const).filter(
    (table) =>
      !isFigures &&
      !matches.some((match) => match.table === table) &&
      !(table === 'entry' && matches.some((match) => match.table === 'balance')),
  );
  for (const table of missing) {
    writer.doubt('', table, {
      en: `no file looks like the table ${table}`,
      'zh-CN': `没有文件像是 ${table} 表`,
    });
  }
  writeUnused(writer, unused, matches, common);
  writeUnread(writer, unread);
}
