import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import { hashFile, openDuckdb, parquetSchema, quoteText } from '@gradus/engine';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { smallFiles, smallMapping } from '../trial/small-bank.ts';
import { TrialLake } from '../trial/trial-lake.ts';
import { manifestPath, openLake } from './lake.ts';
import { filesOf, sealManifest } from './manifest.ts';

/** Lakes whose files were written before a table got a further column. */

let lake: TrialLake;

beforeEach(async () => {
  lake = await TrialLake.open();
});

afterEach(async () => {
  await lake[Symbol.asyncDispose]();
});

/** Writes the file of the accounts anew without a column, as an earlier program wrote it. */
async function withoutColumn(column: string): Promise<string> {
  const opened = await openLake(lake.directory);
  const { sha256: _, ...body } = await opened.head();
  const [account] = filesOf(body, 'account');
  if (account === undefined) throw new Error('no accounts');
  const file = opened.path(account.path);
  const session = await openDuckdb({ threads: 1, memoryMib: 512, temporaryDirectory: null });
  await session.run(
    `COPY (SELECT * EXCLUDE (${column}) FROM read_parquet(${quoteText(file)})) TO ${quoteText(`${file}.new`)} (FORMAT parquet)`,
  );
  await rename(`${file}.new`, file);
  expect((await parquetSchema(session, file)).map(({ name }) => name)).not.toContain(column);
  await session.close();
  const stored = { ...account, bytes: (await stat(file)).size, sha256: (await hashFile(file)).sha256 };
  const text = sealManifest({ ...body, tables: { ...body.tables, account: [stored] } });
  const manifest = opened.path(manifestPath(body.number));
  expect(await readFile(manifest, 'utf8')).not.toBe(text);
  await writeFile(manifest, text);
  return account.path;
}

const branches = `SELECT i.external_id AS account, coalesce(b.external_id, '-') AS branch FROM account a
  JOIN identity i ON i.entity = 'account' AND i.entity_key = a.account_key
  LEFT JOIN identity b ON b.entity = 'branch' AND b.entity_key = a.branch_key ORDER BY 1`;

test('accounts that were taken in before they had a branch are read, kept and given one', async () => {
  await lake.import(smallMapping(), smallFiles);
  const file = await withoutColumn('branch_key');
  expect(await lake.texts(branches)).toEqual(['A1 -', 'A2 -']);

  // Bookings alone leave the file as it is.
  const { 'customers.csv': _, 'accounts.csv': accounts, ...rest } = smallFiles;
  const later = { ...rest, 'entries.csv': 'id,account,day,amount,purpose\n9,A1,2024-05-02,1,cash\n' };
  const booked = await lake.import(smallMapping({ customer: null, account: null }), later);
  expect(booked).toMatchObject({ status: 'accepted', reasons: [] });
  const kept = await (await openLake(lake.directory)).head();
  expect(filesOf(kept, 'account').map(({ path }) => path)).toEqual([file]);

  const changes = `
  account:
    file: accounts.csv
    delivery: changes
    fields: { account_id: id, customer_id: owner, kind: kind, opened_on: opened, closed_on: closed, branch_id: branch }`;
  const [header = '', first = ''] = String(accounts).split('\n');
  const told = await lake.import(smallMapping({ customer: null, account: changes, entry: null }), {
    'accounts.csv': `${header},branch\n${first},B1\n`,
  });
  expect(told).toMatchObject({ status: 'accepted', reasons: [] });
  expect(await lake.texts(branches)).toEqual(['A1 B1', 'A2 -']);
});
