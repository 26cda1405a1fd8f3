import { assert, failure, formatDay, masked } from '@gradus/schema';
import { dialects, printQuery, type Query } from '@gradus/sql';
import type { Row, Session } from '@gradus/engine';
import {
  compileIndicators,
  compileMissingRates,
  compileStaleLoans,
  compileUnknownOpenings,
  loanWindowsBefore,
  windowsBefore,
  type Plan,
} from '@gradus/policy';
import type { Counts } from '../result/document.ts';
import { externalIds, type AttachedLake } from './attached-lake.ts';
import { customerSlices, slicesNeeded } from './customer-slices.ts';
import { makeInStages } from './staged-table.ts';
import { duringStep, type Supervision } from './steps.ts';

/** How many customers or accounts a refusal names. */
const examplesMax = 5;

/**
 * Makes the relation `indicator`: one row per customer opened on or before the as-of date. `slices`: parts of the customers that
 * are worked out one after the other; null: as few as fit in memory.
 *
 * Errors: `assessment.missing-rates`, `assessment.unknown-openings`, `assessment.windows-before-data`,
 * `assessment.no-customers`.
 */
export async function makeIndicators(
  attached: AttachedLake,
  plan: Plan,
  supervision: Supervision,
  slices: number | null = null,
): Promise<void> {
  const { session, shape } = attached;
  const options = duringStep(supervision, 'indicators');
  if (plan.noRate === 'refuse') await refuseMissingRates(attached, plan);
  await refuseUnknownOpenings(attached, plan);
  const query = compileIndicators(plan, shape);
  await session.run('DROP TABLE IF EXISTS indicator');
  const slicing = await customerSlices(session, slices ?? (await slicesNeeded(session, query)));
  await makeInStages(session, 'indicator', { query, slicing }, options);
  const rows = await session.rows('SELECT count(*) AS n FROM indicator');
  if (rows[0]?.['n'] === 0n) throw failure('assessment.no-customers', { asOf: formatDay(plan.asOf) });
}

/** Loans whose latest report is older than the policy allows. They count all the same. */
export async function countStaleLoans(session: Session, plan: Plan): Promise<number> {
  const query = compileStaleLoans(plan);
  if (query === null) return 0;
  const rows = await session.rows(
    `SELECT count(*) AS n FROM (${printQuery(query, dialects.duckdb)}) AS stale`,
  );
  return Number(rows[0]?.['n']);
}

/** Indicators whose windows reach further back than the first loan report; null when none does, or no loan is that old. */
export async function findUnreported(session: Session, plan: Plan): Promise<Counts['unreported']> {
  const asOf = `DATE '${formatDay(plan.asOf)}'`;
  const [first] = await session.rows(`SELECT min(as_of) AS day FROM loan_status WHERE as_of <= ${asOf}`);
  const day = first?.['day'];
  if (typeof day !== 'number') return null;
  const indicators = loanWindowsBefore(plan, day);
  if (indicators.length === 0) return null;
  const reportsFrom = formatDay(day);
  const [older] = await session.rows(
    `SELECT count(*) AS n FROM loan WHERE opened_on < DATE '${reportsFrom}'`,
  );
  return older?.['n'] === 0n ? null : { indicators, reportsFrom };
}

async function refuseMissingRates(attached: AttachedLake, plan: Plan): Promise<void> {
  const query = compileMissingRates(plan, attached.shape);
  if (query === null) return;
  const rows = await grouped(attached.session, query, 'currency', 'customer_key');
  if (rows.length === 0) return;
  throw failure('assessment.missing-rates', {
    currencies: rows.map((row) => ({ currency: String(row['name']), customers: Number(row['n']) })),
    quote: plan.currency,
    asOf: formatDay(plan.asOf),
  });
}

async function refuseUnknownOpenings(attached: AttachedLake, plan: Plan): Promise<void> {
  const query = compileUnknownOpenings(plan, attached.shape);
  if (query === null) return;
  const rows = await grouped(attached.session, query, 'problem', 'account_key');
  const { dataFrom } = attached.shape;
  const [worst] = rows;
  if (worst === undefined) return;
  assert(dataFrom !== null, 'only data that begin somewhere can begin too late');
  const data = { accounts: Number(worst['n']), dataFrom: formatDay(dataFrom) };
  if (worst['name'] === 'opening_unknown') {
    const examples = (await externalIds(attached, 'account', keysOf([worst]))).map(masked);
    throw failure('assessment.unknown-openings', { ...data, examples });
  }
  const windows = windowsBefore(plan, dataFrom).map(({ indicator, from }) => ({
    indicator,
    from: formatDay(from),
  }));
  throw failure('assessment.windows-before-data', { ...data, windows, asOf: formatDay(plan.asOf) });
}

/** Per value of `by`: `name`, how many different `key`s `n`, and the first few of them as `keys`. */
async function grouped(session: Session, query: Query, by: string, key: string): Promise<Row[]> {
  return session.rows(
    `SELECT name, count(*) AS n, min(k, ${examplesMax}) AS keys
     FROM (SELECT DISTINCT ${by} AS name, ${key} AS k FROM (${printQuery(query, dialects.duckdb)}) AS found) AS one
     GROUP BY name ORDER BY name`,
  );
}

function keysOf(rows: readonly Row[]): bigint[] {
  return rows.flatMap((row) => row['keys'] as readonly bigint[]).slice(0, examplesMax);
}
