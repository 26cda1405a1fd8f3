import type { AmountMatch } from './amount-match.ts';
import { guessSign } from './code-words.ts';
import type { ColumnProfile } from './column-profile.ts';
import { languages } from './language/languages.ts';
import type { FileGroup } from './file-group.ts';
import type { TableMatch } from './table-match.ts';
import { namedColumns, signNames } from './vocabulary.ts';

/** What the balance of the day of the delivery is called in a file of accounts. */
export const balanceNames: readonly string[] = [
  ...(
    '账户余额 当前余额 余额 期末余额 currentbalance currbal closingbalance endbalance ledgerbalance balance bal ' +
    'saldoatual saldoactual saldofinal kontostand saldo solde soducuoiky sodu'
  ).split(' '),
  ...languages.flatMap(({ fields }) => fields.balance?.['balance'] ?? []),
];

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
      amount: signOf(account.group, balance),
      isRepeated: false,
    },
  ];
}

/** The column that says which balances are below zero, where none is written with a minus; null: there is none. */
export function balanceSign({ columns }: FileGroup): ColumnProfile | null {
  const signs = columns.filter(
    ({ distinct }) =>
      distinct.size >= 1 &&
      distinct.size <= 3 &&
      [...distinct].every((code) => guessSign(code, distinct) !== null) &&
      // A letter alone is rather a state of the account, unless the column is called so.
      [...distinct].every((code) => code.length >= 2 || /\P{ASCII}/u.test(code)),
  );
  const [named] = namedColumns(
    columns.filter(({ distinct }) => [...distinct].every((code) => guessSign(code, distinct) !== null)),
    signNames,
  );
  return named ?? signs[0] ?? null;
}

export function signOf(group: FileGroup, { number }: ColumnProfile): AmountMatch | null {
  const column = number?.hasNegative === true ? null : balanceSign(group);
  return column === null ? null : { kind: 'sign_column', column };
}
