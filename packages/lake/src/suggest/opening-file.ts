import { balanceNames, balanceSign } from './balance-check.ts';
import { sharedShare } from './column-fit.ts';
import type { ColumnProfile } from './column-profile.ts';
import { guessSign } from './code-words.ts';
import { isoDay } from './day-profile.ts';
import { rowsOf, type FileGroup } from './file-group.ts';
import { loanIdsOf } from './loan-account.ts';
import { lookupText } from './lookup-text.ts';
import { isoDaysOf } from './match-days.ts';
import { unaccented } from './name-form.ts';
import { separatorSettings } from './number-settings.ts';
import { idSource, idText } from './id-form.ts';
import { dayInName } from './file-pattern.ts';
import type { FieldMatch, TableMatch } from './table-match.ts';
import { fieldNames, namedColumns } from './vocabulary.ts';
import { yamlScalar } from './yaml-scalar.ts';
import type { LocalText } from '@gradus/schema';

/** A file that tells each account's balance on one day. */
interface OpeningFile {
  readonly group: FileGroup;
  readonly account: ColumnProfile;
  readonly balance: ColumnProfile;
  /** How its columns are matched with the fields of an account's row. */
  readonly key: readonly string[];
  /** The day, as yyyy-mm-dd; null: neither a column nor the name says it. */
  readonly day: string | null;
}

const openingName =
  /op(e?n)?_?bal|opening|期初|年初|期首|繰越|기초|이월|devir|acilis|otwarcia|poczatk|inicial|anterior|vortrag|eroffnung|anfang|initial|soduda/;

/** Looks the balance with which an account begins up in a file of its own, where no column of the accounts holds it. */
export function withOpeningFile(
  match: TableMatch,
  matches: readonly TableMatch[],
  groups: readonly FileGroup[],
): TableMatch {
  const id = match.columns.get('account_id');
  if (match.table !== 'account' || match.columns.has('opening_balance')) return match;
  if (id === undefined) return match;
  const first = isoDaysOf(matches, 'entry', 'booked_on')[0] ?? null;
  const free = groups.filter((group) => !matches.some((one) => one.group === group));
  const loans = match.loanRows === undefined ? new Set<string>() : loanIdsOf(matches);
  const deposits = new Set(
    [...id.column.distinct].filter((one) => !loans.has(one)).map((one) => idText(one, id)),
  );
  const found = free.flatMap((group) => openingOf(group, deposits, { id, first }) ?? [])[0];
  if (found === undefined || first === null) return match;
  const { group, balance, day, key } = found;
  const settings = [
    lookupText(match.group, group, { match: key, take: balance }),
    `otherwise: '0'`,
    ...(balance.number === null ? [] : separatorSettings(balance.number)),
  ];
  const line = { text: `{ ${settings.join(', ')} }`, doubts: doubtsOf(found, deposits) };
  const opening = { column: balance, fit: 1, line, ...(day === null ? {} : { ofDay: day }) };
  return { ...match, columns: new Map([...match.columns, ['opening_balance', opening]]) };
}

function openingOf(
  group: FileGroup,
  accounts: ReadonlySet<string>,
  { id, first }: { readonly id: FieldMatch; readonly first: string | null },
): OpeningFile | null {
  const found = keyOf(group, accounts, id);
  const days = group.columns.filter(({ dates }) => dates.length > 0);
  const amounts = group.columns.filter(
    (column) => column.number !== null && column.dates.length === 0 && column !== found?.account,
  );
  const names = [
    ...(fieldNames.account?.['opening_balance'] ?? []),
    ...balanceNames,
    ...(fieldNames.entry?.['amount'] ?? []),
  ];
  const balance = namedColumns(amounts, names)[0] ?? (amounts.length === 1 ? amounts[0] : undefined);
  if (found === null || balance === undefined) return null;
  const [of] = days;
  const inColumn = of?.distinct.size === 1 ? isoDay([...of.distinct][0] ?? '', of.dates[0]) : null;
  const day = inColumn ?? (of === undefined ? (dayInName(group.pattern)?.day?.iso ?? null) : null);
  const isNamed = [group.label, balance.name].some((name) => openingName.test(unaccented(name)));
  const isBefore = day !== null && first !== null && day < first;
  return isBefore || (isNamed && day === null && of === undefined) ? { group, ...found, balance, day } : null;
}

/** The columns that name the account, and how they are matched with the row of it; null: none does. */
function keyOf(
  group: FileGroup,
  accounts: ReadonlySet<string>,
  id: FieldMatch,
): { readonly account: ColumnProfile; readonly key: readonly string[] } | null {
  const joined = id.joined?.columns ?? [];
  if (joined.length > 0) {
    // A number that comes again with each branch: both are called alike.
    const own = joined.flatMap(({ name }) => group.columns.find((column) => column.name === name) ?? []);
    const account = own.at(-1);
    const key = own.map(({ name }) => `${yamlScalar(name)}: ${yamlScalar(name)}`);
    return account !== undefined && own.length === joined.length ? { account, key } : null;
  }
  const account = namedColumns(group.columns, fieldNames.account?.['account_id'] ?? []).find(
    (column) => column.isUnique && sharedShare(column, accounts) >= 0.5,
  );
  return account === undefined ? null : { account, key: [`${yamlScalar(account.name)}: ${idSource(id)}`] };
}

function doubtsOf({ group, account, day }: OpeningFile, accounts: ReadonlySet<string>): LocalText[] {
  const { label } = group;
  const of = day === null ? { en: '', zh: '' } : { en: ` of ${day}`, zh: ` ${day} 的` };
  const doubts: LocalText[] = [
    {
      en: `taken from the balances${of.en} in ${label}; an account that it does not name begins with 0: check that these are the balances at the end of the day before data_from`,
      'zh-CN': `取自 ${label} 中${of.zh}余额，未列出的账户从 0 开始：请核对这是 data_from 前一日终的余额`,
    },
  ];
  const sign = balanceSign(group);
  if (sign === null) return doubts;
  const [at, id] = [group.columns.indexOf(sign), group.columns.indexOf(account)];
  const below = rowsOf(group).filter(
    (row) => accounts.has(row[id] ?? '') && guessSign(row[at] ?? '', sign.distinct) === 'negative',
  ).length;
  return below === 0
    ? doubts
    : [
        ...doubts,
        {
          en: `"${sign.name}" of ${label} says that ${below} of these are below zero; a lookup does not turn signs: ask for signed balances, or leave out with "where" in the lookup what no deposit is`,
          'zh-CN': `${label} 的 "${sign.name}" 表明其中 ${below} 个余额为负；lookup 不会改变符号：请索取带符号的余额，或在 lookup 中用 where 排除非存款账户`,
        },
      ];
}
