import type { ImportReport } from '@gradus/lake';
import { describe, type Code, type LocalText } from '@gradus/schema';
import type { Context } from '../launch/launch.ts';
import { shownText } from './diagnostic-report.ts';
import { countText } from './figure.ts';

type Cause = ImportReport['rejects']['byCode'][number];
type Example = Cause['examples'][number];
type Place = Example['first'];

const groupsMax = 12;
const valueLengthMax = 60;

/** Why rows were rejected: causes, then what follows from them, most rows first; and where all of them are listed. */
export function rejectBlocks({ rejects }: ImportReport, context: Context): string[][] {
  if (rejects.total === 0) return [];
  const ofCode = (wanted: string): Cause[] => rejects.byCode.filter(({ code }) => code === wanted);
  const place = { path: rejects.path ?? '', context };
  const leftOut = ofCode('intake.left-out-reference');
  const list =
    rejects.path === null
      ? []
      : [context.say({ en: `All rejects: ${rejects.path}`, 'zh-CN': `全部拒收行：${rejects.path}` })];
  return [
    titled(
      titles.causes,
      rejects.byCode.filter(({ isConsequence }) => !isConsequence),
      place,
      (cause) => [...causeLines(cause, context), ...unreadLines(cause, rejects.byCode, context)],
    ),
    titled(titles.rejected, ofCode('intake.rejected-reference'), place, consequenceLines),
    [
      ...titled(titles.leftOut, leftOut, place, consequenceLines),
      ...(leftOut.length === 0 ? [] : [context.say(leftOutAdvice(leftOut))]),
    ],
    list,
  ];
}

const titles = {
  causes: { en: 'Why rows were rejected, most first:', 'zh-CN': '拒收原因（按行数从多到少）：' },
  rejected: {
    en: 'Rejected as a consequence, and sound as soon as the causes are mended:',
    'zh-CN': '连带拒收（上述原因修正后即合格）：',
  },
  leftOut: {
    en: 'Rejected because they belong to what the mapping leaves out:',
    'zh-CN': '因所属对象被映射排除而拒收：',
  },
} as const satisfies Readonly<Record<string, LocalText>>;

/** Accounts that are left out themselves have no place in a policy. */
function leftOutAdvice(causes: readonly Cause[]): LocalText {
  const isOfCustomers = causes.some(({ field }) => namedBy[field] === undefined);
  return isOfCustomers
    ? {
        en: '  Either take all customers, and say in "population" of the policy who gets a tier; or leave these rows out too, with "where" or "except" on a column of their own file.',
        'zh-CN':
          '  可以导入全部客户，再用政策的 population 规定对谁评级；或按其自身文件中的列，用 where 或 except 把这些行也排除。',
      }
    : {
        en: '  Leave these rows out too, with "where" or "except" on a column of their own file; or take what they name.',
        'zh-CN': '  请按其自身文件中的列，用 where 或 except 把这些行也排除；或导入其所指的对象。',
      };
}

function titled(
  title: LocalText,
  groups: readonly Cause[],
  { path, context }: { readonly path: string; readonly context: Context },
  lines: (group: Cause, context: Context) => readonly string[],
): string[] {
  if (groups.length === 0) return [];
  const more = countText(groups.length - groupsMax);
  const others = groups.length === groupsMax + 1 ? 'cause' : 'causes';
  const rest = {
    en: `  and ${more} more ${others}, see the list of rejects in ${path}`,
    'zh-CN': `  另有 ${more} 种原因，见拒收清单 ${path}`,
  };
  return [
    context.say(title),
    ...groups.slice(0, groupsMax).flatMap((group) => lines(group, context)),
    ...(groups.length > groupsMax ? [context.say(rest)] : []),
  ];
}

function causeLines(cause: Cause, context: Context): string[] {
  const { code, table, field, count } = cause;
  const what = describe(code as Code, { table, field } as never, context.locale);
  const line = { en: `  ${rows(cause)} of ${table}`, 'zh-CN': `  ${table} ${countText(count)} 行` };
  return [
    context.say({ en: `${line.en}: ${what} [${code}]`, 'zh-CN': `${line['zh-CN']}：${what} [${code}]` }),
    `      ${examplesText(cause, context)}`,
  ];
}

/** What is named may stand in a line that could not be read, of which nobody knows the id. */
function unreadLines({ code, field }: Cause, all: readonly Cause[], context: Context): string[] {
  if (code !== 'intake.unknown-reference') return [];
  const { table } = namedBy[field] ?? customers;
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

const rows = ({ count }: Cause): string => `${countText(count)} ${count === 1 ? 'row' : 'rows'}`;

/** Of codes every value counts, because each goes into the mapping; of other values one tells what is meant. */
const listed: readonly string[] = ['intake.unknown-code', 'intake.bad-currency'];

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

function exampleText({ value, count, first, last }: Example, context: Context): string {
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

/** `file:line`, or the line alone beside another of the same file. */
function placeText({ file, sheet, line }: Place, beside?: Place): string {
  if (beside !== undefined && file === beside.file && sheet === beside.sheet) return String(line);
  return `${shownText(file)}${sheet === null ? '' : `[${shownText(sheet)}]`}:${line}`;
}

/** What a field names: its table, and how it is called. */
interface Named {
  readonly table: string;
  readonly one: LocalText;
  readonly many: string;
}

const customers: Named = { table: 'customer', one: { en: 'customer', 'zh-CN': '客户' }, many: 'customers' };
const namedBy: Readonly<Record<string, Named>> = {
  account_id: { table: 'account', one: { en: 'account', 'zh-CN': '账户' }, many: 'accounts' },
  loan_id: { table: 'loan', one: { en: 'loan', 'zh-CN': '贷款' }, many: 'loans' },
};

function consequenceLines(cause: Cause, context: Context): string[] {
  const { code, table, field, count, values, examples } = cause;
  const { one, many } = namedBy[field] ?? customers;
  const isLeftOut = code === 'intake.left-out-reference';
  const named = `${countText(values)} ${values === 1 ? one.en : many}`;
  const was = isLeftOut ? 'left out by the mapping' : 'rejected';
  const [example] = examples;
  const more = count === 1 ? '' : ' …';
  const place = example === undefined ? '' : `${placeText(example.first)}${more}`;
  const line = {
    en: `  ${rows(cause)} of ${table}, because ${named} (${field}) ${values === 1 ? 'was' : 'were'} ${was} (${place}) [${code}]`,
    'zh-CN': `  ${table} ${countText(count)} 行，因其 ${field} 所指的 ${countText(values)} 个${one['zh-CN']}${isLeftOut ? '被映射排除' : '已被拒收'}（${place}） [${code}]`,
  };
  return [context.say(line)];
}
