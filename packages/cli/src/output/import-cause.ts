import type { ImportReport } from '@gradus/lake';
import { describe, shownText, type Code, type LocalText } from '@gradus/schema';
import type { Context } from '../launch/launch.ts';
import { countText } from './figure.ts';
import { shapeLines } from './import-shape.ts';
import { namedBy, placeText, rows, type Cause } from './reject-words.ts';

const valueLengthMax = 60;

/** One cause: how many rows, what it means, a value with its place, and where to look. */
export function causeLines(cause: Cause, { rejects, tables }: ImportReport, context: Context): string[] {
  return [
    ...meaningLines(cause, context),
    ...shapeLines(cause, context),
    ...unreadLines(cause, rejects.byCode, context),
    ...mostLines(cause, tables, context),
  ];
}

function meaningLines(cause: Cause, context: Context): string[] {
  const { code, table, field, count } = cause;
  const what = describe(code as Code, { table, field } as never, context.locale);
  const line = { en: `  ${rows(cause)} of ${table}`, 'zh-CN': `  ${table} ${countText(count)} 行` };
  return [
    context.say({ en: `${line.en}: ${what} [${code}]`, 'zh-CN': `${line['zh-CN']}：${what} [${code}]` }),
    `      ${examplesText(cause, context)}`,
  ];
}

/** A fault of nearly all rows is one of the mapping, or of the whole export. */
function mostLines({ table, count }: Cause, tables: ImportReport['tables'], context: Context): string[] {
  const read = tables.find((one) => one.table === table)?.read ?? 0;
  if (read < leastForMost || count * 10 < read * 9) return [];
  const all = count === read ? { en: 'all', 'zh-CN': '全部' } : { en: 'nearly all', 'zh-CN': '几乎全部' };
  return [
    context.say({
      en: `      These are ${all.en} rows of ${table}, so look at the mapping first.`,
      'zh-CN': `      这是 ${table} 的${all['zh-CN']}行，请先检查映射。`,
    }),
  ];
}

/** Of fewer rows nearly all say nothing. */
const leastForMost = 5;

/** What is named may stand in a line that could not be read, of which nobody knows the id. */
function unreadLines({ code, field }: Cause, all: readonly Cause[], context: Context): string[] {
  if (code !== 'intake.unknown-reference') return [];
  const { table } = namedBy(field);
  const unread = all.find((one) => one.table === table && one.field === '' && unreadable.includes(one.code));
  if (unread === undefined) return [];
  return [
    context.say({
      en: `      It may stand in ${unread.count === 1 ? 'the row' : `one of the ${rows(unread)}`} of ${table} that could not be read.`,
      'zh-CN': `      该行可能就在 ${table} 无法读取的 ${countText(unread.count)} 行之中。`,
    }),
  ];
}

const unreadable: readonly string[] = ['intake.broken-record', 'intake.cell-unreadable'];

/** Of codes every value counts, because each goes into the mapping; of other values one tells what is meant. */
const listed: readonly string[] = ['intake.unknown-code', 'intake.no-case', 'intake.bad-currency'];

function examplesText({ code, examples, values }: Cause, context: Context): string {
  const shown = listed.includes(code) ? examples : examples.slice(0, 1);
  const more = values - examples.length;
  const rest = { en: `and ${countText(more)} more values`, 'zh-CN': `另有 ${countText(more)} 个值` };
  const parts = [
    ...shown.map((example) => exampleText(example, context)),
    ...(listed.includes(code) && more > 0 ? [context.say(rest)] : []),
  ];
  return parts.join(context.say({ en: ', ', 'zh-CN': '，' }));
}

function exampleText({ value, count, first, last }: Cause['examples'][number], context: Context): string {
  const place = `${placeText(first)}${context.say(upTo(count, placeText(last, first)))}`;
  // An empty or a wholly masked value tells nothing.
  if (value === '' || value === '…') return place;
  const text = shownText(value);
  const short = text.length > valueLengthMax ? `${text.slice(0, valueLengthMax)}…` : text;
  return context.say({ en: `${short} (${place})`, 'zh-CN': `${short}（${place}）` });
}

function upTo(count: number, last: string): LocalText {
  if (count === 1) return { en: '', 'zh-CN': '' };
  if (count === 2) return { en: ` and ${last}`, 'zh-CN': ` 和 ${last}` };
  const rowCount = countText(count);
  return { en: ` to ${last}, ${rowCount} rows`, 'zh-CN': ` 至 ${last}，${rowCount} 行` };
}
