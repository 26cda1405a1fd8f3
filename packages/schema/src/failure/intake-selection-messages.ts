import { message } from './message.ts';
import { shownText } from './shown-text.ts';

/** Values that a condition of a mapping asks for, and what its column holds. */
export interface ConditionSeen {
  readonly column: string;
  readonly wanted: {
    readonly equals: readonly string[];
    readonly startsWith: readonly string[];
    readonly contains: readonly string[];
  };
  /** Most rows first; null where they may be ids or names, or are many. */
  readonly seen: readonly { readonly value: string; readonly rows: string }[] | null;
}

const quoted = (value: string): string => `"${shownText(value)}"`;

interface ConditionWords {
  readonly or: string;
  readonly and: string;
  readonly startsWith: (column: string, texts: string) => string;
  readonly contains: (column: string, texts: string) => string;
}

const inEnglish: ConditionWords = {
  or: ' or ',
  and: ' and ',
  startsWith: (column, texts) => `${column} starting with ${texts}`,
  contains: (column, texts) => `${column} containing ${texts}`,
};

const inChinese: ConditionWords = {
  or: ' 或 ',
  and: ' 且 ',
  startsWith: (column, texts) => `${column} 以 ${texts} 开头`,
  contains: (column, texts) => `${column} 包含 ${texts}`,
};

function conditionText({ column, wanted }: ConditionSeen, words: ConditionWords): string {
  const { equals, startsWith, contains } = wanted;
  const texts = (list: readonly string[]): string => list.map(quoted).join(words.or);
  return [
    ...(equals.length === 0 ? [] : [`${quoted(column)} = ${texts(equals)}`]),
    ...(startsWith.length === 0 ? [] : [words.startsWith(quoted(column), texts(startsWith))]),
    ...(contains.length === 0 ? [] : [words.contains(quoted(column), texts(contains))]),
  ].join(words.or);
}

/** All conditions of one of the groups hold. */
function groupsText(groups: readonly (readonly ConditionSeen[])[], words: ConditionWords): string {
  return groups.map((group) => group.map((one) => conditionText(one, words)).join(words.and)).join(words.or);
}

const seenText = (
  groups: readonly (readonly ConditionSeen[])[],
  words: { of: string; row: string; rows: string; comma: string },
) =>
  [...new Map(groups.flat().map((one) => [one.column, one])).values()]
    .filter(({ seen }) => seen !== null)
    .map(({ column, seen }) => {
      const values = (seen ?? []).map(
        ({ value, rows }) => `${quoted(value)} (${rows} ${rows === '1' ? words.row : words.rows})`,
      );
      return `${words.of} ${quoted(column)}: ${values.join(words.comma)}.`;
    })
    .map((text) => ` ${text}`)
    .join('');

/** Which rows of its files a feed takes. */
export const intakeSelectionMessages = {
  'intake.no-row-taken': message<{
    table: string;
    file: string;
    rows: string;
    /** `where`: no row fulfils these; `except`: all rows that `where` takes fulfil these. */
    setting: 'where' | 'except';
    /** Groups of conditions: rows are meant that fulfil all of one group. */
    groups: readonly (readonly ConditionSeen[])[];
  }>({
    en: ({ table, file, rows, setting, groups }) => {
      const told = groupsText(groups, inEnglish);
      const why =
        setting === 'where'
          ? `No row of "${file}" has ${told}`
          : `"except" leaves out every row of "${file}", since all have ${told}`;
      return `${why}, so that nothing of its ${rows} rows is taken for ${table}.${seenText(groups, { of: 'Values of', row: 'row', rows: 'rows', comma: ', ' })} Correct "${setting}", or remove the feed.`;
    },
    'zh-CN': ({ table, file, rows, setting, groups }) => {
      const told = groupsText(groups, inChinese);
      const why =
        setting === 'where'
          ? `"${file}" 中没有满足 ${told} 的行`
          : `"${file}" 的所有行都满足 ${told}，被 except 排除`;
      return `${why}，其 ${rows} 行均未导入 ${table}。${seenText(groups, { of: '列值', row: '行', rows: '行', comma: '、' }).trimStart()}请修正 ${setting}，或删除该来源。`;
    },
  }),
  'intake.lookup-found-nothing': message<{
    table: string;
    field: string;
    file: string;
    rows: string;
    /** Forms of the keys on both sides: 9 stands for a digit, A for a letter. */
    here: string | null;
    there: string;
  }>({
    en: ({ table, field, file, rows, here, there }) =>
      `${field} of ${table} is looked up in "${shownText(file)}", and none of ${rows} rows found anything there: all of them have no value, or that of "otherwise".${here === null ? ` Keys there have the form ${there}.` : ` Most keys here have the form ${here}, there ${there} (9: a digit, A: a letter).`} Compare them, capitals too; "remove", "pad" or "part" under "match" makes them alike; check "where".`,
    'zh-CN': ({ table, field, file, rows, here, there }) =>
      `${table} 的 ${field} 在 "${shownText(file)}" 中查找，${rows} 行都没有找到：全部没有值，或取 otherwise 的值。${here === null ? `对方的键形如 ${there}。` : `此处的键多形如 ${here}，对方形如 ${there}（9 为数字，A 为字母）。`}请核对两边的写法（区分大小写）；可在 match 下用 remove、pad 或 part 使其一致，并检查 where。`,
  }),
} as const;
