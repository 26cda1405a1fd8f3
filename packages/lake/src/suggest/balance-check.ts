import type { TableMatch } from './table-match.ts';
import { namedColumns } from './vocabulary.ts';

/** What the balance of the day of the delivery is called in a file of accounts. */
export const balanceNames: readonly string[] = (
  '账户余额 当前余额 余额 期末余额 currentbalance currbal closingbalance endbalance ledgerbalance balance bal ' +
  'saldoatual saldoactual saldofinal kontostand saldo solde soducuoiky sodu'
).split(' ');

/**
 * The balances that a file of accounts tells beside the bookings, held against those that come of the bookings: what a wrong
 * sign or unit shows by itself. None where the accounts begin with unknown balances, or have no bookings.
 */
export function balanceChecks(matches: readonly TableMatch[]): TableMatch[] {
  return matches.flatMap((match) => (match.table === 'account' ? balanceCheck(match, matches) : []));
}

function balanceCheck(account: TableMatch, matches: readonly TableMatch[]): TableMatch[] {
  const id = account.columns.get('account_id');
  const opening = account.columns.get('opening_balance')?.column;
  const isBooked = matches.some(({ table }) => table === 'entry');
  if (id === undefined || opening === undefined || !isBooked) return [];
  const amounts = account.group.columns.filter(
    ({ number, dates, empty }) => number !== null && dates.length === 0 && empty === 0,
  );
  const balance = namedColumns(amounts, balanceNames).find((column) => column !== opening);
  if (balance === undefined) return [];
  return [
    {
      ...account,
      table: 'account_sum',
      columns: new Map([
        ['account_id', id],
        ['balance', { column: balance, fit: 1 }],
      ]),
      amount: null,
      isRepeated: false,
    },
  ];
}
