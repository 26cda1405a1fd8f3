import { sourceTables, tables, type Column } from '@gradus/schema';
import { describe, expect, test } from 'vitest';
import { listTables, sharedSettings, type ListedTable } from './field-listing.ts';
import { keysAt, mappingJsonSchema } from './json-schema.ts';
import { readMapping } from './read-mapping.ts';

const listed = listTables();

/** A way to write a field that nothing is wrong with. */
function written({ forms, kind, settings }: ListedTable['fields'][number]): string {
  return kind === 'stored_number' && settings.includes('unit') ? (forms[0] ?? 'COLUMN') : 'COLUMN';
}

/** What is wrong with a mapping that feeds one table from these fields. */
function findings(table: string, fields: readonly (readonly [string, string])[], head = ''): string[] {
  const lines = fields.map(([name, text]) => `      ${name}: ${text}\n`).join('');
  const ledger = table === 'ledger_balance' ? 'ledger: { subjects: { 2111: { kind: demand } } }\n' : '';
  const text = `gradus_mapping: 1\nsource: x\ncurrency: CNY\n${head}${ledger}tables:\n  ${table}:\n    file: f\n    fields:\n${lines}`;
  return readMapping(text).diagnostics.map(({ code, path }) => `${code} ${path}`);
}

test('every table that a mapping can feed is listed once', () => {
  expect(listed.map(({ name }) => name)).toEqual(sourceTables);
});

test('a table refers to those whose things it names', () => {
  const found = Object.fromEntries(listed.map(({ name, refersTo }) => [name, refersTo.join()]));
  expect(found).toMatchObject({ customer: '', account: 'customer', entry: 'account', ledger_balance: '' });
  expect(found).toMatchObject({ loan_party: 'loan,customer', customer_link: 'customer' });
});

test('every setting of a field is listed at some field', () => {
  const settings = listed.flatMap(({ fields }) => fields.flatMap((field) => field.settings));
  const known = keysAt(mappingJsonSchema(), ['tables', 'entry', 'fields', 'amount']);
  expect(known).toContain('lookup');
  expect(new Set([...sharedSettings, ...settings])).toEqual(new Set(known));
});

describe.each(listed.map((table) => [table.name, table] as const))('%s', (name, { fields }) => {
  const all = fields.map((field) => [field.name, written(field)] as const);

  test('lists every field that the table has', () => {
    const columns: readonly Column[] = tables[name].columns;
    const names = columns.flatMap(({ field }) => field ?? []);
    expect(fields.map((field) => field.name).toSorted()).toEqual(names.toSorted());
    expect(findings(name, all)).toEqual([]);
  });

  test('says what it means when an optional field is not mapped', () => {
    const silent = fields.filter(({ isRequired, note }) => !isRequired && note === null);
    expect(silent.map((field) => field.name)).toEqual([]);
  });

  test('calls required what a mapping must have', () => {
    for (const field of fields) {
      const others = all.filter(([other]) => other !== field.name);
      const missing = field.isRequired ? [`intake.required-field tables.${name}.fields`] : [];
      expect([field.name, findings(name, others)]).toEqual([field.name, missing]);
      const withDay = findings(name, others, 'business_date: 2026-06-30\n');
      expect([field.name, withDay]).toEqual([field.name, field.isOfBusinessDate ? [] : missing]);
    }
  });

  test('shows forms, codes and bounds that a mapping may have', () => {
    for (const field of fields) {
      const others = all.filter(([other]) => other !== field.name);
      const constants = (field.values ?? []).map((word) => `{ value: ${word} }`);
      for (const form of [...field.forms, ...constants]) {
        expect([form, findings(name, [...others, [field.name, form]])]).toEqual([form, []]);
      }
      expect(field.range === null).toBe(field.kind !== 'whole');
    }
  });
});
