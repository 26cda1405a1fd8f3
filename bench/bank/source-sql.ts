import { formatDay, type Day } from '@gradus/schema';
import { asOf, dataFrom, monthStart, type BankSize } from './size.ts';

/**
 * SQL for the bench bank. Every value is a hash of who and when it is about, so a bank of one size is always the same.
 * Balances and activity are skewed: half of the accounts move once a month, a twentieth of them 29 times.
 */

const dateOf = (day: Day): string => `DATE '${formatDay(day)}'`;

/** A whole number from 0 to `below` − 1 that depends on `seed` and the expressions. */
const dice = (seed: number, below: number, ...of: readonly string[]): string =>
  `CAST(hash(${[seed, ...of].join(', ')}) % ${below} AS BIGINT)`;

export function customersSql({ customers }: BankSize): string {
  return `SELECT 'C' || i AS id, DATE '2010-01-01' + CAST(${dice(1, 3000, 'i')} AS INTEGER) AS opened,
    CAST(1940 + ${dice(2, 65, 'i')} AS VARCHAR) AS born, CASE WHEN ${dice(3, 100, 'i')} < 2 THEN 'C' ELSE 'A' END AS state
    FROM range(${customers}) AS r(i)`;
}

/** Two accounts per customer: a demand account, and a term account whose money is larger. */
export function accountsSql({ customers, accounts }: BankSize): string {
  return `SELECT 'A' || i AS id, 'C' || (i % ${customers}) AS owner,
    CASE WHEN i < ${customers} THEN 'demand' ELSE 'term' END AS kind,
    DATE '2019-01-01' + CAST(${dice(4, 1800, 'i')} AS INTEGER) AS opened,
    CASE WHEN i < ${customers} THEN NULL ELSE CAST([3, 6, 12, 24, 36][1 + ${dice(5, 5, 'i')}] AS VARCHAR) END AS term,
    CAST(100 * (1 + ${dice(6, 1000, 'i')}) * (1 + ${dice(7, 10, 'i')}) * CASE WHEN ${dice(8, 100, 'i')} < 5 THEN 100 ELSE 1 END AS BIGINT) AS opening
    FROM range(${accounts}) AS r(i)`;
}

/** A loan for every tenth customer. */
export function loansSql({ customers }: BankSize): string {
  return `SELECT 'L' || i AS id, 'C' || (i * 10) AS borrower, 20000000 AS principal, DATE '2022-01-01' AS opened, DATE '2032-01-01' AS matures
    FROM range(${Math.ceil(customers / 10)}) AS r(i)`;
}

/** A report per loan and month of two years. */
export function loanReportsSql({ customers }: BankSize): string {
  const late = dice(11, 1000, 'i', 'm');
  return `SELECT 'L' || i AS id, CAST(last_day(${dateOf(dataFrom)} + to_months(CAST(m AS INTEGER))) AS DATE) AS day, 10000000 AS outstanding,
    CASE WHEN ${late} < 970 THEN 0 WHEN ${late} < 990 THEN 5 + ${late} % 20 ELSE 31 + ${late} % 90 END AS overdue_days,
    CASE WHEN ${late} < 995 THEN 'normal' ELSE 'substandard' END AS class
    FROM range(${Math.ceil(customers / 10)}) AS r(i), range(25) AS t(m) WHERE last_day(${dateOf(dataFrom)} + to_months(CAST(m AS INTEGER))) <= ${dateOf(asOf)}`;
}

/**
 * Bookings of the month that ends on `end`: `account`, `day`, `amount` (minor units), `purpose`, `id`, for the accounts of
 * the query `accounts` (column `account`), in the order of these and, within one, of the days.
 */
export function bookingsSql(accounts: string, end: Day): string {
  const u = dice(21, 100, 'account', String(end));
  const start = monthStart(end);
  const days = end - start + 1;
  const kind = dice(22, 100, 'account', String(end), 'i');
  const size = dice(23, 200_000, 'account', String(end), 'i');
  return `SELECT account, ${dateOf(start)} + CAST((i * 97 + ${dice(24, 97, 'account', String(end), 'i')}) * ${days} // (n * 97) AS INTEGER) AS day,
    CASE WHEN ${kind} < 60 THEN -1 - ${size} // 4 WHEN ${kind} < 65 THEN 300000 + 5 * ${size} ELSE ${size} - 100000 END AS amount,
    CASE WHEN ${kind} < 60 THEN 'spend' WHEN ${kind} < 65 THEN 'salary' ELSE 'transfer' END AS purpose,
    account || '.' || '${end}' || '.' || i AS id
    FROM (SELECT account, n, unnest(range(n)) AS i FROM (
      SELECT account, CASE WHEN ${u} < 50 THEN 1 WHEN ${u} < 80 THEN 3 WHEN ${u} < 95 THEN 9 ELSE 29 END AS n FROM (${accounts})))`;
}
