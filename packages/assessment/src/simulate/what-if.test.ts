import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDuckdb, type Session } from '@gradus/engine';
import { openLake } from '@gradus/lake';
import type { Plan } from '@gradus/policy';
import { AssertionFailure } from '@gradus/schema';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { smallBank, smallPolicy } from '../fixture/small-bank.ts';
import { assessSmall, dayOf, makeSmallLake } from '../fixture/small-lake.ts';
import { planOf } from '../plan/plan-of.ts';
import { attach } from '../run/attached-lake.ts';
import { openEarlier } from '../run/previous.ts';
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

async function prepare(
  { lakeDirectory = lake } = {},
  previous: string | null = null,
): Promise<{ whatIf: WhatIf; plan: (policyText: string) => Plan }> {
  const opened = await openLake(lakeDirectory);
  const manifest = await opened.head();
  const earlier = await openEarlier(opened, manifest, previous, asOf);
  const plan = (text: string) => planOf(text, asOf, earlier?.asOf ?? null);
  const attached = await attach(session, opened, manifest, asOf);
  return { whatIf: await WhatIf.prepare(attached, plan(smallPolicy), earlier), plan };
}

async function cellsOfSimulation(
  policyText: string,
  { lakeDirectory = lake, previous = null as string | null } = {},
): Promise<string[]> {
  const options = {
    lakeDirectory,
    policyText,
    againstText: smallPolicy,
    asOf,
    previous,
    moversMax: 0,
    ...machine,
  };
  return texts((await simulate(options)).cells);
}

const texts = (cells: readonly (WhatIfCell | MigrationCell)[]): string[] =>
  cells.map(({ from, to, customers, moneyMinor }) => `${from} ${to} ${customers} ${moneyMinor}`).toSorted();

const edits: readonly [string, string][] = [
  ['none', smallPolicy],
  ['a cut-off', smallPolicy.replace('from: 75', 'from: 95')],
  ['points', smallPolicy.replace('10_000: 40', '10_000: 60')],
  ['weights', smallPolicy.replace('weight: 60', 'weight: 50').replace('weight: 20', 'weight: 30')],
  ['a veto', smallPolicy.replace('at_most: risk', 'at_most: ordinary').replace('from: 40', 'from: 70')],
  ['the population', smallPolicy.replace('status = "active"', 'status != "active" or deposits > 1000000')],
  ['the grace', smallPolicy.replace(', grace: 1 months', '')],
  ['a hold', smallPolicy.replace('from: 40', 'from: 40, hold: 3 months')],
  ['the way down', smallPolicy.replace('from: 75', 'from: 95').replace('one_step', 'to_computed')],
  ['the name of a tier', renamed('best')],
  ['a tier less', without('good', 'ordinary')],
];

function renamed(id: string): string {
  return `${smallPolicy.replaceAll('premium', id)}renamed: { premium: ${id} }\n`;
}

function without(gone: string, instead: string): string {
  return `${smallPolicy.replace(new RegExp(`  - \\{ id: ${gone}.*\n`), '')}renamed: { ${gone}: ${instead} }\n`;
}

test.each(edits)('cells are those of a simulation: %s', async (name, policyText) => {
  expect(name === 'none').toBe(policyText === smallPolicy);
  const previous = path.join(folder, 'april');
  const { whatIf, plan } = await prepare({}, previous);
  const cells = await whatIf.cells(plan(policyText));
  expect(texts(cells)).toEqual(await cellsOfSimulation(policyText, { previous }));
});

test('edits that stay, one after the other, in a first assessment', async () => {
  const { whatIf, plan } = await prepare();
  for (const [, policyText] of edits) {
    const cells = await whatIf.cells(plan(policyText));
    expect(texts(cells)).toEqual(await cellsOfSimulation(policyText));
    await whatIf.goOnFrom(plan(policyText));
  }
});

const takeover = `
  tier_state:
    file: tiers.csv
    fields: { customer_id: id, tier: tier, since: since, last_veto: veto, as_of: day }
  customer_link:
    file: links.csv
    fields: { from: old, to: new, valid_from: day }
`;

test('states of merged customers are merged by the plan in question', async () => {
  const own = await makeSmallLake(path.join(folder, 'linked'), {
    'mapping.yaml': `${smallBank['mapping.yaml'].trimEnd()}${takeover}`,
    'tiers.csv':
      'id,tier,since,veto,day\nC001,premium,2025-01-31,,2026-04-30\nC002,risk,2026-01-31,2026-02-28,2026-04-30\nC003,good,2025-01-31,,2026-04-30\nC005,risk,2026-03-31,2026-03-31,2026-04-30\n',
    'links.csv': 'old,new,day\nC002,C001,2026-05-01\nC005,C003,2026-05-01\n',
  });
  const { whatIf, plan } = await prepare({ lakeDirectory: own });
  const found: string[] = [];
  for (const cure of ['cure: 2 months', 'cure: 3 months', 'cure: 6 months', 'cure: 2 months']) {
    const policyText = smallPolicy.replace('cure: 2 months', cure);
    const cells = texts(await whatIf.cells(plan(policyText)));
    expect(cells).toEqual(await cellsOfSimulation(policyText, { lakeDirectory: own }));
    found.push(cells.join());
    await whatIf.goOnFrom(plan(policyText));
  }
  expect(new Set(found).size).toBe(3);
});

test('an edit that leaves earlier states without a tier is refused, as a simulation refuses it', async () => {
  const { whatIf, plan } = await prepare({}, path.join(folder, 'april'));
  const edited = plan(smallPolicy.replaceAll('premium', 'best'));
  await expect(whatIf.cells(edited)).rejects.toMatchObject({
    code: 'assessment.unknown-earlier-tier',
    data: { tiers: [{ tier: 'premium', customers: expect.any(Number) as number }] },
  });
});

test('edits of indicators are not answered by those of before', async () => {
  const { whatIf, plan } = await prepare();
  const edited = plan(smallPolicy.replace('window: 3 months', 'window: 6 months'));
  expect(whatIf.answers(edited)).toBe(false);
  expect(whatIf.answers(plan(smallPolicy))).toBe(true);
  expect(whatIf.answers(planOf(smallPolicy, asOf + 1, null))).toBe(false);
  await expect(whatIf.cells(edited)).rejects.toThrow(AssertionFailure);
});
