import { describe, expect, it } from 'vitest';
import type { Table } from './column.ts';
import { sourceTables, tables } from './tables.ts';

const all: readonly [string, Table][] = Object.entries(tables);

describe.each(all)('table %s', (name, table) => {
  const names = table.columns.map((column) => column.name);

  it('names itself and its columns once', () => {
    expect(table.name).toBe(name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('keys, sorts and dates by columns that it has', () => {
    const used = [
      ...table.key,
      ...table.sortedBy,
      ...(table.dayColumn === undefined ? [] : [table.dayColumn]),
    ];
    for (const column of used) expect(names).toContain(column);
  });

  it('has a title in both languages for itself and every column', () => {
    for (const { title } of [table, ...table.columns]) {
      expect(title.en).toBeTruthy();
      expect(title['zh-CN']).toBeTruthy();
    }
  });

  it('says what a row is, and what a column needs to be told of, in both languages', () => {
    for (const text of [table.row, ...table.columns.flatMap(({ note }) => note ?? [])]) {
      expect(text.en).toBeTruthy();
      expect(text['zh-CN']).toMatch(/\p{Script=Han}/u);
    }
  });

  it('puts the unit of money last in the name and stores it in 64 bits', () => {
    const money = table.columns.filter((column) => column.reads?.kind === 'money');
    expect(money.filter(({ name, type }) => type !== 'bigint' || !name.endsWith('_minor'))).toEqual([]);
  });
});

it('lets a mapping feed every column of a source table', () => {
  for (const name of sourceTables) {
    expect(tables[name].columns.filter((column) => !('reads' in column))).toEqual([]);
  }
});
