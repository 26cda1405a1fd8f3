import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDuckdb, parquetSource } from '@gradus/engine';
import { Failure } from '@gradus/schema';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { smallBank, smallPolicy, type SmallBank } from '../fixture/small-bank.ts';
import { assessSmall, dayOf, makeSmallLake } from '../fixture/small-lake.ts';
import { openResult } from '../result/result-folder.ts';
import { forwardLedger, type ForwardLedger, type ForwardOptions } from './forward-ledger.ts';

/** Only what follows balances, in one currency, so that a real assessment of a quiet future must agree. */
const quietPolicy = smallPolicy
  .replace('window: 3 months }', 'window: 3 months, accounts: \'currency = "CNY"\' }')
  .replace(
    '{ metric: balance_weighted_term }',
    '{ metric: balance_weighted_term, accounts: \'currency = "CNY"\' }',
  )
  .replace('deposits: { weight: 60', 'deposits: { weight: 70')
  .replace(/ {2}spending: \{ weight.*\n/, '')
  .replace('tenor: { weight: 20', 'tenor: { weight: 30')
  .replace(/rules:\n.*\n/, '')
  .replace(/ {2}(spending|overdue_now|loan_class): \{ metric.*\n/g, '')
  // Made of others: of what follows the balances.
  .replace(
    'indicators:\n',
    'indicators:\n  fall: { metric: growth, of: now, to: deposits }\n  now: { metric: balance, accounts: \'currency = "CNY"\' }\n',
  )
  .replace(
    'tiers:\n',
    'rules:\n  - { id: fallen, when: fall < -0.5, at_most: ordinary, reason: FALLEN }\ntiers:\n',
  );

const branches: Partial<SmallBank> = {
  'customer.csv': smallBank['customer.csv']
    .replace('birth_year,status', 'birth_year,status,branch_id')
    .replaceAll(/(active|dormant)/g, (status, _, at: number) => `${status},B${(at % 2) + 1}`),
  'mapping.yaml': smallBank['mapping.yaml'].replace(
    'status: status }',
    'status: status, branch_id: branch_id }',
  ),
  // The five million of C001 mature in July; most of C004's money left in May, so that its average sinks for months.
  'account.csv': smallBank['account.csv'].replace('36,2028-03-01', '16,2026-07-01'),
};

/** What the same bank delivers if the money leaves on the day. */
const left: Partial<SmallBank> = {
  ...branches,
  'account.csv': smallBank['account.csv'].replace('36,2028-03-01,', '16,2026-07-01,2026-07-01'),
  'entry.csv': `${smallBank['entry.csv']}A002,2026-07-01,-5000000.00,transfer\n`,
};

let folder: string;
const at = (name: string): string => path.join(folder, name);
const ends = ['2026-07-31', '2026-08-31', '2026-09-30', '2026-10-31', '2026-11-30', '2026-12-31'];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gradus-forward-'));
  for (const [name, bank] of [
    ['quiet', branches],
    ['left', left],
  ] as const) {
    const lake = await makeSmallLake(at(name), bank);
    let previous: string | null = null;
    for (const asOf of ['2026-06-30', ...ends]) {
      const out = at(`${name}-${asOf}`);
      await assessSmall(lake, out, { asOf, previous, policyText: quietPolicy });
      previous = out;
    }
  }
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

const ahead = (changes: Partial<ForwardOptions> = {}): Promise<ForwardLedger> =>
  forwardLedger({
    lakeDirectory: path.join(at('quiet'), 'lake'),
    resultDirectory: at('quiet-2026-06-30'),
    until: dayOf('2026-12-31'),
    scenarios: ['unchanged', 'staying', 'leaving'],
    branch: null,
    out: null,
    movesMax: 100,
    threads: 2,
    memoryMib: 512,
    temporaryDirectory: null,
    ...changes,
  });

/** What really changed along a chain of assessments, as `day from to` with how many. */
async function movesOfChain(name: string): Promise<Record<string, number>> {
  const session = await openDuckdb({ threads: 1, memoryMib: 256, temporaryDirectory: null });
  const moves: Record<string, number> = {};
  let before = await openResult(at(`${name}-2026-06-30`));
  for (const asOf of ends) {
    const after = await openResult(at(`${name}-${asOf}`));
    const rows = await session.rows(
      `SELECT b.granted_tier AS f, a.granted_tier AS t, count(*) AS n
       FROM ${parquetSource(after.tierFiles, after.document.columns)} a
       JOIN ${parquetSource(before.tierFiles, before.document.columns)} b USING (customer_key)
       WHERE a.granted_tier IS DISTINCT FROM b.granted_tier GROUP BY ALL`,
    );
    for (const row of rows) moves[`${asOf} ${String(row['f'])} ${String(row['t'])}`] = Number(row['n']);
    before = after;
  }
  await session.close();
  return moves;
}

function movesOf(ledger: ForwardLedger, scenario: string): Record<string, number> {
  const moves: Record<string, number> = {};
  for (const { on, from, to, customers } of ledger.scenarios.find((one) => one.scenario === scenario)
    ?.cells ?? []) {
    const key = `${on} ${String(from)} ${String(to)}`;
    moves[key] = (moves[key] ?? 0) + customers;
  }
  return moves;
}

test('a quiet future comes as it was foreseen', async () => {
  const real = await movesOfChain('quiet');
  expect(Object.keys(real).length).toBeGreaterThan(0);
  expect(movesOf(await ahead(), 'staying')).toEqual(real);
});

test('money that leaves at maturity is foreseen as it then happens', async () => {
  const ledger = await ahead();
  const real = await movesOfChain('left');
  expect(movesOf(ledger, 'leaving')).toEqual(real);
  expect(movesOf(ledger, 'staying')).not.toEqual(real);
  expect(ledger.maturing).toMatchObject([
    { upTo: '2026-07-31', currency: 'CNY', deposits: 1, amountMinor: 500_000_000 },
  ]);
});

test('with indicators as they are, only clocks run', async () => {
  const ledger = await ahead({ scenarios: ['unchanged'] });
  const { moves } = ledger.scenarios[0] ?? { moves: [] };
  for (const move of moves) {
    expect(move.direction).toBe('fall');
    expect(move.fallingSince).not.toBeNull();
  }
});

test('a branch sees its own customers; together the branches see all', async () => {
  const whole = movesOf(await ahead({ scenarios: ['leaving'] }), 'leaving');
  const parts = await Promise.all(
    ['B1', 'B2'].map(async (branch) => movesOf(await ahead({ scenarios: ['leaving'], branch }), 'leaving')),
  );
  const total = (moves: Record<string, number>): number =>
    Object.values(moves).reduce((sum, n) => sum + n, 0);
  expect(parts.reduce((sum, part) => sum + total(part), 0)).toBe(total(whole));
  await expect(ahead({ branch: 'B9' })).rejects.toMatchObject({ code: 'assessment.forward-unknown-branch' });
});

test('the file holds every move once', async () => {
  const out = at('moves.csv');
  const ledger = await ahead({ out });
  const lines = (await readFile(out, 'utf8')).trim().split('\n').slice(1);
  const customers = ledger.scenarios
    .flatMap(({ cells }) => cells)
    .reduce((sum, one) => sum + one.customers, 0);
  expect(lines).toHaveLength(customers);
  await expect(ahead({ out })).rejects.toMatchObject({ code: 'assessment.export-exists' });
});

test('a horizon must lie ahead and within reach', async () => {
  await expect(ahead({ until: dayOf('2026-06-30') })).rejects.toMatchObject({
    code: 'assessment.forward-not-later',
  });
  const tooFar = ahead({ until: dayOf('2046-06-30') });
  await expect(tooFar).rejects.toBeInstanceOf(Failure);
  await expect(tooFar).rejects.toMatchObject({ code: 'assessment.forward-too-far' });
});
