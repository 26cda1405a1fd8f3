/** What the core system of the bench bank delivers once: customers, accounts, loans. */
export const masterMapping = `
gradus_mapping: 1
source: core
currency: CNY
data_from: 2024-06-01
read: { format: parquet }
tables:
  customer:
    file: customers.parquet
    fields: { customer_id: id, opened_on: opened, birth_year: born, status: { column: state, codes: { A: active, C: closed } } }
  account:
    file: accounts.parquet
    fields: { account_id: id, customer_id: owner, kind: kind, opened_on: opened, term_months: term, opening_balance: { column: opening, in: minor } }
  loan:
    file: loans.parquet
    fields: { loan_id: id, principal: { column: principal, in: minor }, opened_on: opened, matures_on: matures }
  loan_party:
    file: loans.parquet
    fields: { loan_id: id, customer_id: borrower, role: { value: borrower } }
  loan_status:
    file: reports.parquet
    fields: { loan_id: id, as_of: day, outstanding: { column: outstanding, in: minor }, days_past_due: overdue_days, class: class }
`;

/** What it delivers every month: the bookings, as Parquet or as CSV. */
export function monthMapping(format: 'parquet' | 'csv'): string {
  return `
gradus_mapping: 1
source: core
currency: CNY
business_date: 2026-06-30
read: { format: ${format} }
tables:
  entry:
    file: entries.${format}
    fields: { entry_id: id, account_id: account, booked_on: day, amount: { column: amount, in: minor }, purpose: purpose }
`;
}
