import { readFile } from 'node:fs/promises';
import {
  describe as describeCode,
  diagnosticText,
  formatDay,
  locales,
  parseDay,
  type Code,
} from '@gradus/schema';
import { expect, test } from 'vitest';
import { MAPPING_SCHEMA } from '../../../../tools/generate-mapping-schema.ts';
import { smallMapping } from '../trial/small-bank.ts';
import { parseDayFormat, readDay, writtenDay } from './day-format.ts';
import { mappingJsonSchema } from './json-schema.ts';
import { readMapping } from './read-mapping.ts';
import { allowanceText, isWithin } from './scalar.ts';

const field = (text: string, name = 'kind'): string =>
  smallMapping({
    account: `
  account:
    file: accounts.csv
    fields:
      account_id: id
      customer_id: owner
      opened_on: opened
${name === 'kind' ? '' : '      kind: { value: demand }\n'}      ${name}: ${text}`,
  });
const entry = (text: string): string =>
  smallMapping({ entry: `\n  entry:\n${text.replaceAll(/^/gm, '    ')}` });
const fact = (...figures: string[]): string =>
  smallMapping({
    more: `  fact: { file: f, fields: { customer_id: a, as_of: b }, figures: { ${figures.map((text, index) => `f${index}: ${text}`).join(', ')} } }`,
  });
const feed = 'file: e.csv\nfields: { account_id: a, booked_on: b, amount: c, purpose: { value: other } }\n';

/** Text, then every finding with its path and the word that stands where it points. */
const cases: readonly [string, string, string[]][] = [
  ['a whole mapping', smallMapping(), []],
  ['no YAML', 'a: [', ['intake.mapping-syntax  at ']],
  ['a policy', '# tiers\ngradus: 1\nid: p', ['intake.mapping-is-policy gradus at gradus']],
  ['a key twice', `${smallMapping()}\nsource: core`, ['intake.mapping-syntax  at source']],
  [
    'another version',
    smallMapping().replace('mapping: 1', 'mapping: 2'),
    ['intake.bad-value gradus_mapping at 2'],
  ],
  [
    'keys that nobody knows',
    smallMapping({ head: 'tolerence: 1%\nread: { delimeter: ";" }' }),
    ['intake.unknown-key read.delimeter at delimeter', 'intake.unknown-key tolerence at tolerence'],
  ],
  [
    'a missing key',
    smallMapping().replace('currency: CNY', ''),
    ['intake.missing-key currency at gradus_mapping'],
  ],
  [
    'no table at all',
    smallMapping({ customer: null, account: null, entry: null }).replace('tables:', 'tables: {}'),
    ['intake.missing-key tables at tables'],
  ],
  [
    'a table that nobody knows',
    smallMapping({ more: '\n  entries: {}' }),
    ['intake.unknown-key tables.entries at entries'],
  ],
  [
    'values that cannot be',
    smallMapping({ head: 'tolerance: lots\nvanish_at_most: 101%' })
      .replace('CNY', 'yuan')
      .replace('2024-01-01', '2024-02-30'),
    [
      'intake.bad-value currency at yuan',
      'intake.bad-value data_from at 2024-02-30',
      'intake.bad-value tolerance at lots',
      'intake.bad-value vanish_at_most at 101%',
    ],
  ],
  [
    'a field that nobody knows',
    entry(feed.replace('amount', 'ammount')),
    [
      'intake.unknown-field tables.entry.fields.ammount at ammount',
      'intake.required-field tables.entry.fields at fields',
    ],
  ],
  [
    'no source of a value',
    field('{ codes: { a: demand } }'),
    ['intake.field-source tables.account.fields.kind at kind'],
  ],
  [
    'two sources of a value',
    field('{ column: a, value: demand }'),
    ['intake.field-source tables.account.fields.kind at kind'],
  ],
  [
    'credit without debit',
    entry(feed.replace('amount: c', 'amount: { credit: c }')),
    ['intake.field-source tables.entry.fields.amount at amount'],
  ],
  [
    'a setting without meaning',
    field('{ column: a, date: yymmdd, sign: { column: b, negative: x } }'),
    [
      'intake.field-setting tables.account.fields.kind.date at date',
      'intake.field-setting tables.account.fields.kind.sign at sign',
    ],
  ],
  [
    'a format that is none',
    field('{ column: a, date: yyyy-mmmm-dd }', 'closed_on'),
    ['intake.bad-value tables.account.fields.closed_on.date at date'],
  ],
  [
    'days in the mapping that are none',
    fact('{ column: a, unit: count }').replace('as_of: b', 'as_of: { value: 20260630 }'),
    ['intake.bad-value tables.fact.fields.as_of.value at value'],
  ],
  [
    'days of the mapping in other places',
    field('{ cases: [{ when: { a: 1 }, value: 31.12.2026 }], otherwise: never }', 'closed_on'),
    [
      'intake.bad-value tables.account.fields.closed_on.cases at cases',
      'intake.bad-value tables.account.fields.closed_on.otherwise at otherwise',
    ],
  ],
  [
    'days of the mapping in the form of the file',
    field(
      '{ column: a, codes: { X: 30.06.2026, Y: "", Z: none }, missing: none, date: dd.mm.yyyy }',
      'closed_on',
    ),
    [],
  ],
  [
    'signs that are read as no value',
    entry(
      feed
        .replace(
          'amount: c',
          "amount: { column: amount, sign: { column: way, negative: ['- '], positive: ['', '+'] } }",
        )
        .replace('fields:', "read: { missing: ['-'] }\nfields:"),
    ),
    ['intake.bad-value tables.entry.fields.amount.sign at sign'],
  ],
  [
    'units that leave less than what is stored',
    fact('{ column: a, unit: money, per: 100 }', '{ column: b, unit: count, per: 100 }'),
    ['intake.bad-value tables.fact.figures.f1.per at per'],
  ],
  [
    'units of what is no number',
    field('{ column: a, per: 100 }', 'closed_on'),
    ['intake.field-setting tables.account.fields.closed_on.per at per'],
  ],
  [
    'a number of units that moves no point',
    fact('{ column: a, unit: ratio, per: 12 }'),
    ['intake.bad-value tables.fact.figures.f0.per at 12'],
  ],
  [
    'another year than there are',
    field('{ column: a, date: yymmdd, latest_year: 26 }', 'closed_on'),
    ['intake.bad-value tables.account.fields.closed_on.latest_year at 26'],
  ],
  [
    'a lookup whose file cannot be read so',
    field(
      '{ lookup: { file: f, match: { a: { lookup: { file: g, match: { d: id }, read: { date: dmy }, take: e } } }, read: { header: false }, take: c } }',
      'customer_id',
    ).replace('      customer_id: owner\n', ''),
    [
      'intake.bad-value tables.account.fields.customer_id.lookup.match.a.lookup.read.date at date',
      'intake.missing-key tables.account.fields.customer_id.lookup.read.header at header',
    ],
  ],
  [
    'sums of accounts without a figure to compare',
    smallMapping({ more: '  account_sum: { file: s, fields: { account_id: a, day: b } }' }),
    ['intake.required-field tables.account_sum.fields at fields'],
  ],
  [
    'settings of a number where another file is searched by a text',
    field(
      '{ lookup: { file: f, match: { a: { column: b, add: 1, pad: 6 } }, take: c } }',
      'customer_id',
    ).replace('      customer_id: owner\n', ''),
    ['intake.field-setting tables.account.fields.customer_id.lookup.match.a.add at add'],
  ],
  [
    'what only rates and only ids know, and a part from nowhere',
    field('{ column: a, pad: 6, invert: true, part: [0, 3] }', 'closed_on'),
    [
      'intake.field-setting tables.account.fields.closed_on.pad at pad',
      'intake.field-setting tables.account.fields.closed_on.invert at invert',
      'intake.bad-value tables.account.fields.closed_on.part at part',
    ],
  ],
  [
    'conditions on texts that say nothing, or by another word',
    field(
      '{ cases: [{ when: { a: {} }, value: x }, { when: { b: { starts_wth: A } }, value: y }] }',
      'account_id',
    ).replace('      account_id: id\n', ''),
    [
      'intake.bad-value tables.account.fields.account_id.cases.0.when.a at {',
      'intake.unknown-key tables.account.fields.account_id.cases.1.when.b.starts_wth at starts_wth',
    ],
  ],
  [
    'marks of numbers that are none, and nothing to remove',
    field("{ column: a, decimal: '', group: ', ', remove: [x, ''] }", 'opening_balance'),
    [
      "intake.bad-value tables.account.fields.opening_balance.decimal at ''",
      "intake.bad-value tables.account.fields.opening_balance.group at '",
      "intake.bad-value tables.account.fields.opening_balance.remove.1 at ''",
    ],
  ],
  [
    'codes that lead nowhere',
    field('{ column: a, codes: { 1: demnd }, otherwise: x }'),
    [
      'intake.bad-value tables.account.fields.kind.codes at codes',
      'intake.bad-value tables.account.fields.kind.otherwise at otherwise',
    ],
  ],
  [
    'a constant that the field does not take',
    field('{ value: savings }'),
    ['intake.bad-value tables.account.fields.kind.value at value'],
  ],
  [
    'the purpose that Gradus books itself',
    entry(feed.replace('value: other', 'value: balance')),
    ['intake.bad-value tables.entry.fields.purpose.value at value'],
  ],
  [
    'a wrong currency',
    field('{ value: RMBY }', 'currency'),
    ['intake.bad-value tables.account.fields.currency.value at value'],
  ],
  [
    'a lookup by a field without a source',
    field('{ lookup: { file: f, match: { a: { part: [1, 2] } }, take: c } }', 'customer_id').replace(
      '      customer_id: owner\n',
      '',
    ),
    ['intake.field-source tables.account.fields.customer_id.lookup.match.a at a'],
  ],
  [
    'a period of a state',
    smallMapping({
      customer: '\n  customer: { file: c.csv, delivery: period, fields: { customer_id: a, opened_on: b } }',
    }),
    ['intake.no-period tables.customer.delivery at delivery'],
  ],
  [
    'a period that is none',
    entry(`delivery: period\nperiod: { from: 2024-02-01, to: 2024-01-01 }\n${feed}`),
    ['intake.bad-value tables.entry.period at period'],
  ],
  [
    'feeds that are delivered in different ways',
    smallMapping({ entry: `\n  entry:\n    - { delivery: full, ${flow(feed)} }\n    - { ${flow(feed)} }` }),
    ['intake.deliveries-differ tables.entry at entry'],
  ],
  [
    'no header and no columns',
    entry(`read: { header: false }\n${feed}`),
    ['intake.missing-key tables.entry.read.header at header'],
  ],
  [
    'columns beside a header',
    entry(`read: { columns: [a, b] }\n${feed}`),
    ['intake.bad-value tables.entry.read.columns at columns'],
  ],
  [
    'columns of one name',
    entry(`read: { header: false, columns: [a, a] }\n${feed}`),
    ['intake.bad-value tables.entry.read.columns at columns'],
  ],
  [
    'a delimiter that is too long',
    entry(`read: { delimiter: '${'|'.repeat(65)}' }\n${feed}`),
    [`intake.bad-value tables.entry.read.delimiter at '${'|'.repeat(65)}'`],
  ],
  [
    'a figure without a unit',
    smallMapping({ more: '\n  fact: { file: f, fields: { customer_id: a, as_of: b }, figures: { x: y } }' }),
    ['intake.missing-key tables.fact.figures.x at x'],
  ],
  [
    'figures of another table',
    entry(`figures: { x: y }\n${feed}`),
    ['intake.field-setting tables.entry.figures at figures'],
  ],
  [
    'what is unknown, of a table that names nobody',
    smallMapping({
      more: '\n  loan: { file: f, unknown_reference: leave_out, fields: { loan_id: a, opened_on: b } }',
    }),
    ['intake.field-setting tables.loan.unknown_reference at unknown_reference'],
  ],
  [
    'a rate with a unit',
    smallMapping({
      more: '\n  exchange_rate: { file: f, fields: { currency: a, quote_currency: b, as_of: c, rate: { column: d, unit: ratio } } }',
    }),
    ['intake.field-setting tables.exchange_rate.fields.rate.unit at unit'],
  ],
  [
    'a business date from a pattern without a group',
    smallMapping({ head: "business_date: { file_name: '\\d+(', date: yymm }" }),
    ['intake.bad-value business_date.file_name at file_name', 'intake.bad-value business_date.date at date'],
  ],
];

function flow(text: string): string {
  return text.trim().replace('\n', ', ');
}

test('what is expected is said in Chinese as well', () => {
  const chinese = cases
    .flatMap(([, text]) => readMapping(text).diagnostics)
    .filter(({ code }) => code === 'intake.bad-value')
    .map((finding) => diagnosticText(finding, 'zh-CN'));
  expect(chinese.length).toBeGreaterThan(10);
  for (const text of chinese) expect(text).not.toMatch(/\b(a|an|the|such|with|of|that) [a-z]/);
});

test.each(cases)('%s', (_, text, expected) => {
  const { mapping, diagnostics } = readMapping(text);
  const found = diagnostics.map(({ position, path, code }) => {
    const line = text.split('\n')[(position?.line ?? 0) - 1] ?? '';
    const word = /^[^\s:,}\]]+/.exec(line.slice((position?.column ?? 0) - 1))?.[0] ?? '';
    return `${code} ${path} at ${word}`;
  });
  expect(found.toSorted()).toEqual(expected.toSorted());
  expect(mapping === null).toBe(expected.length > 0);
  for (const finding of diagnostics) {
    for (const locale of locales) expect(diagnosticText(finding, locale)).not.toMatch(/undefined|\[object/);
  }
});

test('suggests the key that was meant, of those that fit the place', () => {
  const { diagnostics } = readMapping(smallMapping({ head: 'read: { delimeter: ";" }' }));
  expect(diagnostics.map((one) => diagnosticText(one, 'en'))).toEqual([
    '"delimeter" is no key here. Did you mean "delimiter"? Known: format, encoding, delimiter, quote, header, columns, positions, record_length, short_lines, sheet, missing, date, latest_year, decimal, group.',
  ]);
  const none = readMapping(smallMapping({ head: 'zzz: 1' })).diagnostics[0];
  expect(none === undefined ? '' : diagnosticText(none, 'en')).toMatch(
    /Known: gradus_mapping, source, currency/,
  );
  expect(describeCode('intake.missing-key' satisfies Code, { key: 'x' }, 'zh-CN')).toContain('x');
});

test('a day is told in the form that it should have', () => {
  const of = (text: string, locale: 'en' | 'zh-CN'): string =>
    readMapping(field(text, 'closed_on'))
      .diagnostics.map((one) => diagnosticText(one, locale))
      .join();
  expect(of('{ value: 20251231 }', 'en')).toBe(
    '"value" needs a day in the form yyyy-mm-dd, such as 2025-12-31; or "date" beside it, saying how 20251231 is written.',
  );
  expect(of('{ value: 2025-12-31, date: yyddd }', 'zh-CN')).toContain('格式为 yyddd 的日期，例如 25365');
  expect(of('{ value: soon, date: dd.mm.yy }', 'en')).toContain('such as 30.06.26;');
});

test.each([
  ['{ value: 1998-12-31 }', []],
  ['{ value: 981231, date: yymmdd }', []],
  ["{ column: x, codes: { a: '981231' } }", []],
  ["{ column: x, otherwise: '981231' }", []],
  ['{ value: 981231 }', ['value']],
  ['{ column: x, codes: { a: 1998-12-31 } }', ['codes']],
  ['{ column: x, otherwise: 1998-12-31 }', ['otherwise']],
])('where files write yymmdd, days of %s are written as intake reads them', (text, wrong) => {
  const mapping = smallMapping({
    more: `\n  fact: { file: f, read: { date: yymmdd }, fields: { customer_id: a, as_of: ${text} }, figures: { x: { column: y, unit: count } } }`,
  });
  const settings = readMapping(mapping).diagnostics.map(
    ({ code, path }) => `${code} ${path.split('.').at(-1)}`,
  );
  expect(settings).toEqual(wrong.map((setting) => `intake.bad-value ${setting}`));
});

test.each([
  ['YYYY-MM-DD', 'yyyy-mm-dd'],
  ['%d.%m.%y', 'dd.mm.yy'],
  ['%Y%j', 'yyyyddd'],
  ['dmy', null],
])('of a date %s all parts are named, and what may be meant: %s', (written, near) => {
  const [told] = readMapping(field(`{ column: a, date: '${written}' }`, 'closed_on')).diagnostics;
  const text = told === undefined ? '' : diagnosticText(told, 'en');
  for (const part of ['yyyy', 'yy', 'mm', 'dd', 'ddd']) expect(text).toMatch(new RegExp(`\\b${part}\\b`));
  expect(told?.data).toMatchObject({ suggestions: near === null ? [] : [near] });
});

test('what is still to be filled in is told at once, and nothing beside it', () => {
  const text = smallMapping({
    head: 'business_date: "?"\nread: { missing: ["?"] }\ntolerence: 1',
    customer: `
  customer:
    file: customers.csv
    where: { state: "?" }
    fields: { customer_id: "?", opened_on: { column: opened, missing: "?" }, birth_year: { value: "?" } }`,
    account: `
  account:
    - file: accounts.csv
      fields: { account_id: id, kind: { column: k, codes: { A: "?", B: demand, C: "?" } } }
    - file: "?"
      fields: { account_id: id, customer_id: { lookup: { file: l, match: { a: b }, take: "?" } } }`,
  });
  const { diagnostics } = readMapping(text);
  expect(diagnostics).toMatchObject([
    {
      code: 'intake.unfilled',
      path: 'business_date',
      data: {
        fields: [
          'business_date',
          'customer.customer_id',
          'customer.birth_year',
          'account.0.kind',
          'account.1.file',
          'account.1.customer_id',
        ],
      },
    },
  ]);
});

test('takes scalars as they are written', () => {
  const { mapping } = readMapping(
    field('{ column: a, codes: { 01: demand, no: term, 1e3: notice, ~: other } }'),
  );
  const account = mapping?.feeds.find(({ table }) => table === 'account');
  expect(account?.fields['kind']?.codes).toEqual({
    '01': 'demand',
    no: 'term',
    '1e3': 'notice',
    '~': 'other',
  });
});

test('a feed reads as the document says, and as it says itself', () => {
  const { mapping } = readMapping(
    smallMapping({
      head: "read: { delimiter: ';', missing: ['?'], header: false, columns: [a] }\ntolerance: { entry: 0.05%, customer: 3 rows }",
      entry: `\n  entry:\n    read: { delimiter: '|@|', missing: 'NULL', header: true }\n${feed.replaceAll(/^/gm, '    ')}`,
    }),
  );
  const reads = mapping?.feeds.map(({ read }) => [read.delimiter, read.missing, read.columns]);
  expect(reads).toEqual([
    [';', ['', '?'], ['a']],
    [';', ['', '?'], ['a']],
    ['|@|', ['', '?', 'NULL'], null],
  ]);
  expect(Object.values(mapping?.tolerance ?? {}).map(allowanceText)).toEqual([
    '3',
    '0',
    '0.05%',
    '0',
    '0',
    '0',
    '0',
    '0',
    '0',
    '0',
    '0',
    '0',
    '0',
    '0',
  ]);
});

test('an allowance is exact at its edge', () => {
  const share = { kind: 'share', millionths: 1_000n } as const;
  expect([isWithin(share, 1n, 1_000n), isWithin(share, 2n, 1_999n), isWithin(share, 0n, 0n)]).toEqual([
    true,
    false,
    true,
  ]);
  expect([
    isWithin({ kind: 'rows', rows: 2n }, 2n, 2n),
    isWithin({ kind: 'rows', rows: 2n }, 3n, 9n),
  ]).toEqual([true, false]);
});

test.each([
  ['yyyy-mm-dd', '%Y-%m-%d', '[0-9]{4}-[0-9]{2}-[0-9]{2}', null],
  ['yymmdd', '%y%m%d', '[0-9]{2}[0-9]{2}[0-9]{2}', { before: 0 }],
  ['dd.mm.yyyy', '%d.%m.%Y', String.raw`[0-9]{2}\.[0-9]{2}\.[0-9]{4}`, null],
  ['yyyy年mm月dd日', '%Y年%m月%d日', '[0-9]{4}年[0-9]{2}月[0-9]{2}日', null],
  ['dd/mm/yy', '%d/%m/%y', '[0-9]{2}/[0-9]{2}/[0-9]{2}', { before: 6 }],
  ['d/m/yy', '%d/%m/%y', '[0-9]{1,2}/[0-9]{1,2}/[0-9]{2}', { behind: 0 }],
  ['m-yy-dd', '%m-%y-%d', '[0-9]{1,2}-[0-9]{2}-[0-9]{2}', { behind: 3 }],
  ['yyddd', '%y%j', '[0-9]{2}[0-9]{3}', { before: 0 }],
  ['yyyy/ddd', '%Y/%j', '[0-9]{4}/[0-9]{3}', null],
])('the format %s', (written, pattern, shape, shortYear) => {
  const isOrdinal = pattern.includes('%j');
  expect(parseDayFormat(written)).toEqual({ written, pattern, shape, shortYear, isOrdinal });
});

const someDays = ['1969-01-01', '2026-06-30', '2026-11-01', '2024-02-29', '2068-12-31'].flatMap(
  (text) => parseDay(text) ?? [],
);
test.each([
  'yyyymmdd',
  'd.m.yyyy',
  'm/d/yy',
  'dd-mmm-yyyy',
  'dmmmyy',
  'yyddd',
  'yyyy年m月d日',
  '(dd)-[mm]-{yyyy}',
])('what is written as %s is read again', (written) => {
  const format = parseDayFormat(written);
  expect(format === null ? null : someDays.map((day) => readDay(writtenDay(day, format), format))).toEqual(
    someDays,
  );
});

test.each([
  ['1/5/2026', 'd/m/yyyy', '2026-05-01'],
  ['01/05/2026', 'd/m/yyyy', '2026-05-01'],
  ['31-MAR-26', 'dd-mmm-yy', '2026-03-31'],
  ['31-Mrz-26', 'dd-mmm-yy', null],
  ['31/4/2026', 'd/m/yyyy', null],
  ['1/5/26', 'd/m/yyyy', null],
  ['1x5x2026', 'd.m.yyyy', null],
  ['001/5/2026', 'd/m/yyyy', null],
])('%s as %s is %s', (text, written, expected) => {
  const format = parseDayFormat(written);
  const day = format === null ? null : readDay(text, format);
  expect(day === null ? null : formatDay(day)).toBe(expected);
});

test.each([
  'yyyy-mm',
  'yyyymmddyy',
  'yyyymmddd',
  'yyddddd',
  'ddd',
  'yyyy-dd-hh',
  'yyyymd',
  'd m',
  'm-yy-d',
  'dmyyyy',
  '',
])('%s is no format', (written) => {
  expect(parseDayFormat(written)).toBeNull();
});

test('the published JSON Schema is that of the code', async () => {
  const published = await readFile(MAPPING_SCHEMA, 'utf8');
  expect(JSON.parse(published), 'run: node tools/generate-mapping-schema.ts && npm run format').toEqual(
    JSON.parse(JSON.stringify(mappingJsonSchema())),
  );
});
