import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCaptured } from '../fixture/captured-program.ts';

/** What a delivery with one bad row out of three, and one row twice, is said to be. */

let folder: string;
const at = (name: string): string => path.join(folder, name);
const mapping = (tolerance: string): string => `gradus_mapping: 1
source: core
currency: CNY
tolerance: ${tolerance}
tables:
  customer: { file: customers.csv, fields: { customer_id: id, opened_on: since } }
`;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gradus-import-'));
  await mkdir(at('source'));
  await writeFile(
    at('source/customers.csv'),
    'id,since\n1,2026-01-01\n2,2026-02-30\n3,2026-01-01\n3,2026-01-01\n',
  );
  await writeFile(at('strict.yaml'), mapping('0'));
  await writeFile(at('lenient.yaml'), mapping('1'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

const importBy = (name: string, ...more: string[]) =>
  runCaptured(['import', '--lake', at(name), '--mapping', at(`${name}.yaml`), at('source'), ...more]);

const rowOf = (out: string): string | undefined =>
  out.split('\n').find((line) => line.startsWith('customer '));

test('rows are counted as read, sound, rejected and duplicate; a refused batch accepts none', async () => {
  const refused = await importBy('strict');
  expect(refused.code).toBe(2);
  expect(refused.out).toMatch(/^table\s+read\s+sound\s+rejected\s+duplicates$/m);
  expect(rowOf(refused.out)).toMatch(/^customer\s+4\s+2\s+1\s+1$/);
  expect(refused.out).toContain('[intake.unreadable-day]\n      2026-02-30 (customers.csv:3)\n');
  const { out } = await importBy('strict', '--json');
  expect(JSON.parse(out)).toMatchObject({
    status: 'refused',
    tables: [{ read: 4, accepted: 0, rejected: 1 }],
  });
});

test('an accepted batch says how many rows it took', async () => {
  const accepted = await importBy('lenient', '--json');
  expect(accepted.code).toBe(0);
  expect(JSON.parse(accepted.out)).toMatchObject({
    status: 'accepted',
    tables: [{ table: 'customer', read: 4, accepted: 2, rejected: 1, duplicates: 1 }],
  });
});

test('what a delta deleted has a column of its own, where there is any', async () => {
  await mkdir(at('delta'));
  await writeFile(at('delta/customers.csv'), 'op,id,since\nD,1,\n');
  const feed = 'file: customers.csv, delivery: changes, operation: op';
  await writeFile(at('delta.yaml'), mapping('0').replace('file: customers.csv', feed));
  const { out } = await runCaptured([
    'import',
    '--lake',
    at('lenient'),
    '--mapping',
    at('delta.yaml'),
    at('delta'),
  ]);
  expect(out).toMatch(/^table\s+read\s+accepted\s+rejected\s+duplicates\s+deleted$/m);
  expect(rowOf(out)).toMatch(/^customer\s+1\s+1\s+0\s+0\s+1$/);
});
