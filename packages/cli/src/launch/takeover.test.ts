import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCaptured } from '../fixture/captured-program.ts';

let folder: string;
let customer: string;
const at = (name: string): string => path.join(folder, name);

async function succeed(...argv: string[]): Promise<string> {
  const { code, out, err } = await runCaptured(argv);
  expect({ argv, code, err }).toEqual({ argv, code: 0, err: '' });
  return out;
}

const assess = (out: string, ...more: string[]) =>
  succeed('assess', '--lake', at('lake'), '--policy', at('bank/policy.yaml'), '--out', at(out), ...more);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gradus-takeover-'));
  await succeed('generate', '--customers', '200', '--seed', '7', '--out', at('bank'));
  await succeed('import', '--lake', at('lake'), '--mapping', at('bank/mapping.yaml'), at('bank/source'));
  await assess('may', '--as-of', '2026-05-31');
  await succeed('export', '--lake', at('lake'), '--result', at('may'), '--out', at('may.csv'));
  const lines = (await readFile(at('may.csv'), 'utf8')).split('\n').slice(1);
  customer = lines.find((line) => line.includes(',ordinary,'))?.split(',')[0] ?? '';
  const override = `customer_id,tier,until,reason,approver\n${customer},premium,2026-12-31,why,head\n`;
  await writeFile(at('overrides.csv'), override);
  await assess('may-overridden', '--as-of', '2026-05-31', '--overrides', at('overrides.csv'));
  await assess('june', '--as-of', '2026-06-30', '--previous', at('may'), '--overrides', at('overrides.csv'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

test('two results that differ in one input have that cause, with or without the lake', async () => {
  for (const lake of [[], ['--lake', at('lake')]]) {
    const out = await succeed('compare', at('may'), at('may-overridden'), '--json', ...lake);
    const { comparisons } = JSON.parse(out) as {
      comparisons: [{ differences: { causes: string[]; to: string }[] }];
    };
    expect(comparisons[0].differences.map(({ causes, to }) => [to, ...causes])).toEqual([
      ['premium', 'override'],
    ]);
  }
});

test('with the lake causes of two months come apart; ids are masked unless asked for', async () => {
  const line = ['compare', at('may'), at('june'), '--lake', at('lake')];
  const { comparisons } = JSON.parse(
    await succeed(...line, '--json', '--ids', '--out', at('differences.csv')),
  ) as {
    comparisons: [{ differences: { customerId: string; causes: string[] }[] }];
  };
  const { differences } = comparisons[0];
  expect(differences.find(({ customerId }) => customerId === customer)?.causes).toEqual(['override']);
  expect(differences.every(({ causes }) => causes.length > 0)).toBe(true);
  expect((await readFile(at('differences.csv'), 'utf8')).trimEnd().split('\n')).toHaveLength(
    differences.length + 1,
  );
  const shown = await succeed(...line, '--locale', 'zh-CN');
  expect(shown).toContain('人工调整');
  expect(shown).not.toContain(customer);
});

test('the tiers of the bank as a list are compared', async () => {
  await writeFile(at('tiers.csv'), `customer_id,tier\n${customer},good\n`);
  const line = ['compare', at('may'), '--lake', at('lake'), '--tiers', at('tiers.csv'), '--json', '--ids'];
  const { comparisons } = JSON.parse(await succeed(...line)) as {
    comparisons: [{ differences: { customerId: string; causes: string[] }[] }];
  };
  const found = comparisons[0].differences.find(({ customerId }) => customerId === customer);
  expect(found).toMatchObject({ from: 'good', to: 'ordinary' });
  expect(comparisons[0].differences.find(({ customerId }) => customerId !== customer)?.causes).toEqual([
    'missing_at_bank',
  ]);
});

test('an erased customer is called erased, and results still verify', async () => {
  const pair = ['--lake', at('lake'), '--result', at('may')];
  const erased = JSON.parse(
    await succeed('erase', '--lake', at('lake'), '--customer', customer, '--json'),
  ) as unknown;
  expect(erased).toMatchObject({ customers: 1, unknown: 0 });
  await succeed('export', ...pair, '--out', at('after.csv'));
  const text = await readFile(at('after.csv'), 'utf8');
  expect(text).not.toContain(customer);
  expect(text).toContain('\nerased,');
  expect(await succeed('verify', ...pair)).toContain('lake.file-erased');
  expect(
    await succeed('compare', at('may'), at('may-overridden'), '--lake', at('lake'), '--locale', 'zh-CN'),
  ).toContain('已删除');
});

test.each([
  [() => ['compare', at('may')], 'takeover.compare-arguments'],
  [() => ['compare', at('may'), '--bank'], 'takeover.compare-arguments'],
  [() => ['compare', at('may'), '--bank', '--lake', at('lake')], 'takeover.no-bank-tiers'],
  [() => ['compare', at('may'), '--tiers', at('may.csv'), '--lake', at('lake')], 'takeover.tiers-unreadable'],
  [
    () => ['compare', at('may'), at('may-overridden'), '--out', at('nowhere/list.csv')],
    'takeover.compare-unwritable',
  ],
  [() => ['erase', '--lake', at('lake')], 'takeover.erase-whom'],
  [() => ['erase', '--lake', at('lake'), '--list', at('nothing.txt')], 'takeover.erase-list-unreadable'],
  [
    () => ['erase', '--lake', at('lake'), '--customer', 'X1', '--reason', 'X1 asked'],
    'takeover.erase-reason-names',
  ],
])('%s is refused: %s', async (argv, code) => {
  const { err, code: exit } = await runCaptured(argv());
  expect(exit).not.toBe(0);
  expect(err).toContain(`[${code}]`);
});
