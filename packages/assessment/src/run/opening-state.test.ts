import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDuckdb } from '@gradus/engine';
import { openLake } from '@gradus/lake';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { smallBank, smallPolicy } from '../fixture/small-bank.ts';
import { assessSmall, makeSmallLake } from '../fixture/small-lake.ts';
import { exportResult } from '../export/export-result.ts';
import { openResult } from '../result/result-folder.ts';
import { digestInProcess } from '../twin/assess-in-process.ts';
import { verify } from '../verify/verify.ts';
import { makeIndicators } from './indicators.ts';
import { linkStates } from './linked-states.ts';
import { registerPinnedOverrides } from './overrides.ts';
import { attachPinned, planOfDocument } from './replay.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gradus-opening-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

const tables = `
  tier_state:
    file: tiers.csv
    fields: { customer_id: id, tier: tier, since: since, held_until: held, falling_since: falling, last_veto: veto, as_of: day }
  customer_link:
    file: links.csv
    fields: { from: old, to: new, valid_from: day }
`;

/** A lake of the small bank with tiers granted before and links. */
async function lakeWith(name: string, tiers: string, links = ''): Promise<string> {
  const own = path.join(folder, name);
  const changes = { 'mapping.yaml': `${smallBank['mapping.yaml'].trimEnd()}${tables}` };
  const files = {
    'tiers.csv': `id,tier,since,held,falling,veto,day\n${tiers}`,
    'exchange_rate.csv': `${smallBank['exchange_rate.csv']}USD,CNY,2026-04-10,7.10\n`,
    'links.csv': `old,new,day\n${links}`,
  };
  return makeSmallLake(own, { ...changes, ...files });
}

const stateColumns = ['customer_id', 'granted_tier', 'since', 'held_until', 'falling_since', 'last_veto'];

/** `customer_id: granted since falling_since last_veto` of a result. */
async function states(lake: string, out: string, wanted = stateColumns): Promise<string[]> {
  const file = `${out}.csv`;
  const engine = { threads: 2, memoryMib: 512, temporaryDirectory: null };
  const shown = { byteOrderMark: false, isInternal: false };
  await exportResult({ lakeDirectory: lake, resultDirectory: out, out: file, ...shown, ...engine });
  const [head = '', ...lines] = (await readFile(file, 'utf8')).trimEnd().split('\n');
  const names = head.split(',');
  return lines.map((line) => {
    const cells = line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/);
    return wanted.map((name) => cells[names.indexOf(name)] ?? '').join(' ');
  });
}

async function expectReplayed(lakeDirectory: string, resultDirectory: string): Promise<void> {
  const engine = { threads: 2, memoryMib: 512, temporaryDirectory: null };
  const found = await verify({ lakeDirectory, resultDirectory, ...engine });
  expect([...found.lake, ...found.result]).toEqual([]);
  const result = await openResult(resultDirectory);
  const session = await openDuckdb(engine);
  try {
    const attached = await attachPinned(session, await openLake(lakeDirectory), result);
    const plan = planOfDocument(result.document);
    await makeIndicators(attached, plan, {});
    await linkStates(attached, plan);
    expect(await digestInProcess(session, plan)).toBe(result.document.digest);
  } finally {
    await session.close();
  }
}

test('the first assessment goes on from the tiers that the bank granted, latest day before it', async () => {
  const tiers = [
    'C002,premium,2025-12-31,,2026-02-28,,2026-02-28',
    'C002,premium,2025-12-31,,2026-03-31,,2026-03-31',
    'C005,good,2025-06-30,,2026-03-31,,2026-03-31',
    'C005,premium,2025-06-30,,,,2026-04-30',
    'C006,good,2025-06-30,,,,2026-03-31',
  ];
  const lake = await lakeWith('plain', `${tiers.join('\n')}\n`);
  const out = path.join(folder, 'april');
  const document = await assessSmall(lake, out);
  expect(document.previous).toEqual({ asOf: '2026-03-31', digest: null, sha256: null });
  const found = await states(lake, out);
  // Premium has a grace of a month, over on 30 April; C006 is dormant, so unrated, and keeps the state.
  expect(found.filter((line) => /C00[256]/.test(line))).toEqual([
    'C002 good 2026-04-30   ',
    'C005 ordinary 2026-04-30   ',
    'C006 good 2025-06-30   ',
  ]);
  await expectReplayed(lake, out);
  const next = path.join(folder, 'may');
  const may = await assessSmall(lake, next, { asOf: '2026-05-31', previous: out });
  expect(may.previous?.digest).toBe(document.digest);
});

test('a tier that the policy does not have is refused, unless it is renamed', async () => {
  const lake = await lakeWith('unknown', 'C002,gold,2025-12-31,,,,2026-03-31\n');
  await expect(assessSmall(lake, path.join(folder, 'refused'))).rejects.toMatchObject({
    code: 'assessment.unknown-earlier-tier',
  });
  const policyText = `${smallPolicy}renamed: { gold: premium }\n`;
  const out = path.join(folder, 'renamed');
  await assessSmall(lake, out, { policyText });
  expect((await states(lake, out)).filter((line) => line.startsWith('C002'))).toEqual([
    'C002 premium 2025-12-31  2026-04-30 ',
  ]);
  await expectReplayed(lake, out);
});

test('a merged customer has the days and the better state of both; explanations and replays follow', async () => {
  const tiers = 'C001,good,2025-01-31,,,,2026-03-31\nC002,premium,2025-12-31,,2026-03-31,,2026-03-31\n';
  const lake = await lakeWith('merged', tiers, 'C002,C001,2026-04-15\n');
  const before = path.join(folder, 'merged-before');
  await assessSmall(lake, before, { asOf: '2026-04-14' });
  expect((await states(lake, before)).map((line) => line.split(' ')[0])).toContain('C002');
  const out = path.join(folder, 'merged-april');
  const document = await assessSmall(lake, out);
  expect(document.counts.customers).toBe(6);
  const found = await states(lake, out);
  expect(found.map((line) => line.split(' ')[0])).not.toContain('C002');
  expect(found).toContain('C001 premium 2025-12-31   ');
  await expectReplayed(lake, out);
});

test('the parts of a split without a state have that of the whole; who is not among the parts is gone', async () => {
  const tiers = 'C001,premium,2025-01-31,,,,2026-03-31\nC005,ordinary,2025-12-31,,,,2026-03-31\n';
  const links = 'C001,C002,2026-04-15\nC001,C005,2026-04-15\n';
  const lake = await lakeWith('split', tiers, links);
  const out = path.join(folder, 'split-april');
  const document = await assessSmall(lake, out);
  expect(document.counts.customers).toBe(6);
  const found = await states(lake, out);
  expect(found.filter((line) => /^C00[125]/.test(line))).toEqual([
    'C002 premium 2025-01-31  2026-04-30 ',
    'C005 ordinary 2025-12-31   ',
  ]);
  await expectReplayed(lake, out);
});

test('an override of a merged customer acts on the one who stays; what nobody can follow is refused', async () => {
  const links = 'C002,C001,2026-04-15\nC003,C004,2026-04-15\nC003,C005,2026-04-15\n';
  const lake = await lakeWith('overrides', '', links);
  const assessWith = async (name: string, ...lines: string[]) => {
    const overrides = path.join(folder, `${name}.csv`);
    await writeFile(overrides, ['customer_id,tier,until,reason,approver', ...lines, ''].join('\n'));
    const out = path.join(folder, `overrides-${name}`);
    await assessSmall(lake, out, { overrides });
    return out;
  };
  const set = 'risk,2026-12-31,why,head';
  const out = await assessWith('merged', `C002,${set}`);
  const effective = await states(lake, out, ['customer_id', 'effective_tier']);
  expect(effective.filter((line) => line.endsWith(' risk'))).toEqual(['C001 risk']);
  await expectReplayed(lake, out);
  // Before the merge it acts on the customer named; beside the later links it is no difference of theirs.
  const overrides = path.join(folder, 'merged.csv');
  const early = path.join(folder, 'overrides-early');
  await assessSmall(lake, early, { asOf: '2026-04-14', overrides });
  const pair = [await openResult(early), await openResult(out)] as const;
  expect(pair.map(({ document }) => document.overrides)).toEqual([
    { rows: 1, inForce: 1 },
    { rows: 1, inForce: 1 },
  ]);
  const session = await openDuckdb({ threads: 1, memoryMib: 256, temporaryDirectory: null });
  try {
    await attachPinned(session, await openLake(lake), pair[1]);
    const kept = await session.rows('SELECT customer_key FROM override');
    await registerPinnedOverrides(session, path.join(early, 'inputs', 'overrides.parquet'));
    expect(await session.rows('SELECT customer_key FROM override')).toEqual(kept);
  } finally {
    await session.close();
  }
  await expect(assessWith('both', `C001,${set}`, `C002,${set}`)).rejects.toMatchObject({
    code: 'takeover.override-merged',
    data: { line: 3, first: 2, customerId: 'C002', otherId: 'C001' },
  });
  await expect(assessWith('split', `C003,${set}`)).rejects.toMatchObject({ code: 'takeover.override-split' });
});
