import { sourceTables, type LocalText, type Locale } from '@gradus/schema';
import { writeCurrency, type CommonCurrency } from './account-currency.ts';
import { latestYear, writeBusinessDate, writeDataFrom } from './delivery-day.ts';
import { writeEncodings } from './encoding-text.ts';
import { writeTable } from './feed-text.ts';
import { patternOf } from './file-pattern.ts';
import { isWide } from './figures-text.ts';
import type { CommonForm } from './field-line.ts';
import type { FileGroup } from './file-group.ts';
import { writeLedger } from './ledger-check.ts';
import type { Manifest } from './manifest.ts';
import { MappingWriter, type Doubt } from './mapping-writer.ts';
import { isTyped } from './read-settings.ts';
import type { UnreadFile } from './sample/file-sample.ts';
import type { EncodingNote } from './sample/told-encoding.ts';
import type { TableMatch } from './table-match.ts';
import { writeUnread, writeUnused } from './unused-text.ts';
import { yamlScalar } from './yaml-scalar.ts';

export interface MappingText {
  readonly text: string;
  readonly doubts: readonly Doubt[];
  readonly unfilled: readonly string[];
}

export interface SuggestionInput {
  readonly source: string;
  readonly currency: CommonCurrency;
  readonly matches: readonly TableMatch[];
  readonly groups: readonly FileGroup[];
  readonly manifests: readonly Manifest[];
  readonly unread: readonly UnreadFile[];
  readonly encodings: readonly EncodingNote[];
  readonly locale: Locale;
}

/** Writes a mapping with its doubts as comments, each begun with `# ?` above the line that it is about. */
export function mappingText(input: SuggestionInput): MappingText {
  const writer = new MappingWriter(input.locale);
  const common: CommonForm = {
    date: commonDate(input.matches),
    encoding: commonEncoding(input),
    currency: input.currency.code,
    latestYear: latestYear(input.matches),
  };
  writer.note({
    en: 'A proposal, made by looking at the files. Lines that begin with "# ?" name what to check; delete them once you have.',
    'zh-CN': '根据文件内容生成的映射草稿。以 "# ?" 开头的行是需要核对之处，核对后删去即可。',
  });
  writer.note({ en: 'The language: docs/mapping.md', 'zh-CN': '写法见 docs/mapping.md' });
  writer.line('gradus_mapping: 1');
  writer.line(`source: ${input.source}`);
  writeCurrency(writer, input.currency, hasCurrency(input.matches));
  writeDataFrom(writer, input.matches);
  const hasBusinessDate = writeBusinessDate(writer, input.matches);
  writeEncodings(writer, input.encodings, input.groups);
  const encoding = common.encoding === null ? '' : `encoding: ${common.encoding}, `;
  writer.line(`read: { ${encoding}date: ${yamlScalar(common.date)} }`);
  if (hasBusinessDate && input.matches.some(({ table }) => table === 'account_sum')) {
    writer.line('account_sums: { tolerance: 0, on_difference: warn }');
  }
  writeLedger(writer, input.matches);
  writer.line('');
  writer.line('tables:');
  const context = {
    ...input,
    common,
    hasBusinessDate,
    described: new Set<FileGroup>(),
    listed: new Set<FileGroup>(),
  };
  for (const table of sourceTables) writeTable(writer, table, context);
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

/** The one encoding of all texts, where it is not known by its bytes: a file of ASCII alone is read as any. */
function commonEncoding({ groups, encodings: notes }: SuggestionInput): CommonForm['encoding'] {
  const encodings = groups.flatMap(({ layout }) => ('encoding' in layout ? (layout.encoding ?? []) : []));
  const [first = 'utf-8'] = encodings;
  // Damaged UTF-8 is told by nothing but the user's word.
  const isTold = first.startsWith('utf-') && !notes.some(({ encoding }) => encoding === first);
  return !isTold && encodings.every((one) => one === first) ? first : null;
}

function hasCurrency(matches: readonly TableMatch[]): boolean {
  return matches.some(({ table, columns }) => table === 'account' && columns.has('currency'));
}

function writeRest(
  writer: MappingWriter,
  { groups, unread, matches, manifests }: SuggestionInput,
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
  const written = writer.text();
  const isLookedUp = (group: FileGroup): boolean =>
    written.includes(`lookup: { file: ${yamlScalar(patternOf(group))},`);
  const isControl = (group: FileGroup): boolean =>
    manifests.some((one) => one.group === group) &&
    written.includes(`control: { file: ${yamlScalar(patternOf(group))},`);
  const shown = unused.filter((group) => !isLookedUp(group) && !isControl(group));
  const isBelow = shown.length + unread.length > 0;
  for (const table of missing) writer.doubt('', table, missingDoubt(table, isBelow));
  writeUnused(writer, shown, { matches, manifests, common });
  writeUnread(writer, unread);
}

function missingDoubt(table: 'customer' | 'account' | 'entry', isBelow: boolean): LocalText {
  const isEntry = table === 'entry';
  const balances = isEntry
    ? {
        en: '; where there are no bookings, a file of balances by day or month end does (table balance)',
        zh: '；没有交易明细时，可用每日或月末余额文件代替（balance 表）',
      }
    : { en: '', zh: '' };
  return isBelow
    ? {
        en: `no file looks like the table ${table}: if one of those below is, write a feed for it${balances.en}`,
        'zh-CN': `没有文件像是 ${table} 表：若下列文件中有，请为它写一段${balances.zh}`,
      }
    : {
        en: `no file looks like the table ${table}, and all files are taken for other tables above: if one of them was taken wrongly, or holds it too, write a feed for it, else ask for it${balances.en}`,
        'zh-CN': `没有文件像是 ${table} 表，所有文件都已用于以上各表：若其中有误用的，或同时含有该表的数据，请为它写一段，否则请向对方索取${balances.zh}`,
      };
}
