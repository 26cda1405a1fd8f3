import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDuckdb, parquetSchema, quoteText, writeParquet, type Row, type Session } from '@gradus/engine';
import { openLake } from '@gradus/lake';
import { compileDecision, resultColumns } from '@gradus/policy';
import { Failure } from '@gradus/schema';
import { dialects, printQuery } from '@gradus/sql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { smallBank, smallPolicy } from '../fixture/small-bank.ts';
import { assessSmall, makeSmallLake } from '../fixture/small-lake.ts';
import { openResult } from '../result/result-folder.ts';
import { digestInProcess } from '../twin/assess-in-process.ts';
import { attachPinned, planOfDocument } from './replay.ts';

let folder: string;
let lake: string;
let session: Session;
const at = (name: string): string => path.join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gradus-assess-'));
  lake = await makeSmallLake(folder);
  session = await openDuckdb({ threads: 1, memoryMib: 512, temporaryDirectory: null });
  await assessSmall(lake, at('april'));
  await assessSmall(lake, at('may'), { asOf: '2026-05-31', previous: at('april') });
});

afterAll(async () => {
  await session.close();
  await rm(folder, { recursive: true });
});

const rowsOf = async (result: string): Promise<Row[]> =>
  session.rows(`SELECT * FROM read_parquet(${quoteText(path.join(result, 'tiers', '000000.parquet'))})`);

const codeOf = async (run: Promise<unknown>): Promise<string> =>
  run.then(
    () => 'no error',
    (error: unknown) => (error instanceof Failure ? error.code : String(error)),
  );

describe('a result', () => {
  test('holds every customer once, in key order, with exactly the stated columns', async () => {
    const { document, tierFiles } = await openResult(at('may'), { isThorough: true });
    const [file = ''] = tierFiles;
    const duckdb = { bigint: 'BIGINT', integer: 'INTEGER', date: 'DATE', varchar: 'VARCHAR' } as Record<
      string,
      string
    >;
    expect(await parquetSchema(session, file)).toEqual(
      document.columns.map(({ name, type }) => ({ name, type: duckdb[type] })),
    );
    const keys = (await rowsOf(at('may'))).map((row) => row['customer_key'] as bigint);
    expect(keys).toEqual([...keys].sort((a, b) => (a < b ? -1 : 1)));
    expect(new Set(keys).size).toBe(8);
  });

  test('counts add up to the customers', async () => {
    const { counts } = (await openResult(at('may'))).document;
    const sum = (values: readonly number[]): number => values.reduce((total, one) => total + one, 0);
    expect(counts.customers).toBe(8);
    expect(counts.unrated).toEqual([{ reason: 'INACTIVE', customers: 1 }]);
    for (const side of ['computed', 'granted', 'effective'] as const) {
      expect(sum(counts.tiers.map((tier) => tier[side]))).toBe(counts.rated);
    }
    const rated = (await rowsOf(at('may'))).filter((row) => row['unrated_reason'] === null);
    for (const { indicator, customers } of counts.missing) {
      expect({ indicator, customers }).toEqual({
        indicator,
        customers: rated.filter((row) => row[indicator] === null).length,
      });
    }
    expect(counts.missing.map(({ indicator }) => indicator)).toContain('deposits');
    expect(counts.money).toEqual({ indicator: 'deposits', currency: 'CNY' });
    const deposits = (await rowsOf(at('may'))).map((row) => (row['deposits'] as bigint | null) ?? 0n);
    expect(BigInt(sum(counts.tiers.map((tier) => Number(tier.moneyMinor))))).toBe(
      deposits.reduce((a, b) => a + b, 0n),
    );
  });

  test('goes on from the state before it', async () => {
    const { document } = await openResult(at('may'));
    const april = (await openResult(at('april'))).document;
    expect(document.previous).toEqual({ asOf: '2026-04-30', digest: april.digest, sha256: april.sha256 });
    expect(document.files.map((file) => file.path)).toEqual([
      'inputs/previous.parquet',
      'tiers/000000.parquet',
    ]);
    const since = (await rowsOf(at('may')))
      .filter((row) => row['granted_tier'] !== null)
      .map((row) => row['since']);
    expect(since).toContain((await openResult(at('april'))).asOf);
  });

  test.each([
    { threads: 1, memoryMib: 256 },
    { threads: 4, memoryMib: 2048 },
  ])('has the same digest with %j', async (machine) => {
    const out = at(`may-${machine.threads}`);
    const document = await assessSmall(lake, out, { asOf: '2026-05-31', previous: at('april'), ...machine });
    expect(document.digest).toBe((await openResult(at('may'))).document.digest);
  });

  test.each(['april', 'may'])('of %s has the digest that the in-process form computes', async (name) => {
    const result = await openResult(at(name));
    await attachPinned(session, await openLake(lake), result);
    expect(await digestInProcess(session, planOfDocument(result.document))).toBe(result.document.digest);
  });
});

describe('overrides', () => {
  const header = 'customer_id,tier,until,reason,approver\n';
  const run = async (name: string, text: string | Buffer): Promise<unknown> => {
    const file = at(`${name}.csv`);
    await writeFile(file, text);
    return assessSmall(lake, at(name), { overrides: file });
  };

  test('lie over the granted tier without entering the state, and are pinned', async () => {
    await run(
      'overridden',
      `${header}C004,premium,2026-04-30,complaint settled,head of retail\nC005,premium,2026-04-29,over,x\n`,
    );
    const { document } = await openResult(at('overridden'), { isThorough: true });
    expect(document.overrides).toEqual({ rows: 2, inForce: 1 });
    expect(document.files.map((file) => file.path)).toContain('inputs/overrides.parquet');
    const changed = (await rowsOf(at('overridden'))).filter(
      (row) => row['granted_tier'] !== row['effective_tier'],
    );
    expect(changed.map((row) => row['effective_tier'])).toEqual(['premium']);
    const result = await openResult(at('overridden'));
    await attachPinned(session, await openLake(lake), result);
    expect(await digestInProcess(session, planOfDocument(document))).toBe(document.digest);
  });

  test.each([
    ['unreadable', 'customer_id,tier\nC001,good\n', 'assessment.overrides-unreadable'],
    ['empty', '', 'assessment.overrides-unreadable'],
    ['blank', '\uFEFF\n\n', 'assessment.overrides-unreadable'],
    [
      'repeated',
      `${header.trim()},tier\nC001,good,2026-12-31,why,head,risk\n`,
      'assessment.overrides-unreadable',
    ],
    [
      'gb18030',
      Buffer.from(`${header}C001,good,2026-12-31,\xcc\xd8,head\n`, 'latin1'),
      'assessment.overrides-unreadable',
    ],
    ['ragged', `${header}C001,good\n`, 'assessment.overrides-unreadable'],
    ['empty-cell', `${header}C001,good,2026-12-31,,head\n`, 'assessment.override-invalid'],
    ['bad-date', `${header}C001,good,31.12.2026,why,head\n`, 'assessment.override-invalid'],
    ['bad-tier', `${header}C001,goood,2026-12-31,why,head\n`, 'assessment.override-unknown-tier'],
    ['nobody', `${header}C999,good,2026-12-31,why,head\n`, 'assessment.override-unknown-customer'],
    ['twice', `${header}C001,good,2026-12-31,a,b\nC001,good,2026-11-30,a,b\n`, 'assessment.override-twice'],
  ])('%s are refused', async (name, text, code) => {
    const error = await run(name, text).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code });
    expect((error as Failure).text('zh-CN')).not.toMatch(/[a-z]+ [a-z]+ [a-z]+/);
    expect(await readdir(folder)).not.toContain(name);
  });

  test('a file that does not exist is refused', async () => {
    const missing = assessSmall(lake, at('missing'), { overrides: at('nowhere.csv') });
    expect(await codeOf(missing)).toBe('assessment.overrides-unreadable');
  });
});

describe('a run is refused', () => {
  const refused = (changes: Parameters<typeof assessSmall>[2]): Promise<string> =>
    codeOf(assessSmall(lake, at('refused'), changes));

  test('when the policy has errors', async () => {
    const policyText = smallPolicy.replace('overdue_now > 30', 'overdue_nov > 30');
    expect(await refused({ policyText })).toBe('assessment.policy-refused');
    expect(await refused({ policyText: 'no: policy' })).toBe('assessment.policy-refused');
  });

  test('when the result would overwrite something', async () => {
    expect(await codeOf(assessSmall(lake, at('april')))).toBe('assessment.out-not-empty');
    const inside = assessSmall(lake, at('april/tiers/again'));
    expect(await codeOf(inside)).toBe('assessment.out-inside-result');
  });

  test('when nobody was a customer yet', async () => {
    expect(await refused({ asOf: '2019-01-31' })).toBe('assessment.no-customers');
  });

  test('when the previous result is not earlier, is none, or is damaged', async () => {
    expect(await refused({ previous: at('may') })).toBe('assessment.previous-not-earlier');
    expect(await refused({ previous: at('april') })).toBe('assessment.previous-not-earlier');
    expect(await refused({ asOf: '2026-06-30', previous: at('source') })).toBe('assessment.result-missing');
    await assessSmall(lake, at('damaged'));
    const file = path.join(at('damaged'), 'tiers', '000000.parquet');
    const bytes = await readFile(file);
    bytes[100] = (bytes[100] ?? 0) ^ 1;
    await writeFile(file, bytes);
    expect(await refused({ asOf: '2026-06-30', previous: at('damaged') })).toBe('assessment.result-damaged');
  });

  test('when the previous result is of another lake', async () => {
    const other = await makeSmallLake(at('other'), {
      'customer.csv': `${smallBank['customer.csv']}C010,陈十,2020-01-01,1980,active\n`,
    });
    await assessSmall(other, at('elsewhere'));
    expect(await refused({ asOf: '2026-05-31', previous: at('elsewhere') })).toBe(
      'assessment.result-of-other-lake',
    );
  });

  test('when the policy has lost a tier that customers hold, unless it says the new name', async () => {
    const policyText = smallPolicy.replace('id: good,', 'id: silver,');
    const changes = { asOf: '2026-05-31', previous: at('april') };
    expect(await refused({ ...changes, policyText })).toBe('assessment.unknown-earlier-tier');
    const renamed = `${policyText}renamed: { good: silver }\n`;
    expect(await codeOf(assessSmall(lake, at('renamed'), { ...changes, policyText: renamed }))).toBe(
      'no error',
    );
  });

  test('when a rate is missing, unless the policy takes that for missing', async () => {
    const asOf = '2026-06-30';
    expect(await refused({ asOf })).toBe('assessment.missing-rates');
    const policyText = smallPolicy.replace('currency: CNY', 'currency: CNY\nno_rate: missing');
    expect(await codeOf(assessSmall(lake, at('no-rate'), { asOf, policyText }))).toBe('no error');
  });

  test('when a balance before the data is needed', async () => {
    const policyText = smallPolicy.replace('currency: CNY', 'currency: CNY\nno_rate: missing');
    expect(await refused({ asOf: '2025-02-28', policyText })).toBe('assessment.windows-before-data');
    const told = assessSmall(lake, at('too-early'), { asOf: '2025-02-28', policyText });
    await expect(told).rejects.toThrow(/deposits \(from 20\d\d-\d\d-\d\d\)/);
    const account = smallBank['account.csv'].replace('1000.00', '');
    const unknown = await makeSmallLake(at('unknown'), { 'account.csv': account });
    expect(await codeOf(assessSmall(unknown, at('unknown-result')))).toBe('assessment.unknown-openings');
  });
});

test.each([
  { worst: 'window: 24 months', unreported: { indicators: ['worst'], reportsFrom: '2026-04-30' } },
  // The reports begin on the first day of this window.
  { worst: 'window: 31 days', unreported: null },
  // Without a window every report counts, however few.
  { worst: '', unreported: null },
])(
  'windows that reach further back than the first loan report are named: $worst',
  async ({ worst, unreported }) => {
    const parameters = ['metric: worst_days_past_due', worst].filter((one) => one !== '').join(', ');
    const policyText = smallPolicy.replace('  overdue_now:', `  worst: { ${parameters} }\n  overdue_now:`);
    const { counts } = await assessSmall(lake, at(`worst-${worst.replaceAll(/\W/g, '')}`), {
      asOf: '2026-05-30',
      policyText,
    });
    expect(counts.unreported).toEqual(unreported);
  },
);

test('a cancelled run leaves nothing behind', async () => {
  const before = await readdir(folder);
  const cancelled = assessSmall(lake, at('cancelled'), { signal: AbortSignal.abort() });
  expect(await codeOf(cancelled)).toBe('engine.interrupted');
  expect(await readdir(folder)).toEqual(before);
});

test('steps are reported in order', async () => {
  const steps: string[] = [];
  await assessSmall(lake, at('reported'), { onProgress: ({ step }) => steps.push(step) });
  expect([...new Set(steps)]).toEqual(['inputs', 'indicators', 'tiers', 'digest', 'hashes']);
});

test('rows written in the order of what is read stand in the order of their keys, in small memory too', async () => {
  const { document } = await openResult(at('may'), { isThorough: false });
  const plan = planOfDocument(document);
  const file = path.join(folder, 'many.parquet');
  const small = await openDuckdb({
    threads: 2,
    memoryMib: 100,
    temporaryDirectory: path.join(folder, 'spill'),
  });
  const count = 300_000;
  const key = `range * 7919 % ${count} AS customer_key`;
  const values = plan.indicators.map(({ name }) => `range AS ${name}`).join(', ');
  await small.run(
    `CREATE TEMP TABLE indicator AS SELECT ${key}, DATE '2020-01-01' AS opened_on, 1980 AS birth_year, 'active' AS status, ${values} FROM range(${count})`,
  );
  await small.run(
    `CREATE TEMP TABLE previous AS SELECT ${key}, 'good' AS granted_tier, DATE '2026-01-31' AS since, NULL::DATE AS held_until,
     NULL::DATE AS falling_since, NULL::DATE AS last_veto, DATE '2026-04-30' AS rated_on FROM range(0, ${count}, 2)`,
  );
  await small.run('CREATE TEMP TABLE override (customer_key BIGINT, tier VARCHAR, until DATE)');
  const query = printQuery(compileDecision(plan, { isByCustomer: true }), dialects.duckdb);
  await writeParquet(small, { query, path: file, columns: resultColumns(plan), sortedBy: 'customer_key' });
  const [row] = await small.rows(
    `SELECT count(*) AS n, bool_and(customer_key = file_row_number) AS ordered FROM read_parquet(${quoteText(file)}, file_row_number = true)`,
  );
  expect(row).toEqual({ n: BigInt(count), ordered: true });
  await small.close();
});
