import { message } from './message.ts';
import { shownText } from './shown-text.ts';

/** Values that a condition of a mapping asks for, and what its column holds. */
export interface ConditionSeen {
  readonly column: string;
  readonly wanted: readonly string[];
  /** Most rows first; null where they may be ids or names, or are many. */
  readonly seen: readonly { readonly value: string; readonly rows: string }[] | null;
}

const quoted = (value: string): string => `"${shownText(value)}"`;

const conditionText = ({ column, wanted }: ConditionSeen, or: string): string =>
  `${quoted(column)} = ${wanted.map(quoted).join(or)}`;

/** All conditions of one of the groups hold. */
const groupsText = (groups: readonly (readonly ConditionSeen[])[], or: string, and: string): string =>
  groups.map((group) => group.map((one) => conditionText(one, or)).join(and)).join(or);

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
      const told = groupsText(groups, ' or ', ' and ');
      const why =
        setting === 'where'
          ? `No row of "${file}" has ${told}`
          : `"except" leaves out every row of "${file}", since all have ${told}`;
      return `${why}, so that nothing of its ${rows} rows is taken for ${table}.${seenText(groups, { of: 'Values of', row: 'row', rows: 'rows', comma: ', ' })} Correct "${setting}", or remove the feed.`;
    },
    'zh-CN': ({ table, file, rows, setting, groups }) => {
      const told = groupsText(groups, ' 或 ', ' 且 ');
      const why =
        setting === 'where'
          ? `"${file}" 中没有满足 ${told} 的行`
          : `"${file}" 的所有行都满足 ${told}，被 except 排除`;
      return `${why}，其 ${rows} 行均未导入 ${table}。${seenText(groups, { of: '列值', row: '行', rows: '行', comma: '、' }).trimStart()}请修正 ${setting}，或删除该来源。`;
    },
  }),
} as const;
