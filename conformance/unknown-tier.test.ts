import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDuckdb, type Session } from '@gradus/engine';
import { assert, parseDay } from '@gradus/schema';
import {
  compileDecision,
  compileUnknownOverrides,
  compileUnknownTiers,
  planPolicy,
  rankOfTier,
  readPolicy,
  resultColumns,
  type StateRow,
} from '@gradus/policy';
import { createRelations, type CaseCustomer } from './harness/decision-run.ts';

/** States and overrides in tiers that the policy does not have are listed, so that the run can be refused. */

const { document } = readPolicy(`
gradus: 1
id: renamed
title: { en: Renamed }
currency: CNY
indicators:
  level: { metric: fact, name: level, unit: count, max_age: 31 days }
scorecard:
  level: { weight: 100, points: { 0: 0, 1: 100 }, missing: 0, reason: LEVEL }
tiers:
  - { id: gold, from: 50 }
  - { id: silver, from: 0 }
renamed: { first: gold, gone: nowhere, silver: gold }
`);
const asOf = parseDay('2026-06-30');
assert(document !== null && asOf !== null, 'the policy of the test can be read');
const lifecycle = { renamed: { first: 'gold', gone: 'nowhere', silver: 'gold' } };
const planned = planPolicy({ document: { ...document, renamed: {} }, asOf, previousAsOf: asOf - 30 });
const plan = { ...planned, lifecycle: { ...planned.lifecycle, ...lifecycle } };

const stateIn = (grantedTier: string | null): StateRow => ({
  grantedTier,
  since: asOf - 100,
  heldUntil: null,
  fallingSince: null,
  lastVeto: null,
  ratedOn: asOf - 30,
});
const customer = (key: bigint, state: string | null, override: string | null): CaseCustomer => ({
  key,
  customer: { openedOn: asOf - 200, birthYear: null, status: null },
  values: { level: 1n },
  previous: stateIn(state),
  override: override === null ? null : { tier: override, until: asOf },
});

let session: Session;
beforeAll(async () => {
  session = await openDuckdb({ threads: 1, memoryMib: 256, temporaryDirectory: null });
  await createRelations(session, plan, [
    customer(1n, 'gold', null),
    customer(2n, 'first', 'silver'),
    customer(3n, 'platinum', 'gone'),
    customer(4n, 'gone', 'first'),
    customer(5n, null, 'constructor'),
  ]);
});
afterAll(async () => {
  await session.close();
});

test('states', async () => {
  const rows = await session.runQuery(compileUnknownTiers(plan));
  expect(rows.toSorted((a, b) => Number(a['customer_key']) - Number(b['customer_key']))).toEqual([
    { customer_key: 3n, tier: 'platinum' },
    { customer_key: 4n, tier: 'gone' },
  ]);
});

test('overrides', async () => {
  const rows = await session.runQuery(compileUnknownOverrides(plan));
  expect(new Set(rows.map((row) => row['tier']))).toEqual(new Set(['constructor', 'gone']));
});

test('the same names in process; a tier that the policy has is meant before one that was renamed', () => {
  expect(
    ['gold', 'silver', 'first', 'gone', 'platinum', 'constructor'].map((id) => rankOfTier(plan, id)),
  ).toEqual([0, 1, 0, null, null, null]);
});

test('the query gives the columns of the result in their order', () => {
  const query = compileDecision(plan);
  const names = query.node === 'select' ? query.columns.map(({ name }) => name) : [];
  expect(names).toEqual(resultColumns(plan).map(({ name }) => name));
});
