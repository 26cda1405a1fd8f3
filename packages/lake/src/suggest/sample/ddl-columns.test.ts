import { expect, test } from 'vitest';
import { describedByDdl } from './ddl-columns.ts';
import type { FileSample } from './file-sample.ts';
import { readTableDdl } from './table-ddl.ts';

const sampleOf = (name: string, columnCount: number): FileSample => ({
  file: { name, path: name },
  layout: { kind: 'delimited', encoding: 'utf-8', delimiter: ',', quote: '"', header: { kind: 'none' } },
  header: null,
  rows: [],
  columnCount,
  oddRecords: 0,
  isWhole: true,
  described: null,
});
const tables = readTableDdl(`
  CREATE TABLE dw.CUST (ID int, NAM varchar(9));
  CREATE TABLE dw.M_CUST (ID int, OPEN_DT date);
  CREATE TABLE dw.ACCT_A (NO int, CUST int);
  CREATE TABLE dw.ACCT_B (NO int, OWNER int);`);

test.each([
  ['M_CUST_20260630.dat', 2, 'M_CUST'],
  ['cust.20260630.txt', 2, 'CUST'],
  ['unload/dw_m_cust_01.txt', 2, 'M_CUST'],
  ['M_CUST_20260630.dat', 3, null],
  ['ACCT_20260630.dat', 2, null],
  ['LOAN.dat', 2, null],
])('%s with %i columns is of %s', (name, count, expected) => {
  const text = { file: { name: 'tables.sql', path: 'tables.sql' }, tables };
  const described = describedByDdl(sampleOf(name, count), [text]);
  expect(described?.described?.table?.name ?? null).toBe(expected);
  expect(described === null || described.header?.length === count).toBe(true);
});
