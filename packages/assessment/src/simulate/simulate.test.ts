import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { smallPolicy } from '../fixture/small-bank.ts';
import { assessSmall, dayOf, makeSmallLake } from '../fixture/small-lake.ts';
import { compareResults } from './compare-results.ts';
import { shareOf } from './migration.ts';
import { simulate, type Simulation } from './simulate.ts';

let folder: string;
let lake: string;
const at = (name: string): string => path.join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gradus-simulate-'));
  lake = await makeSmallLake(folder);
  await assessSmall(lake, at('april'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

const run = (policyText: string, previous: string | null = null): Promise<Simulation> =>
  simulate({
    lakeDirectory: lake,
    policyText,
    againstText: smallPolicy,
    asOf: dayOf('2026-05-31'),
    previous,
    threads: 2,
    memoryMib: 512,
    temporaryDirectory: null,
    moversMax: 2,
  });

const sum = (values: readonly number[]): number => values.reduce((total, one) => total + one, 0);

test('a policy against itself moves nobody, and counts the unrated', async () => {
  const simulation = await run(smallPolicy);
  expect(simulation).toMatchObject({ changed: 0, customers: 8, movers: [], reasons: [] });
  expect(simulation.cells.every(({ from, to, shareOfFrom }) => from === to && shareOfFrom === 10_000)).toBe(
    true,
  );
  expect(simulation.cells.find(({ from }) => from === null)).toMatchObject({ customers: 1 });
});

test('a simulation says of each policy what assessing under it says', async () => {
  const policyText = smallPolicy
    .replace('from: 75', 'from: 95')
    .replace('window: 3 months }', 'window: 6 months }');
  const simulation = await run(policyText, at('april'));
  const assessed = await assessSmall(lake, at('assessed'), {
    asOf: '2026-05-31',
    previous: at('april'),
    policyText,
  });
  const { staleLoans: _, unreported: _none, ...counts } = assessed.counts;
  expect(simulation.policy.counts).toEqual(counts);
  expect(sum(simulation.cells.map(({ customers }) => customers))).toBe(8);
  for (const tier of simulation.policy.tiers) {
    const into = simulation.cells.filter(({ to }) => to === tier).map(({ customers }) => customers);
    expect(sum(into)).toBe(counts.tiers.find((one) => one.tier === tier)?.granted);
  }
});

test('who moves is named, most money first, with scores and reasons of both sides', async () => {
  const simulation = await run(
    smallPolicy.replace('at_most: risk', 'at_most: ordinary').replace('from: 40', 'from: 70'),
  );
  expect(simulation.changed).toBeGreaterThan(2);
  expect(simulation.movers).toHaveLength(2);
  const [first, second] = simulation.movers;
  expect(BigInt(first?.moneyMinor ?? 0)).toBeGreaterThanOrEqual(BigInt(second?.moneyMinor ?? 0));
  expect(first?.customerId).toMatch(/^C00\d$/);
  expect(first?.from).not.toBe(first?.to);
});

test('reasons that customers gain and lose are counted', async () => {
  const simulation = await run(smallPolicy.replace('reason: LOAN_OVERDUE', 'reason: ARREARS'));
  expect(simulation.reasons).toEqual([
    { reason: 'ARREARS', gained: 1, lost: 0 },
    { reason: 'LOAN_OVERDUE', gained: 0, lost: 1 },
  ]);
});

test('two results are compared, and who was no customer before has no tier before', async () => {
  await assessSmall(lake, at('may'), { asOf: '2026-05-31', previous: at('april') });
  const { cells, movers } = await compareResults({
    lakeDirectory: lake,
    before: at('april'),
    after: at('may'),
    threads: 1,
    memoryMib: 512,
    temporaryDirectory: null,
    moversMax: 10,
  });
  expect(sum(cells.map(({ customers }) => customers))).toBe(8);
  expect(movers).toContainEqual(expect.objectContaining({ customerId: 'C008', from: null }));
  expect(movers).toContainEqual(expect.objectContaining({ customerId: 'C004', to: 'risk' }));
});

test.each([
  [1n, 3n, 3333],
  [2n, 3n, 6667],
  [1n, 20_000n, 1],
  [0n, 0n, 0],
])('%s of %s is %s ten-thousandths', (part, whole, expected) => {
  expect(shareOf(part, whole)).toBe(expected);
});
