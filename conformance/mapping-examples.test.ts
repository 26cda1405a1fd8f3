import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDuckdb, type Row } from '@gradus/engine';
import {
  attachLake,
  attachVault,
  documentWords,
  feedWords,
  importBatch,
  openLake,
  readMapping,
  readWords,
  settingWords,
  type ImportReport,
} from '@gradus/lake';
import { checkPolicy, readPolicy } from '@gradus/policy';
import { sourceTables, tables, type Table } from '@gradus/schema';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** What docs/mapping.md and examples/ promise is done by the product. */

const root = path.resolve(import.meta.dirname, '..');
let folder: string;
let page: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gradus-examples-'));
  page = await readFile(path.join(root, 'docs/mapping.md'), 'utf8');
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function take(name: string, mappingText: string, sourceDirectory: string): Promise<ImportReport> {
  return importBatch({
    lakeDirectory: path.join(folder, name),
    mappingText,
    mappingPath: name,
    sourceDirectory,
    now: 1_735_689_600_000_000n,
    threads: 1,
    memoryMib: 512,
  });
}

async function ask(name: string, sql: string): Promise<Row[]> {
  const lake = await openLake(path.join(folder, name));
  const session = await openDuckdb({ threads: 1, memoryMib: 512, temporaryDirectory: null });
  await attachLake(session, lake, await lake.head());
  await attachVault(session, lake, await lake.head());
  try {
    return await session.rows(sql);
  } finally {
    await session.close();
  }
}

/** Fenced blocks of the page that begin with ```<kind>. */
function blocks(kind: string): { title: string; text: string }[] {
  return [...page.matchAll(/^```(\w+) ?([^\n]*)\n([\s\S]*?)^```$/gm)]
    .filter(([, language]) => language === kind)
    .map(([, , title = '', text = '']) => ({ title, text }));
}

describe('docs/mapping.md', () => {
  test.each([
    ['## The document', '## A feed', documentWords],
    ['## A feed', '### `read`', feedWords],
    ['### `read`', '## A field', readWords],
    ['## A field', '## Tables and their fields', settingWords],
  ])('%s: has a row for every key', (head, next, words) => {
    const section = page.slice(page.indexOf(`\n${head}\n`), page.indexOf(`\n${next}\n`));
    const rows = [...section.matchAll(/^\| (`[^|]*) \|/gm)].map(([, keys = '']) => keys);
    const told = rows.flatMap((keys) => keys.split(', ')).map((key) => key.replaceAll('`', ''));
    expect(told.toSorted()).toEqual(Object.keys(words).toSorted());
  });

  test('shows files and a mapping that takes them in', async () => {
    const source = path.join(folder, 'source');
    await mkdir(source);
    for (const { title, text } of blocks('csv')) await writeFile(path.join(source, title), text);
    const mapping = blocks('yaml').find(({ title }) => title === 'mapping')?.text ?? '';
    expect(await take('page', mapping, source)).toMatchObject({
      status: 'accepted',
      reasons: [],
      rejects: { total: 0 },
    });
    expect(
      await ask(
        'page',
        `SELECT i.name, a.opening_minor, count(*) AS n, CAST(sum(e.amount_minor) AS BIGINT) AS amount FROM entry e JOIN account a USING (account_key) JOIN identity i ON i.entity = 'customer' AND i.entity_key = a.customer_key GROUP BY ALL ORDER BY n`,
      ),
    ).toEqual([
      { name: '李雷', opening_minor: null, n: 1n, amount: 50_000n },
      { name: '王芳', opening_minor: 1_200_000n, n: 2n, amount: 764_950n },
    ]);
  });

  test('shows sums of the bank that agree with its bookings', async () => {
    const source = path.join(folder, 'sums');
    await mkdir(source);
    for (const { title, text } of blocks('csv')) await writeFile(path.join(source, title), text);
    const parts = ['mapping', 'sums'].map((name) => blocks('yaml').find(({ title }) => title === name)?.text);
    expect(await take('sums-lake', parts.join('\n'), source)).toMatchObject({
      status: 'accepted',
      reasons: [],
      warnings: [],
      differences: {
        total: 0,
        byTable: [
          { table: 'ledger_balance', compared: 1 },
          { table: 'account_sum', compared: 4 },
        ],
      },
    });
  });

  test('shows parts of mappings that are read without a finding', () => {
    const head = 'gradus_mapping: 1\nsource: x\ncurrency: CNY\ntables:\n';
    const feed =
      '  entry:\n    file: e\n    fields: { account_id: a, booked_on: b, amount: c, purpose: { value: other } }\n';
    const parts = blocks('yaml').filter(({ title }) => title === '');
    expect(parts).toHaveLength(8);
    for (const { text } of parts) {
      const whole = text.startsWith('    ')
        ? text
            .trim()
            .split('\n')
            .map((line) => `${head}${feed}    ${line.trim()}\n`)
        : [head + text];
      for (const one of whole) expect(readMapping(one).diagnostics).toEqual([]);
    }
  });

  test.each(sourceTables)('lists every field of the table %s', (name) => {
    const row = page.split('\n').find((line) => line.startsWith(`| \`${name}\` |`)) ?? '';
    const { columns }: Table = tables[name];
    const fields = columns.flatMap(({ field }) => field ?? []);
    const words = new Set((row.split('|')[2] ?? '').match(/[a-z_]+/g));
    expect(fields.filter((field) => !words.has(field))).toEqual([]);
  });

  test('names every key that a mapping can have', async () => {
    const schema = await readFile(path.join(root, 'packages/lake/schema/mapping.schema.json'), 'utf8');
    const keys = new Set<string>();
    JSON.parse(schema, (key, value: unknown) => {
      if (key === 'properties') for (const name of Object.keys(value as object)) keys.add(name);
      return value;
    });
    const named = new Set(
      [...page.matchAll(/`([^`\n]+)`/g)].flatMap(([, code = '']) => code.match(/\w+/g) ?? []),
    );
    expect([...keys].filter((key) => !named.has(key))).toEqual([]);
  });
});

test('the flat file is taken in, of the day in its name, and its policy has no finding', async () => {
  const mapping = await readFile(path.join(root, 'examples/mappings/flat-file.yaml'), 'utf8');
  const report = await take('flat', mapping, path.join(root, 'examples/data/flat-file'));
  expect(report).toMatchObject({ status: 'accepted', reasons: [], warnings: [], rejects: { total: 0 } });
  const facts = await ask(
    'flat',
    `SELECT f.name, f.as_of - DATE '2024-06-30' AS days, f.value FROM fact f JOIN identity i ON i.entity = 'customer' AND i.entity_key = f.customer_key WHERE i.external_id = '10000001' ORDER BY f.name`,
  );
  expect(facts.map((row) => Object.values(row).map(String))).toEqual([
    ['average_deposits', '0', '23500000'],
    ['days_overdue', '0', '0'],
    ['monthly_spend', '0', '421035'],
    ['weighted_term', '0', '1850'],
  ]);
  const { document, diagnostics } = readPolicy(
    await readFile(path.join(root, 'examples/policies/flat-file.yaml'), 'utf8'),
  );
  expect(diagnostics).toEqual([]);
  expect(document === null ? null : checkPolicy(document)).toEqual([]);
});

describe('the mapping of the READMEs', () => {
  const textOf = (name: string): Promise<string> =>
    readFile(path.join(root, `examples/mappings/${name}.yaml`), 'utf8');

  test('is the same in both languages', async () => {
    const [english, chinese] = await Promise.all(['core-export', 'core-export.zh-CN'].map(textOf));
    const { mapping, diagnostics } = readMapping(english ?? '');
    expect(diagnostics).toEqual([]);
    expect(readMapping(chinese ?? '').mapping).toEqual(mapping);
    expect(chinese).not.toBe(english);
  });

  test('takes a delivery in with nothing rejected, and with the right meaning', async () => {
    const delivery = path.join(root, 'examples/data/core-export');
    const report = await take('core-export', await textOf('core-export'), delivery);
    expect(report).toMatchObject({ status: 'accepted', reasons: [], warnings: [], rejects: { total: 0 } });
    const shown = async (sql: string): Promise<unknown[]> =>
      (await ask('core-export', sql)).map((row) => Object.values(row).map(String).join(' '));
    const named = (entity: string): string =>
      `(SELECT entity_key AS ${entity}_key, external_id AS ${entity} FROM identity WHERE entity = '${entity}')`;
    expect(
      await shown(`SELECT account, customer, kind, coalesce(term_months, 0), coalesce(opening_minor, 0)
        FROM account JOIN ${named('account')} USING (account_key) JOIN ${named('customer')} USING (customer_key) ORDER BY 1`),
    ).toEqual(['A1 C001 demand 0 1200000', 'A2 C002 term 12 5000000', 'A3 C003 demand 0 0']);
    expect(
      await shown(
        `SELECT account, purpose, amount_minor FROM entry JOIN ${named('account')} USING (account_key) ORDER BY 1, 2`,
      ),
    ).toEqual([
      'A1 interest 2',
      'A1 salary 800000',
      'A1 spend -35050',
      'A2 balance 1000000',
      'A3 other 500000',
    ]);
    expect(
      await shown(`SELECT loan, customer, role, principal_minor, outstanding_minor, days_past_due, class, as_of = DATE '2026-06-30'
        FROM loan JOIN loan_status USING (loan_key) JOIN loan_party USING (loan_key)
        JOIN ${named('loan')} USING (loan_key) JOIN ${named('customer')} USING (customer_key) ORDER BY 1, 3`),
    ).toEqual([
      'L1 C001 borrower 20000000 15000000 0 0 true',
      'L2 C002 borrower 8000000 1250000 12 1 true',
      'L2 C001 guarantor 8000000 1250000 12 1 true',
    ]);
  });
});
