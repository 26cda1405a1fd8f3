import { account, balance, entry, spell } from './account-tables.ts';
import { accountSum, ledgerBalance } from './control-tables.ts';
import { customer, customerLink, fact, identity, tierState } from './customer-tables.ts';
import type { Table } from './column.ts';
import { holding } from './holding-tables.ts';
import { exchangeRate, loan, loanParty, loanStatus } from './loan-tables.ts';
import { carry, movement, snapshot } from './snapshot-tables.ts';

/** Every table of the lake, stored or offered, by name. */
export const tables = {
  identity,
  customer,
  account,
  spell,
  entry,
  balance,
  loan,
  loan_party: loanParty,
  loan_status: loanStatus,
  fact,
  holding,
  tier_state: tierState,
  customer_link: customerLink,
  exchange_rate: exchangeRate,
  ledger_balance: ledgerBalance,
  account_sum: accountSum,
  movement,
  carry,
  snapshot,
} as const satisfies Record<string, Table>;

export type TableName = keyof typeof tables;

/** Tables that a mapping may feed. */
export const sourceTables = [
  'customer',
  'account',
  'entry',
  'balance',
  'loan',
  'loan_party',
  'loan_status',
  'fact',
  'holding',
  'tier_state',
  'customer_link',
  'exchange_rate',
  'ledger_balance',
  'account_sum',
] as const satisfies readonly TableName[];

export type SourceTableName = (typeof sourceTables)[number];
