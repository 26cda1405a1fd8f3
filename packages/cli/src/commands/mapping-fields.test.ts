import { documentWords, feedWords, keysAt, listTables, mappingJsonSchema, readWords } from '@gradus/lake';
import { metricMeanings } from '@gradus/policy';
import { locales, sourceTables, tables, type Column, type LocalText } from '@gradus/schema';
import { describe, expect, test } from 'vitest';
import { runCaptured } from '../fixture/captured-program.ts';
import { purposeWords } from '../output/purpose-words.ts';

const columnsOf = (name: (typeof sourceTables)[number]): readonly Column[] => tables[name].columns;

describe.each(locales)('mapping fields in %s', (locale) => {
  test('lists the tables with what a row of each is', async () => {
    const { code, out, err } = await runCaptured(['mapping', 'fields'], { locale });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const lines = out.split('\n');
    for (const name of sourceTables) {
      const line = lines.find((one) => one.startsWith(`${name} `)) ?? '';
      const { title, row } = tables[name];
      for (const text of [title.en, title['zh-CN'], row[locale]]) expect(line).toContain(text);
    }
  });

  test.each(sourceTables)('lists every field of %s with its title, its codes and its note', async (name) => {
    const { code, out } = await runCaptured(['mapping', 'fields', name], { locale });
    expect(code).toBe(0);
    const lines = out.split('\n');
    for (const { field = '', title, note, reads } of columnsOf(name)) {
      const line = lines.find((one) => one.startsWith(`${field} `)) ?? '';
      expect(line).toContain(title[locale]);
      if (note !== undefined) expect(out).toContain(note[locale]);
      for (const word of reads?.kind === 'code' && name !== 'entry' ? (reads.values ?? []) : []) {
        expect(line).toContain(word);
      }
    }
  });
});

test.each(sourceTables)('tells what every setting of %s does', async (name) => {
  const { tables: found } = JSON.parse((await runCaptured(['mapping', 'fields', name, '--json'])).out) as {
    tables: { fields: { settings: string[] }[] }[];
  };
  const settings = new Set(found.flatMap(({ fields }) => fields.flatMap((field) => field.settings)));
  for (const locale of locales) {
    const { out } = await runCaptured(['mapping', 'fields', name], { locale });
    const told = [...out.matchAll(/^ {2}[* ] (\w+) +\S/gm)].map(([, setting]) => setting);
    expect(new Set(told)).toEqual(settings);
  }
});

test('says which fields are required, and which settings fit', async () => {
  const { out } = await runCaptured(['mapping', 'fields', 'loan']);
  expect(out).toMatch(/^opened_on +yes +granted on +day such as 2026-06-30 +date, /m);
  expect(out).toMatch(/^principal +no +principal +amount such as 1234\.50 +in, decimal, /m);
});

test('as JSON the texts stand in both languages', async () => {
  const { out } = await runCaptured(['mapping', 'fields', 'loan_party', '--json']);
  const { tables: found } = JSON.parse(out) as { tables: unknown[] };
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({
    name: 'loan_party',
    title: { 'zh-CN': '贷款关系人' },
    refersTo: ['loan', 'customer'],
    fields: [
      { name: 'loan_id', required: true, kind: 'id' },
      { name: 'customer_id', kind: 'id' },
      { name: 'role', kind: 'code', values: ['borrower', 'guarantor'] },
    ],
  });
  const all = await runCaptured(['mapping', 'fields', '--json']);
  expect((JSON.parse(all.out) as { tables: unknown[] }).tables).toHaveLength(sourceTables.length);
});

test('a table that there is not is refused, with those that there are', async () => {
  const { code, err } = await runCaptured(['mapping', 'fields', 'loans']);
  expect(code).toBe(64);
  expect(err).toContain('[command.bad-choice]');
  expect(err).toContain('loan_party');
});

describe('what stands beside the fields', () => {
  const schema = mappingJsonSchema();

  test.each([
    { words: documentWords, at: [] },
    { words: feedWords, at: ['tables', 'customer'] },
    { words: readWords, at: ['read'] },
  ])('every key of $at has its words, and no other', async ({ words, at }) => {
    expect(Object.keys(words).toSorted()).toEqual(keysAt(schema, at).toSorted());
    for (const locale of locales) {
      const { out } = await runCaptured(['mapping', 'fields'], { locale });
      for (const [key, text] of Object.entries<LocalText>(words)) {
        expect(out.split('\n').map((line) => line.replace(/ +/g, ' '))).toContain(
          ` ${key} ${text[locale] ?? ''}`,
        );
      }
      expect((await runCaptured(['mapping', 'fields', 'loan'], { locale })).out).toMatch(
        /[:：] ?gradus mapping fields\n$/,
      );
    }
    const { out } = await runCaptured(['mapping', 'fields', '--json']);
    expect(Object.values(JSON.parse(out) as object)).toContainEqual(words);
  });

  test('every purpose of a booking is explained, with metrics that there are', async () => {
    const purpose = listTables()
      .flatMap(({ name, fields }) => (name === 'entry' ? fields : []))
      .find(({ name }) => name === 'purpose');
    expect(Object.keys(purposeWords)).toEqual(purpose?.values);
    const metrics = Object.values(purposeWords).flatMap((one) => one.metrics);
    expect(metrics.filter((name) => !metricMeanings.has(name))).toEqual([]);
    const { out } = await runCaptured(['mapping', 'fields', 'entry']);
    expect(out).toMatch(
      /^ {2}spend +.* reversal .* \(average_monthly_spend, spend_frequency, .*spend_to_income, last_activity\)$/m,
    );
    expect(out).toMatch(/^ {2}interest +interest; no doing of the customer$/m);
    expect((await runCaptured(['mapping', 'fields', 'loan'])).out).not.toContain('What a booking is for');
  });

  test('no field lists a setting twice', () => {
    const repeated = listTables().flatMap(({ fields }) =>
      fields.filter(({ settings }) => new Set(settings).size < settings.length).map(({ name }) => name),
    );
    expect(repeated).toEqual([]);
  });
});
