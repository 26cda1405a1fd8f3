import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDuckdb, type Session } from '@gradus/engine';
import { attachVault, openLake } from '@gradus/lake';
import { formatDay } from '@gradus/schema';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { smallBank } from '../fixture/small-bank.ts';
import { assessSmall, dayOf, makeSmallLake } from '../fixture/small-lake.ts';
import { forwardLedger } from '../forward/forward-ledger.ts';
import { openResult } from '../result/result-folder.ts';
import { digestInProcess } from '../twin/assess-in-process.ts';
import { attach } from './attached-lake.ts';
import { makeIndicators } from './indicators.ts';
import { linkStates } from './linked-states.ts';
import { attachPinned, planOfDocument } from './replay.ts';

const engine = { threads: 2, memoryMib: 512, temporaryDirectory: null };

const tables = `
  holding:
    file: holdings.csv
    fields: { customer_id: id, product: product, as_of: day, value: value, currency: currency, quantity: units }
  customer_link:
    file: links.csv
    fields: { from: old, to: new, valid_from: day }
`;

const holdings = `id,product,day,value,currency,units
C001,FUND,2026-01-31,100.00,CNY,
C002,FUND,2026-01-31,50.00,CNY,
C002,FUND,2026-02-28,80.00,CNY,
C001,FUND,2026-03-31,10.00,CNY,
C002,FUND,2026-04-20,0.00,CNY,
C002,FUND,2026-02-28,7.00,USD,
C001,CARD,2026-01-31,,CNY,600000000
C002,CARD,2026-03-31,,CNY,700000000
C001,CARD,2026-04-20,,CNY,0
C003,FUND,2026-02-28,5.00,CNY,
C003,GOLD,2026-02-28,,CNY,
C005,FUND,2026-02-28,9.00,CNY,
C005,FUND,2026-07-10,9000000.00,CNY,
`;

/** C002 became C001, C003 was split up, and C005 becomes C004 when the assessments here are over. */
const links =
  'old,new,day\nC002,C001,2026-04-15\nC003,C006,2026-04-15\nC003,C007,2026-04-15\nC005,C004,2026-07-20\n';

const policyText = `gradus: 1
id: assets
title: { en: Assets }
currency: CNY
indicators:
  assets: { metric: total_assets, factors: { FUND: 0.5 } }
  average: { metric: average_total_assets, window: 3 months }
  products: { metric: product_count }
scorecard:
  average: { weight: 90, points: { 0: 0, 100_000: 100 }, missing: 0, reason: AVERAGE }
  assets: { weight: 5, points: { 0: 0, 100_000: 100 }, missing: 0, reason: ASSETS }
  products: { weight: 5, points: { 0: 0, 3: 100 }, missing: 0, reason: PRODUCTS }
tiers:
  - { id: premium, title: { en: Premium }, from: 75 }
  - { id: ordinary, title: { en: Ordinary }, from: 0 }
schedule: month_end
`;

let folder: string;
let lakeDirectory: string;
let session: Session;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gradus-linked-holdings-'));
  lakeDirectory = await makeSmallLake(path.join(folder, 'bank'), {
    'mapping.yaml': `${smallBank['mapping.yaml'].trimEnd()}${tables}`,
    'exchange_rate.csv': `${smallBank['exchange_rate.csv']}USD,CNY,2026-04-10,7.10\nUSD,CNY,2026-06-28,7.00\nUSD,CNY,2026-07-28,7.00\n`,
    'holdings.csv': holdings,
    'links.csv': links.replaceAll('C007', '=C007'),
  });
  session = await openDuckdb(engine);
  const lake = await openLake(lakeDirectory);
  await attach(session, lake, await lake.head(), dayOf('2026-04-30'));
  await attachVault(session, lake, await lake.head());
});

afterAll(async () => {
  await session.close();
  await rm(folder, { recursive: true });
});

test('the one who stays holds what both hold, each by their own latest row', async () => {
  const rows = await session.rows(
    `SELECT external_id AS id, product, currency, as_of, value_minor, quantity
     FROM holding JOIN identity ON entity = 'customer' AND entity_key = customer_key
     ORDER BY id, product, currency, as_of`,
  );
  const told = rows.map(({ id, product, currency, as_of: day, value_minor: value, quantity }) =>
    [id, product, currency, formatDay(day as number), value, quantity].map(String).join(' '),
  );
  expect(told).toEqual([
    'C001 CARD CNY 2026-01-31 null 600000000',
    'C001 CARD CNY 2026-03-31 null 1000000000',
    'C001 CARD CNY 2026-04-20 null 700000000',
    'C001 FUND CNY 2026-01-31 15000 null',
    'C001 FUND CNY 2026-02-28 18000 null',
    'C001 FUND CNY 2026-03-31 9000 null',
    'C001 FUND CNY 2026-04-20 1000 null',
    'C001 FUND USD 2026-02-28 700 null',
    'C005 FUND CNY 2026-02-28 900 null',
    'C005 FUND CNY 2026-07-10 900000000 null',
  ]);
});

test.each(['2026-04-14', '2026-04-30', '2026-07-31'])('SQL and process agree on %s', async (asOf) => {
  const out = path.join(folder, asOf);
  await assessSmall(lakeDirectory, out, { asOf, policyText });
  const result = await openResult(out);
  const replayed = await openDuckdb(engine);
  try {
    const attached = await attachPinned(replayed, await openLake(lakeDirectory), result);
    const plan = planOfDocument(result.document);
    await makeIndicators(attached, plan, {});
    await linkStates(attached, plan);
    expect(await digestInProcess(replayed, plan)).toBe(result.document.digest);
  } finally {
    await replayed.close();
  }
});

test('a look ahead sees neither a holding nor a link that comes after the as-of date', async () => {
  const resultDirectory = path.join(folder, 'june');
  await assessSmall(lakeDirectory, resultDirectory, { asOf: '2026-06-30', policyText });
  const ledger = await forwardLedger({
    lakeDirectory,
    resultDirectory,
    until: dayOf('2026-10-31'),
    scenarios: ['staying', 'leaving'],
    branch: null,
    out: null,
    movesMax: 100,
    ...engine,
  });
  // With either, C005 or C004 would rise on nine million.
  const risen = ledger.scenarios.flatMap(({ moves }) => moves).map(({ customerId }) => customerId);
  expect(risen.filter((id) => id === 'C004' || id === 'C005')).toEqual([]);
  const known = await openDuckdb(engine);
  try {
    const lake = await openLake(lakeDirectory);
    await attach(known, lake, await lake.head(), dayOf('2026-07-19'));
    expect(await known.rows('SELECT count(*) AS n FROM customer')).toEqual([{ n: 7n }]);
  } finally {
    await known.close();
  }
});
