import { openDuckdb, quoteName, type Session } from '@gradus/engine';
import { openLake } from '@gradus/lake';
import { openResult, type Result } from '../result/result-folder.ts';
import { registerRows } from '../run/digest.ts';
import type { Supervision } from '../run/steps.ts';
import { differs, exchangeInputs } from './exchange-inputs.ts';
import { inputNames, standingSql, tierOfStanding, type Difference, type InputName } from './difference.ts';

export interface CompareRunsOptions extends Supervision {
  readonly before: string;
  readonly after: string;
  /** The lake of both; null: causes are told from what the results hold. */
  readonly lakeDirectory: string | null;
  readonly threads: number;
  readonly memoryMib: number;
  readonly temporaryDirectory: string | null;
}

/** Who differs between two results, and why. */
export interface RunComparison {
  readonly before: Result;
  readonly after: Result;
  /** Inputs that differ between the two, in the order in which they are exchanged. */
  readonly inputs: readonly InputName[];
  /** Whether causes come from running again, input by input; else every input that differs is named. */
  readonly isExact: boolean;
  /** Customers of either result by tier; null: unrated or not in it. */
  readonly cells: readonly {
    readonly from: string | null;
    readonly to: string | null;
    readonly customers: number;
  }[];
  readonly differences: readonly Difference[];
}

/**
 * Compares the effective tiers of two results. With the lake, the inputs of the first are exchanged for those of the second one
 * at a time (time with the state before, data, identity, policy, overrides), the customers decided anew each time, and a
 * cause is an input at whose exchange the customer's tier changed. Without it, an input is a cause if it is the only one
 * that differs; else all that differ and that the customer's row does not rule out are named.
 *
 * Errors: those of openResult, `assessment.result-of-other-lake`, those of {@link assess} for a mixture.
 */
export async function compareRuns(options: CompareRunsOptions): Promise<RunComparison> {
  const before = await openResult(options.before);
  const after = await openResult(options.after);
  const session = await openDuckdb(options);
  try {
    await registerRows(session, 'rows_before', before.tierFiles, before.document.columns);
    await registerRows(session, 'rows_after', after.tierFiles, after.document.columns);
    const inputs = inputNames.filter((name) => differs(name, before, after));
    const isExact = options.lakeDirectory !== null || inputs.length <= 1;
    if (options.lakeDirectory !== null && inputs.length > 1) {
      const lake = await openLake(options.lakeDirectory);
      await exchangeInputs(session, lake, { before, after }, options);
      await makeWalk(
        session,
        inputs.map((_, index) => `walked_${index}`),
        after,
      );
    } else await makeWalk(session, ['rows_after'], after);
    const rows = await session.rows(
      `SELECT * FROM walk WHERE s_first <> s_last ORDER BY money DESC NULLS LAST, customer_key`,
    );
    const cells = await session.rows(
      'SELECT s_first, s_last, count(*) AS n FROM walk GROUP BY ALL ORDER BY ALL',
    );
    const causesOf = (row: Readonly<Record<string, unknown>>): InputName[] =>
      options.lakeDirectory !== null && inputs.length > 1
        ? inputs.filter((_, index) => row[`s${index}`] !== row[index === 0 ? 's_first' : `s${index - 1}`])
        : inputs.filter((name) => inputs.length === 1 || !isRuledOut(name, row));
    return {
      before,
      after,
      inputs,
      isExact,
      cells: mergedCells(cells),
      differences: rows.map((row) => ({
        customerKey: row['customer_key'] as bigint,
        from: tierOfStanding(String(row['s_first'])),
        to: tierOfStanding(String(row['s_last'])),
        moneyMinor: row['money'] as bigint | null,
        causes: causesOf(row),
      })),
    };
  } finally {
    await session.close();
  }
}

/** Makes `walk`: how each customer stands at first, after each step, and in the end. */
async function makeWalk(session: Session, steps: readonly string[], after: Result): Promise<void> {
  const money = after.document.counts.money?.indicator;
  const held = money === undefined ? 'CAST(NULL AS BIGINT)' : `a.${quoteName(money)}`;
  const every = ['rows_before', 'rows_after', ...steps].map((name) => `SELECT customer_key FROM ${name}`);
  const columns = steps.map((_, index) => `${standingSql(`w${index}`)} AS s${index}`);
  const joins = steps.map(
    (name, index) => `LEFT JOIN ${name} w${index} ON w${index}.customer_key = k.customer_key`,
  );
  await session.run(
    `CREATE OR REPLACE TEMP TABLE walk AS
     SELECT k.customer_key, ${standingSql('b')} AS s_first, ${standingSql('a')} AS s_last, ${columns.join(', ')},
       ${held} AS money, b.computed_tier IS NOT DISTINCT FROM a.computed_tier AS same_computed,
       b.granted_tier IS NOT DISTINCT FROM a.granted_tier AS same_granted
     FROM (${every.join(' UNION ')}) k
     LEFT JOIN rows_before b ON b.customer_key = k.customer_key
     LEFT JOIN rows_after a ON a.customer_key = k.customer_key ${joins.join(' ')}`,
  );
}

/** An override never touches the granted tier, and nothing else leaves it alone unless a veto caps the tier. */
function isRuledOut(name: InputName, row: Readonly<Record<string, unknown>>): boolean {
  return name === 'override' && row['same_granted'] === false;
}

/** Unrated and absent are both no tier. */
function mergedCells(rows: readonly Readonly<Record<string, unknown>>[]): RunComparison['cells'] {
  const cells = new Map<string, { from: string | null; to: string | null; customers: number }>();
  for (const row of rows) {
    const from = tierOfStanding(String(row['s_first']));
    const to = tierOfStanding(String(row['s_last']));
    const known = cells.get(`${from}\n${to}`)?.customers ?? 0;
    cells.set(`${from}\n${to}`, { from, to, customers: known + Number(row['n']) });
  }
  return [...cells.values()];
}
