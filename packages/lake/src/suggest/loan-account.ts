import { sharedShare } from './column-fit.ts';
import type { ColumnProfile } from './column-profile.ts';
import { rowsOf } from './file-group.ts';
import type { Condition } from './row-choice.ts';
import type { TableMatch } from './table-match.ts';
import { fieldNames, nameFit } from './vocabulary.ts';

const codesMost = 60;
/** Fewer loans among the accounts are there by chance. */
const loansLeast = 3;

/** Ids of all loans. */
export function loanIdsOf(matches: readonly TableMatch[]): ReadonlySet<string> {
  return new Set(
    matches.flatMap(({ table, columns }) =>
      table === 'loan' ? [...(columns.get('loan_id')?.column.distinct ?? [])] : [],
    ),
  );
}

/**
 * Many a core keeps loans among its accounts, and tells of them once more in a file of their own: where a code of the file of
 * accounts divides them, the rows of its codes are left out.
 */
export function withoutLoans(match: TableMatch, matches: readonly TableMatch[]): TableMatch {
  if (match.table !== 'account') return match;
  const key = match.columns.get('account_id');
  const loans = loanIdsOf(matches.filter(({ group }) => group !== match.group));
  if (key === undefined || key.joined !== undefined || loans.size === 0) return match;
  const shared = [...loans].filter((id) => key.column.distinct.has(id)).length;
  if (shared < loansLeast || shared * 2 < loans.size) return match;
  const divided = match.group.columns.flatMap(
    (column) => loanCodes(match, { column, key: key.column, loans }) ?? [],
  );
  // What is called a product says it better than the side on which balances stand.
  const names = [...(fieldNames.account?.['product'] ?? []), ...(fieldNames.account?.['kind'] ?? [])];
  const isNamed = ({ column }: Condition): number => (nameFit(column.called, names) >= 0.6 ? 1 : 0);
  const [loanRows] = divided.toSorted(
    (a, b) => isNamed(b) - isNamed(a) || b.column.distinct.size - a.column.distinct.size,
  );
  if (loanRows === undefined) return match;
  return {
    ...match,
    loanRows,
    choice: { ...match.choice, except: [...match.choice.except, loanRows] },
  };
}

/** Codes of a column in whose rows all accounts are loans; null when others are mixed. */
function loanCodes(
  { group }: TableMatch,
  of: { readonly column: ColumnProfile; readonly key: ColumnProfile; readonly loans: ReadonlySet<string> },
): Condition | null {
  const { column, key, loans } = of;
  const isCode = column.distinct.size >= 2 && column.distinct.size <= codesMost;
  // What hardly comes again is no code.
  if (column === key || !isCode || column.distinct.size * 3 > column.filled || column.dates.length > 0)
    return null;
  const [at, id] = [group.columns.indexOf(column), group.columns.indexOf(key)];
  const counts = new Map<string, { rows: number; loans: number }>();
  for (const row of rowsOf(group)) {
    const own = counts.get(row[at] ?? '') ?? { rows: 0, loans: 0 };
    own.rows += 1;
    if (loans.has(row[id] ?? '')) own.loans += 1;
    counts.set(row[at] ?? '', own);
  }
  const all = [...counts].filter(([, one]) => one.loans * 50 >= one.rows * 49).map(([code]) => code);
  const none = [...counts.values()].filter((one) => one.loans * 50 <= one.rows).length;
  const isDivided = all.length > 0 && none > 0 && all.length + none === counts.size;
  return isDivided ? { column, values: all.toSorted() } : null;
}

/** Whether a file of bookings or balances names loans whose accounts are left out. */
export function namesLoans(match: TableMatch, matches: readonly TableMatch[]): boolean {
  const account = match.columns.get('account_id')?.column;
  const loans = loanIdsOf(matches);
  return account !== undefined && [...account.distinct].some((id) => loans.has(id));
}

/** How well a number of an account names a loan: where the file is one of loans, by its name or its columns. */
export function isLoanKey(column: ColumnProfile, known: ReadonlySet<string> | null): boolean {
  return column.isUnique || (known !== null && sharedShare(column, known) >= 0.5);
}
