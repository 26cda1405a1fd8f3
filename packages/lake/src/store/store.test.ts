import { copyFile, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { openDuckdb, parquetSchema } from '@gradus/engine';
import { tables, type Table, type TableName } from '@gradus/schema';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { smallFiles, smallMapping } from '../trial/small-bank.ts';
import { TrialLake } from '../trial/trial-lake.ts';
import { attachLake } from './attach-lake.ts';
import { openLake } from './lake.ts';
import { takeLease } from './lease.ts';
import { filesOf, type ManifestBody } from './manifest.ts';
import { storedColumns } from './stored-columns.ts';
import { verifyLake } from './verify-lake.ts';
import { LakeWriter } from './writer.ts';

describe('a lake of three batches', () => {
  let lake: TrialLake;

  beforeAll(async () => {
    lake = await TrialLake.open();
    await lake.import(smallMapping({ head: 'tolerance: 1 row' }), {
      ...smallFiles,
      'customers.csv': `${String(smallFiles['customers.csv'])}C3,x,?,\n`,
    });
    const later = smallMapping({ head: 'business_date: 2024-06-01', customer: null, account: null });
    await lake.import(later, { 'entries.csv': 'id,account,day,amount,purpose\n9,A1,2024-03-01,1,other\n' });
    const moved = smallMapping({ head: 'business_date: 2024-06-15', customer: null, entry: null });
    await lake.import(moved, {
      'accounts.csv': String(smallFiles['accounts.csv']).replace('A1,C1', 'A1,C2'),
    });
  });

  afterAll(async () => {
    await lake[Symbol.asyncDispose]();
  });

  test('is whole', async () => {
    expect(await verifyLake(lake.directory)).toEqual([]);
  });

  test('has files of exactly the columns of the schema, in a type every engine reads, and nothing else in its tables', async () => {
    const session = await openDuckdb({ threads: 1, memoryMib: 256, temporaryDirectory: null });
    const opened = await openLake(lake.directory);
    const manifest = await opened.head();
    const seen = new Set<string>();
    for (const name of Object.keys(tables) as TableName[]) {
      for (const file of filesOf(manifest, name)) {
        seen.add(name);
        const table: Table = tables[name];
        const columns = table.columns.filter(({ reads }) => reads?.kind !== 'private');
        expect(await parquetSchema(session, opened.path(file.path))).toEqual(
          columns.map((column) => ({ name: column.name, type: column.type.toUpperCase() })),
        );
        const rows = await session.rows(
          `SELECT DISTINCT compression FROM parquet_metadata('${opened.path(file.path)}')`,
        );
        expect(rows).toEqual([{ compression: 'ZSTD' }]);
      }
    }
    await session.close();
    expect([...seen].toSorted()).toEqual([
      'account',
      'carry',
      'customer',
      'entry',
      'identity',
      'snapshot',
      'spell',
    ]);
    const names = await readdir(path.join(lake.directory, 'tables'), {
      recursive: true,
      withFileTypes: true,
    });
    expect(names.filter((entry) => entry.isFile() && !entry.name.endsWith('.parquet'))).toEqual([]);
  });

  test('has a finding for every single byte that is changed, in any file', async () => {
    const copy = await mkdtemp(path.join(tmpdir(), 'gradus-copy-'));
    const files = (await readdir(lake.directory, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(lake.directory, path.join(entry.parentPath, entry.name)));
    for (const file of files) {
      await mkdir(path.dirname(path.join(copy, file)), { recursive: true });
      await copyFile(path.join(lake.directory, file), path.join(copy, file));
    }
    for (const file of files) {
      const bytes = await readFile(path.join(copy, file));
      const places = file.endsWith('.json')
        ? Array.from({ length: 40 }, (_, index) => Math.floor((index * bytes.length) / 40))
        : [0, bytes.length >> 1, bytes.length - 1];
      for (const place of places) {
        const changed = Buffer.from(bytes);
        changed[place] = (changed[place] ?? 0) ^ 1;
        await writeFile(path.join(copy, file), changed);
        const errors = (await verifyLake(copy)).filter(({ severity }) => severity === 'error');
        expect(
          errors.map(({ path: at }) => at),
          `${file} at ${place}`,
        ).toContain(file);
      }
      await writeFile(path.join(copy, file), bytes);
    }
    expect(await verifyLake(copy)).toEqual([]);
    await rm(copy, { recursive: true });
  });

  test('tells missing, replaced and stray files apart', async () => {
    const copy = await TrialLake.open();
    await copy.import(smallMapping(), smallFiles);
    await copy.import(smallMapping({ head: '# again' }), smallFiles);
    const at = (name: string): string => path.join(copy.directory, ...name.split('/'));
    const codes = async (): Promise<string[]> =>
      (await verifyLake(copy.directory)).map(
        ({ code, severity, path: place }) => `${severity} ${code} ${place}`,
      );
    await writeFile(at('tables/customer/mine.csv'), 'x');
    expect(await codes()).toEqual(['warning lake.stray-file tables/customer/mine.csv']);
    await rm(at('tables/customer/mine.csv'));
    await rename(at('manifests/00000001.json'), at('manifests/kept'));
    expect(await codes()).toContain('error lake.file-missing manifests/00000001.json');
    // Another lake's first batch is sealed like any, but the second does not follow from it.
    await using other = await TrialLake.open();
    await other.import(smallMapping({ head: '# other' }), smallFiles);
    await copyFile(path.join(other.directory, 'manifests/00000001.json'), at('manifests/00000001.json'));
    expect(await codes()).toContain('error lake.chain-broken manifests/00000002.json');
    await rename(at('manifests/kept'), at('manifests/00000001.json'));
    const [file] = filesOf(await (await openLake(copy.directory)).head(), 'customer');
    await rm(at(file?.path ?? ''));
    expect(await codes()).toEqual([`error lake.file-missing ${file?.path}`]);
    await copy[Symbol.asyncDispose]();
  });

  test('is not attached with a file that is gone or cut', async () => {
    await using copy = await TrialLake.open();
    await copy.import(smallMapping(), smallFiles);
    const opened = await openLake(copy.directory);
    const manifest = await opened.head();
    const session = await openDuckdb({ threads: 1, memoryMib: 256, temporaryDirectory: null });
    const file = opened.path(filesOf(manifest, 'customer')[0]?.path ?? '');
    await writeFile(file, (await readFile(file)).subarray(1));
    await expect(attachLake(session, opened, manifest)).rejects.toMatchObject({ code: 'lake.file-changed' });
    await rm(file);
    await expect(attachLake(session, opened, manifest)).rejects.toMatchObject({ code: 'lake.file-missing' });
    await session.close();
  });
});

describe('a folder', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'gradus-store-'));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  const body = (number: number): ManifestBody => ({
    gradus_lake: 1,
    number,
    previous: null,
    data_from: null,
    latest_day: null,
    month_ends: [],
    keys: {},
    tables: {},
    batch: {
      source: 'x',
      arrived_at: '0',
      business_date: null,
      mapping: { path: 'm', sha256: 'a'.repeat(64), text: '' },
      files: [],
      fingerprint: 'a'.repeat(64),
      tables: {},
      rejects: null,
    },
    imported: [],
  });

  test('that is no lake is not taken for one, nor filled', async () => {
    await expect(openLake(path.join(folder, 'none'))).rejects.toMatchObject({ code: 'lake.not-a-lake' });
    await writeFile(path.join(folder, 'letter.txt'), 'dear …');
    await expect(openLake(folder)).rejects.toMatchObject({ code: 'lake.not-a-lake' });
    await expect(LakeWriter.open(folder)).rejects.toMatchObject({ code: 'lake.not-a-lake' });
    const letter = path.join(folder, 'letter.txt');
    await expect(openLake(letter)).rejects.toMatchObject({ code: 'lake.not-a-lake' });
    await expect(LakeWriter.open(letter)).rejects.toMatchObject({ code: 'lake.not-a-lake' });
    expect(await readdir(folder)).toEqual(['letter.txt']);
  });

  test('without a batch, or without the one asked for, says so', async () => {
    const writer = await LakeWriter.open(folder);
    await writer.close();
    const lake = await openLake(folder);
    await expect(lake.head()).rejects.toMatchObject({ code: 'lake.empty' });
    await expect(lake.manifest(7)).rejects.toMatchObject({ code: 'lake.no-such-batch', data: { number: 7 } });
  });

  test('has one writer at a time', async () => {
    const writer = await LakeWriter.open(folder);
    await expect(LakeWriter.open(folder)).rejects.toMatchObject({
      code: 'lake.busy',
      data: { pid: process.pid, host: hostname() },
    });
    await writer.close();
    await (await LakeWriter.open(folder)).close();
  });

  test.each([
    ['that is dead', { token: 't', host: hostname(), pid: 2 ** 30, started: '1' }],
    [
      'whose number another process has now',
      { token: 't', host: hostname(), pid: process.pid, started: '1' },
    ],
  ])('is taken over from a writer %s, with what it left', async (_, lease) => {
    await mkdir(path.join(folder, 'manifests'));
    await mkdir(path.join(folder, 'temporary', 't'), { recursive: true });
    await mkdir(path.join(folder, 'tables', 'entry'), { recursive: true });
    await writeFile(path.join(folder, 'tables/entry/00000001-all-0123456789abcdef.parquet'), '');
    await writeFile(path.join(folder, 'writer.lease'), JSON.stringify(lease));
    const writer = await LakeWriter.open(folder);
    expect(await readdir(path.join(folder, 'tables/entry'))).toEqual([]);
    expect(await readdir(path.join(folder, 'temporary'))).toHaveLength(1);
    await writer.close();
  });

  test('of a writer on another machine stays closed', async () => {
    const lease = { token: 't', host: 'elsewhere', pid: 1, started: null };
    await writeFile(path.join(folder, 'writer.lease'), JSON.stringify(lease));
    await expect(takeLease(folder)).rejects.toMatchObject({ code: 'lake.busy', data: { host: 'elsewhere' } });
  });

  test('gets a batch from one of two writers only, even if both believe that they may write', async () => {
    const slow = await LakeWriter.open(folder);
    await rm(path.join(folder, 'writer.lease'));
    const quick = await LakeWriter.open(folder);
    await expect(slow.commit(body(1), [])).rejects.toMatchObject({ code: 'lake.lease-lost' });
    await quick.commit(body(1), []);
    await quick.close();
    // The lease is back, but the number is gone.
    const lease = { token: path.basename(slow.temporary), host: hostname(), pid: process.pid, started: null };
    await writeFile(path.join(folder, 'writer.lease'), JSON.stringify(lease));
    await mkdir(slow.temporary, { recursive: true });
    await expect(slow.commit(body(1), [])).rejects.toMatchObject({
      code: 'lake.lost-race',
      data: { number: 1 },
    });
  });

  test('with a damaged manifest is not written to', async () => {
    const writer = await LakeWriter.open(folder);
    await writer.commit(body(1), []);
    await writer.close();
    const file = path.join(folder, 'manifests/00000001.json');
    await writeFile(file, (await readFile(file, 'utf8')).replace('"source": "x"', '"source": "y"'));
    await expect(LakeWriter.open(folder)).rejects.toMatchObject({ code: 'lake.manifest-damaged' });
    expect(await readdir(folder)).not.toContain('writer.lease');
  });
});

test('names and contacts are no columns of any table but the vault', () => {
  const names = (Object.keys(tables) as TableName[])
    .filter((name) => name !== 'identity')
    .flatMap((name) => storedColumns(name).map((column) => column.name));
  expect(names.filter((name) => /contact|external|customer_name/.test(name))).toEqual([]);
});
