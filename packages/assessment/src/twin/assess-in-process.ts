import { digestOf, digestSums } from '@gradus/sql';
import type { Session } from '@gradus/engine';
import {
  decider,
  decisionRow,
  evaluateIndicators,
  rankOfTier,
  resultColumns,
  stateOfRow,
  type Override,
  type Plan,
} from '@gradus/policy';
import type { DigestValue } from '@gradus/sql';
import { readStateRows } from '../run/linked-states.ts';
import { readRecords, readRates } from './records.ts';

/**
 * The rows of a result, computed by the in-process form of the language alone, from the relations of a session (the
 * lake's, `previous` and `override`). Holds everything in memory: for checks of up to some 100,000 customers.
 */
export async function decideInProcess(session: Session, plan: Plan): Promise<DigestValue[][]> {
  const records = await readRecords(session, plan.asOf);
  const run = { rateMillionths: await readRates(session, plan) };
  const states = await readStateRows(session, 'previous');
  const overrides = await readOverrideRows(session, plan);
  const decide = decider(plan);
  return records.map((record) => {
    const key = record.customer.customerKey;
    const values = evaluateIndicators(plan, record, run);
    const row = states.get(key);
    const decision = decide({
      customer: record.customer,
      values,
      state: row === undefined ? null : stateOfRow(plan, row),
      override: overrides.get(key) ?? null,
    });
    return decisionRow(plan, key, values, decision);
  });
}

/** Digest of {@link decideInProcess}; equals that of the engine. */
export async function digestInProcess(session: Session, plan: Plan): Promise<string> {
  const columns = resultColumns(plan);
  return digestOf(columns, digestSums(columns, await decideInProcess(session, plan)));
}

async function readOverrideRows(session: Session, plan: Plan): Promise<Map<bigint, Override>> {
  const rows = await session.rows('SELECT customer_key, tier, until FROM override');
  return new Map(
    rows.flatMap((row) => {
      const tier = rankOfTier(plan, String(row['tier']));
      return tier === null
        ? []
        : [[row['customer_key'] as bigint, { tier, until: row['until'] as number }] as const];
    }),
  );
}
