import { compileIndicators } from '@gradus/policy';
import { attach, planOf } from '@gradus/assessment';
import { openDuckdb, type Session } from '@gradus/engine';
import { openLake } from '@gradus/lake';
import { assert, formatDay } from '@gradus/schema';
import { dialects, printQuery } from '@gradus/sql';
import { asOf, dataFrom } from '../bank/size.ts';
import { timed, type Machine, type Taken } from './machine.ts';

/** One figure, so that the two ways do the same work: the average daily balance of the last year. */
const policyText = `
gradus: 1
id: first
title: { en: First assessment }
currency: CNY
indicators:
  deposits: { metric: average_daily_balance, window: 12 months, unit: money }
scorecard:
  deposits: { weight: 100, points: { 0: 0, 10_000: 100 }, missing: 0, reason: DEPOSITS }
reasons: { DEPOSITS: { en: Deposits. } }
tiers:
  - { id: good, from: 50 }
  - { id: ordinary, from: 0 }
schedule: month_end
lifecycle: { upgrade: at_once, downgrade: one_step }
`;

/** Average daily balances from raw bookings: the plan's query without snapshots, and window functions by hand. */
export async function timeFirstAssessment(
  lakeDirectory: string,
  spill: string,
  machine: Machine,
  share: number,
): Promise<{ readonly product: Taken; readonly byHand: Taken; readonly accounts: number }> {
  const lake = await openLake(lakeDirectory);
  const session = await openDuckdb({ ...machine, temporaryDirectory: spill });
  try {
    await attach(session, lake, await lake.head(), asOf);
    await keepShare(session, share);
    const plan = planOf(policyText, asOf, null);
    const query = printQuery(compileIndicators(plan, { dataFrom, monthEnds: [] }), dialects.duckdb);
    const product = await timed(1, () => session.run(`CREATE OR REPLACE TEMP TABLE one AS ${query}`));
    const byHand = await timed(1, () => session.run(`CREATE OR REPLACE TEMP TABLE other AS ${windowSql()}`));
    const [row] = await session.rows(
      `SELECT count(*) FILTER (a.deposits IS DISTINCT FROM b.deposits) AS n, (SELECT count(*) FROM account) AS accounts FROM one a JOIN other b USING (customer_key)`,
    );
    assert(
      row?.['n'] === 0n,
      `window functions and the plan's query differ on ${String(row?.['n'])} customers`,
    );
    return { product, byHand, accounts: Number(row['accounts']) };
  } finally {
    await session.close();
  }
}

/** Leaves every `share`-th account with all that is of it, so that the way by hand ends within the time that a bench has. */
async function keepShare(session: Session, share: number): Promise<void> {
  if (share === 1) return;
  const ofShare = `account_key // 256 % ${share} = 0`;
  const kept = [
    ['account', ofShare],
    ['spell', ofShare],
    ['entry', ofShare],
    ['customer', 'customer_key IN (SELECT customer_key FROM account)'],
  ] as const;
  for (const [table, condition] of kept) {
    await session.run(
      `CREATE OR REPLACE TEMP TABLE some_${table} AS SELECT * FROM ${table} WHERE ${condition}`,
    );
    await session.run(`CREATE OR REPLACE TEMP VIEW ${table} AS SELECT * FROM some_${table}`);
  }
}

/** As it is usually written: end-of-day balances by a running sum, each weighed with the days until the next. */
function windowSql(): string {
  const last = `DATE '${formatDay(asOf)}'`;
  const first = `(${last} - INTERVAL 12 MONTH)::DATE`;
  return `
    WITH moved AS (
      SELECT account_key, booked_on AS day, amount_minor FROM entry
      UNION ALL SELECT account_key, greatest(opened_on, DATE '${formatDay(dataFrom)}'), opening_minor FROM account WHERE opening_minor IS NOT NULL),
    balanced AS (
      SELECT account_key, day, sum(amount_minor) OVER (PARTITION BY account_key ORDER BY day ROWS UNBOUNDED PRECEDING) AS balance,
        lead(day, 1, ${last} + 1) OVER (PARTITION BY account_key ORDER BY day) AS until FROM moved WHERE day <= ${last}),
    held AS (
      SELECT account_key, sum(balance * greatest(0, until - greatest(day, ${first} + 1))) AS days FROM balanced GROUP BY account_key),
    owned AS (
      SELECT a.customer_key, sum(h.days) AS days FROM (SELECT DISTINCT account_key, customer_key FROM account) a JOIN held h USING (account_key) GROUP BY a.customer_key)
    SELECT customer_key, CAST((2 * abs(days) + ${asOf} - epoch_days) // (2 * (${asOf} - epoch_days)) * sign(days) AS BIGINT) AS deposits
    FROM owned, (SELECT ${first} - DATE '1970-01-01' AS epoch_days)`;
}
