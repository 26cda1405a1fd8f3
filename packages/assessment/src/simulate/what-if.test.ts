import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDuckdb, type Session } from '@gradus/engine';
import { openLake } from '@gradus/lake';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { smallPolicy } from '../fixture/small-bank.ts';
import { assessSmall, dayOf, makeSmallLake } from '../fixture/small-lake.ts';
import { planOf } from '../plan/plan-of.ts';
import { attach } from '../run/attached-lake.ts';
import { makeIndicators } from '../run/indicators.ts';
import { openEarlier, offerGiven, registerEarlier } from '../run/previous.ts';
import type { MigrationCell } from './migration.ts';
import { simulate } from './simulate.ts';
import { WhatIf, type WhatIfCell } from './what-if.ts';

const asOf = dayOf('2026-05-31');
const machine = { threads: 2, memoryMib: 512, temporaryDirectory: null };
let folder: string;
let lake: string;
let session: Session;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gradus-what-if-'));
  lake = await makeSmallLake(folder);
  await assessSmall(lake, path.join(folder, 'april'));
  session = await openDuckdb(machine);
});

afterAll(async () => {
  await session.close();
  await rm(folder, { recursive: true });
});

async function prepare(previous: string | null): Promise<WhatIf> {
  const opened = await openLake(lake);
  const manifest = await opened.head();
  const earlier = await openEarlier(opened, manifest, previous, asOf);
  const plan = planOf(smallPolicy, asOf, earlier?.asOf ?? null);
  await registerEarlier(session, earlier);
  await offerGiven(session);
  await makeIndicators(await attach(session, opened, manifest, asOf), plan, {});
  return WhatIf.prepare(session, plan);
}

const texts = (cells: readonly (WhatIfCell | MigrationCell)[]): string[] =>
  cells.map(({ from, to, customers, moneyMinor }) => `${from} ${to} ${customers} ${moneyMinor}`).toSorted();

const edits: readonly [string, string][] = [
  ['none', smallPolicy],
  ['a cut-off', smallPolicy.replace('from: 75', 'from: 95')],
  ['a veto', smallPolicy.replace('at_most: risk', 'at_most: ordinary').replace('from: 40', 'from: 70')],
  ['the name of a tier', smallPolicy.replaceAll('premium', 'best')],
];

test.each(edits)('cells are those of a simulation: %s', async (name, policyText) => {
  expect(name === 'none').toBe(policyText === smallPolicy);
  const whatIf = await prepare(null);
  const cells = await whatIf.cells(planOf(policyText, asOf, null));
  const simulation = await simulate({
    lakeDirectory: lake,
    policyText,
    againstText: smallPolicy,
    asOf,
    previous: null,
    moversMax: 0,
    ...machine,
  });
  expect(texts(cells)).toEqual(texts(simulation.cells));
});

test('states of an earlier result are gone on from', async () => {
  const previous = path.join(folder, 'april');
  const whatIf = await prepare(previous);
  const policyText = smallPolicy.replace('from: 75', 'from: 95');
  const cells = await whatIf.cells(planOf(policyText, asOf, dayOf('2026-04-30')));
  const simulation = await simulate({
    lakeDirectory: lake,
    policyText,
    againstText: smallPolicy,
    asOf,
    previous,
    moversMax: 0,
    ...machine,
  });
  expect(texts(cells)).toEqual(texts(simulation.cells));
});
