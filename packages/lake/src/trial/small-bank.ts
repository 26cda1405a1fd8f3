import type { TrialFiles } from './trial-lake.ts';

/** Parts of a mapping of a small bank; a test replaces what it is about. */
export interface SmallMapping {
  readonly head?: string;
  readonly customer?: string | null;
  readonly account?: string | null;
  readonly entry?: string | null;
  readonly more?: string;
}

/** Mapping of customers.csv, accounts.csv and entries.csv. */
export function smallMapping(parts: SmallMapping = {}): string {
  const customer = parts.customer === undefined ? defaultCustomer : parts.customer;
  const account = parts.account === undefined ? defaultAccount : parts.account;
  const entry = parts.entry === undefined ? defaultEntry : parts.entry;
  return [
    'gradus_mapping: 1',
    'source: core',
    'currency: CNY',
    'data_from: 2024-01-01',
    parts.head ?? '',
    'tables:',
    ...[customer, account, entry, parts.more ?? null].map((text) => text ?? ''),
  ].join('\n');
}

const defaultCustomer = `
  customer:
    file: customers.csv
    fields: { customer_id: id, opened_on: opened, name: name, birth_year: born, status: { value: active } }`;

const defaultAccount = `
  account:
    file: accounts.csv
    fields:
      account_id: id
      customer_id: owner
      kind: kind
      opened_on: opened
      closed_on: closed
      opening_balance: opening`;

const defaultEntry = `
  entry:
    file: entries.csv
    fields: { account_id: account, booked_on: day, amount: amount, purpose: purpose, entry_id: id }`;

export const smallFiles: TrialFiles = {
  'customers.csv': 'id,name,opened,born\nC1,王芳,2020-01-01,1980\nC2,李雷,2024-02-01,\n',
  'accounts.csv':
    'id,owner,kind,opened,closed,opening\nA1,C1,demand,2020-01-01,,1000.00\nA2,C2,term,2024-02-01,2024-04-15,\n',
  'entries.csv':
    'id,account,day,amount,purpose\n1,A1,2024-01-10,50.25,salary\n2,A1,2024-02-10,-20,spend\n3,A2,2024-02-01,500,transfer\n4,A2,2024-04-15,-500,transfer\n',
};
