import type { TableMatch } from './table-match.ts';

/** More different numbers are not those of a few loans of each member. */
const numbersMost = 40;

/**
 * Bookings on the loans of members stand among those on their accounts where both are numbered anew for each member: those whose
 * number is only ever a loan's are left out.
 */
export function withoutLoanBookings(match: TableMatch, matches: readonly TableMatch[]): TableMatch {
  const id = match.table === 'entry' ? match.columns.get('account_id') : undefined;
  if (id?.joined === undefined) return match;
  const numbers = (table: TableMatch['table'], field: string): ReadonlySet<string> =>
    new Set(
      matches.flatMap((one) => {
        const found = one.table === table ? one.columns.get(field) : undefined;
        return found?.joined === undefined ? [] : [...found.column.distinct];
      }),
    );
  const [accounts, loans] = [numbers('account', 'account_id'), numbers('loan', 'loan_id')];
  const values = [...id.column.distinct].filter((one) => loans.has(one) && !accounts.has(one)).toSorted();
  if (values.length === 0 || values.length > numbersMost) return match;
  const loanRows = { column: id.column, values };
  return { ...match, loanRows, choice: { ...match.choice, except: [...match.choice.except, loanRows] } };
}
