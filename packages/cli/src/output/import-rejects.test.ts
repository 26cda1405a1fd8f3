import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCaptured, type Captured } from '../fixture/captured-program.ts';

/**
 * What is said of a delivery with defects: days that are none, a code that nobody knows, a key that stands twice, a line that is
 * none, a customer who is left out, and what falls with them.
 */

let folder: string;
let english: Captured;
let chinese: Captured;
const at = (name: string): string => path.join(folder, name);

const files: Readonly<Record<string, string>> = {
  'customers.csv': [
    'id,since,state',
    'C000000001,2020-01-01,A',
    'C000000002,2020/01/02,A',
    'C000000003,soon,A',
    'C000000004,2020-01-01,X',
    'C000000005,2020-01-01,A',
    'C000000005,2020-01-02,A',
    'C000000006,"',
    '',
  ].join('\n'),
  'accounts.csv': [
    'no,owner,kind,since',
    ...[1, 2, 3, 4, 5, 6, 7].map(
      (n) => `A0000000${n},C00000000${n},${n === 1 ? 'cash' : 'demand'},2020-01-01`,
    ),
    'A00000008,C000000001,demand,2020-01-01',
    '',
  ].join('\n'),
  'entries.csv': `account,day,amount\n${[2, 2, 3, 4, 8].map((n) => `A0000000${n},2026-01-31,1\n`).join('')}`,
};

const mapping = `gradus_mapping: 1
source: core
currency: CNY
tables:
  customer:
    file: customers.csv
    except: { state: X }
    fields: { customer_id: id, opened_on: since }
  account:
    file: accounts.csv
    fields: { account_id: no, customer_id: owner, kind: kind, opened_on: since }
  entry:
    file: entries.csv
    fields: { account_id: account, booked_on: day, amount: amount, purpose: { value: other } }
`;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gradus-import-rejects-'));
  await mkdir(at('source'));
  for (const [name, text] of Object.entries(files)) await writeFile(at(`source/${name}`), text);
  await writeFile(at('mapping.yaml'), mapping);
  english = await importBy('lake');
  chinese = await importBy('lake', '--locale', 'zh-CN');
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

const importBy = (lake: string, ...more: string[]) =>
  runCaptured(['import', '--lake', at(lake), '--mapping', at('mapping.yaml'), at('source'), ...more]);

/** Lines below the title that begins with `title`, up to the next empty line. */
function block({ out }: Captured, title: string): string[] {
  const lines = out.split('\n');
  const from = lines.findIndex((line) => line.startsWith(title)) + 1;
  return lines.slice(from, lines.indexOf('', from));
}

describe('a refused delivery', () => {
  test('tells each cause once, with a value and its place', () => {
    expect(english.code).toBe(2);
    const lines = block(english, 'Why rows were rejected');
    const causes = lines.filter((line) => line.startsWith('  ') && !line.startsWith('      '));
    expect(causes.map((line) => line.replace(/^ +(.*?): .*(\[.*\])$/, '$1 $2'))).toEqual([
      '2 rows of account [intake.unknown-reference]',
      '2 rows of customer [intake.duplicate-key]',
      '2 rows of customer [intake.unreadable-day]',
      '1 row of customer [intake.broken-record]',
      '1 row of account [intake.unknown-code]',
    ]);
    expect(lines).toContain('      …0005 (customers.csv:6 and 7)');
    expect(lines).toContain('      2020/01/02 (customers.csv:3)');
    expect(lines).toContain('      cash (accounts.csv:2)');
    expect(lines).toContain('      customers.csv:8');
    expect(lines).toContain('      It may stand in the row of customer that could not be read.');
  });

  test('tells consequences apart, and what to do about what the mapping leaves out', () => {
    expect(block(english, 'Rejected as a consequence')).toEqual([
      '  3 rows of account, because 3 customers (customer_id) were rejected (accounts.csv:3 …) [intake.rejected-reference]',
      '  3 rows of entry, because 2 accounts (account_id) were rejected (entries.csv:2 …) [intake.rejected-reference]',
    ]);
    const [account, entry, advice] = block(
      english,
      'Rejected because they belong to what the mapping leaves out',
    );
    expect(account).toContain(
      '1 row of account, because 1 customer (customer_id) was left out by the mapping',
    );
    expect(entry).toContain('1 row of entry, because 1 account (account_id) was left out by the mapping');
    expect(advice).toContain('"population" of the policy');
    expect(advice).toContain('"unknown_reference: leave_out" on their feeds');
  });

  test('counts what was left out, ends with the state of the lake, and says what to do', () => {
    expect(english.out).toMatch(/^customer +6 +1 +5 +0 +1$/m);
    expect(english.out).toContain('Mend the causes first');
    expect(english.out).toMatch(
      /\nRefused: nothing of this delivery was taken\. The lake is unchanged\.\nNext: mend the causes above, in .*mapping\.yaml or in the files, and run the same command again\.\n$/,
    );
  });

  test('in Chinese too', () => {
    expect(block(chinese, '拒收原因')).toContain('      …0005（customers.csv:6 和 7）');
    expect(block(chinese, '连带拒收')[0]).toContain('account 3 行，因其 customer_id 所指的 3 个客户已被拒收');
    expect(block(chinese, '因所属对象被映射排除而拒收').at(-1)).toContain('population');
    expect(chinese.out).toContain('已拒绝：本批数据未导入任何内容，数据湖没有变化。\n下一步：');
    // What a Chinese reader is told is Chinese, but for names of keys, files and codes.
    const words = chinese.out.replaceAll(/\[[a-z.-]+\]|[\w./-]*\/[\w./-]+/g, '');
    expect(words).not.toMatch(/\b(rows?|because|rejected|Next|of)\b/);
  });

  test('as JSON holds causes, places and what belongs to the row', async () => {
    const told = JSON.parse((await importBy('lake', '--json')).out) as Record<string, unknown>;
    expect(told).toMatchObject({
      status: 'refused',
      batch: null,
      tables: [{ table: 'customer', read: 6, accepted: 0, rejected: 5, leftOut: 1 }, {}, {}],
      rejects: { total: 16 },
    });
    expect(told['rejects']).toHaveProperty('byCode.0.examples.0.first', {
      file: 'accounts.csv',
      sheet: null,
      line: 3,
    });
  });
});

test('the object of --json has the keys that the documentation names', async () => {
  const page = await readFile(path.join(import.meta.dirname, '../../../../docs/mapping.md'), 'utf8');
  const section = page.slice(page.indexOf('## What an import tells'));
  const documented = section
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`(\w+)`/g)].map(([, key]) => key));
  const told = JSON.parse((await importBy('lake', '--json')).out) as Record<string, unknown>;
  expect(new Set(documented)).toEqual(new Set(Object.keys(told)));
  const named = new Set([...section.matchAll(/`(\w+)`/g)].map(([, key]) => key));
  const {
    tables,
    rejects,
    reasons,
    files: read,
  } = told as Record<string, Record<string, unknown>[]> & {
    readonly rejects: Readonly<Record<string, unknown>> & { readonly byCode: readonly object[] };
  };
  const parts: unknown[] = [tables?.[0], reasons?.[0], read?.[0], rejects, rejects.byCode[0]];
  const keys = parts.flatMap((part) => Object.keys(part as object));
  expect(keys.filter((key) => !named.has(key) && key !== 'table')).toEqual([]);
});

test('an accepted delivery says what it left behind, and the next command', async () => {
  await writeFile(at('lenient.yaml'), mapping.replace('tables:', 'tolerance: 100%\ntables:'));
  const argv = ['import', '--lake', at('other'), '--mapping', at('lenient.yaml'), at('source')];
  const { code, out } = await runCaptured(argv);
  expect(code).toBe(0);
  expect(out).toContain(
    'Batch 1: accepted\n16 rejected rows are within the tolerance and are not in the lake.\n',
  );
  expect(out).toMatch(
    /\nNext: npx gradus assess --lake \S+ --policy POLICY --as-of 2026-01-31 --out RESULT\n$/,
  );
  const again = await runCaptured(argv);
  expect(again.out).toContain('with the same mapping before; the lake is unchanged\nNext: npx gradus assess');
});

test('rows of others that the mapping leaves out are counted beside the rejects, and are none', async () => {
  const left = mapping.replaceAll('fields: { account', 'unknown_reference: leave_out\n    fields: { account');
  await writeFile(at('left.yaml'), left);
  const argv = ['import', '--lake', at('left'), '--mapping', at('left.yaml'), at('source')];
  const told = await runCaptured(argv);
  expect(told.out).toMatch(/^deposit account +5 +1 +4 +0 +3$/m);
  expect(told.out).toMatch(/^booking +4 +1 +3 +0 +1$/m);
  expect(told.out).not.toMatch(/unknown-reference|left-out-reference/);
  const json = JSON.parse((await runCaptured([...argv, '--json'])).out) as object;
  expect(json).toMatchObject({ tables: [{ leftOut: 1 }, { leftOut: 3 }, { leftOut: 1 }] });
});

test('what befalls nearly all rows is looked for in the mapping', async () => {
  await writeFile(
    at('form.yaml'),
    mapping.replace(
      'opened_on: since }\n  account',
      'opened_on: { column: since, date: dd.mm.yyyy } }\n  account',
    ),
  );
  const told = async (...more: string[]): Promise<string> =>
    (await runCaptured(['import', '--lake', at('form'), '--mapping', at('form.yaml'), at('source'), ...more]))
      .out;
  // Five of six, the sixth being a line that is none.
  expect(await told()).toContain('  5 rows of customer: ');
  expect(await told()).not.toContain('look at the mapping first');
  await writeFile(
    at('source/customers.csv'),
    `${String(files['customers.csv']).split('\n').slice(0, 7).join('\n')}\nC1,2020-01-01,A\n`,
  );
  expect(await told()).toContain('      These are all rows of customer, so look at the mapping first.\n');
  expect(await told('--locale', 'zh-CN')).toContain('      这是 customer 的全部行，请先检查映射。\n');
  await writeFile(at('source/customers.csv'), String(files['customers.csv']));
});

test('of many causes a dozen are told, and where the others are', async () => {
  const loans = [
    'id,opened,matures,principal,limit,ccy',
    '1,x,,,,',
    '2,2020-01-01,x,,,',
    '3,2020-01-01,,x,,',
    '4,2020-01-01,,,x,',
    '5,2020-01-01,,1.001,,',
    '6,2020-01-01,,,1.001,',
    '7,2020-01-01,,,,RMB',
    '8,,,,,',
    ',2020-01-01,,,,',
    '10,2020-01-01,2019-01-01,,,',
    `11,2020-01-01,,${'9'.repeat(20)},,`,
    `12,2020-01-01,,,${'9'.repeat(20)},`,
    '13,2020-01-01,,,,',
    '13,2020-01-02,,,,',
  ];
  await mkdir(at('many'));
  await writeFile(at('many/loans.csv'), `${loans.join('\n')}\n`);
  await writeFile(
    at('many.yaml'),
    `gradus_mapping: 1
source: core
currency: CNY
tables:
  loan:
    file: loans.csv
    fields: { loan_id: id, opened_on: opened, matures_on: matures, principal: principal, limit: limit, currency: ccy }
`,
  );
  const told = await runCaptured([
    'import',
    '--lake',
    at('many-lake'),
    '--mapping',
    at('many.yaml'),
    at('many'),
  ]);
  const lines = block(told, 'Why rows were rejected');
  expect(lines.filter((line) => /^ {2}\d+ rows? of loan: /.test(line))).toHaveLength(12);
  expect(lines.at(-1)).toMatch(/^ {2}and 1 more cause, see the list of rejects in .*rejects\.csv$/);
});

test('ids that name nothing are shown by their form, with the setting that would make them fit', async () => {
  await mkdir(at('padded'));
  await writeFile(at('padded/customers.csv'), 'id,since\n0000123456,2020-01-01\n0000123457,2020-01-01\n');
  await writeFile(at('padded/accounts.csv'), 'id,owner,since\nA1,123456,2020-01-01\nA2,999999,2020-01-01\n');
  const importAs = async (name: string, owner: string, ...more: string[]): Promise<string> => {
    await writeFile(
      at('padded.yaml'),
      `gradus_mapping: 1
source: core
currency: CNY
tables:
  customer: { file: customers.csv, fields: { customer_id: id, opened_on: since } }
  account:
    file: accounts.csv
    fields: { account_id: id, customer_id: ${owner}, kind: { value: demand }, opened_on: since }
`,
    );
    const argv = ['import', '--lake', at(name), '--mapping', at('padded.yaml'), at('padded'), ...more];
    return (await runCaptured(argv)).out;
  };
  expect(await importAs('padded-lake', 'owner')).toContain(
    '      These ids have 6 digits; those of customer have 10 digits. "pad: 10" on customer_id would find 1 of 2.\n',
  );
  expect(await importAs('padded-lake', 'owner', '--locale', 'zh-CN')).toContain(
    '      这些编号为 6 位数字；customer 的编号为 10 位数字。在 customer_id 上写 "pad: 10"，2 个编号中可找到 1 个。\n',
  );
  // Followed, the advice leaves the one that nobody has, which is written as the others are.
  const mended = await importAs('padded-lake', '{ column: owner, pad: 10 }');
  expect(mended).toContain('  1 row of account: ');
  expect(mended).not.toContain('These ids have');
});

test('a closed account that lacks a rejected booking stands among what follows, in both languages', async () => {
  const source = at('closed');
  await mkdir(source);
  const closed: Readonly<Record<string, string>> = {
    'customers.csv': 'id,since,state\nC000000001,2020-01-01,A\n',
    'accounts.csv': 'no,owner,kind,since,until\nA00000001,C000000001,demand,2020-01-01,2026-01-05\n',
    'entries.csv': 'account,day,amount\nA00000001,2026-01-05,1\nA00000001,2026-01-05,x\n',
  };
  for (const [name, text] of Object.entries(closed)) await writeFile(path.join(source, name), text);
  const withEnd = mapping.replace(
    'opened_on: since }\n  entry',
    'opened_on: since, closed_on: until }\n  entry',
  );
  await writeFile(at('closed.yaml'), withEnd);
  const told = (...more: string[]) =>
    runCaptured(['import', '--lake', at('closed-lake'), '--mapping', at('closed.yaml'), source, ...more]);
  expect(block(await told(), 'Rejected as a consequence').join('\n')).toContain(
    '1 row of account, because a closed account does not end at 0 without its rejected bookings (accounts.csv:2)',
  );
  expect(block(await told('--locale', 'zh-CN'), '连带拒收').join('\n')).toContain(
    'account 1 行，因已销户账户的部分交易被拒收，余额不为 0',
  );
});
