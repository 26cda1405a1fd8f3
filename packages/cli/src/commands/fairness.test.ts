import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCaptured } from '../fixture/captured-program.ts';

let folder: string;
const at = (name: string): string => path.join(folder, name);
let ids: readonly string[];

async function succeed(...argv: string[]): Promise<string> {
  const { code, out, err } = await runCaptured(argv);
  expect({ argv, code, err }).toEqual({ argv, code: 0, err: '' });
  return out;
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gradus-fairness-cli-'));
  await succeed('generate', '--customers', '200', '--seed', '7', '--out', at('bank'));
  await succeed('import', '--lake', at('lake'), '--mapping', at('bank/mapping.yaml'), at('bank/source'));
  const policy = ['--policy', at('bank/policy.yaml'), '--as-of', '2026-06-30'];
  await succeed('assess', '--lake', at('lake'), ...policy, '--out', at('june'));
  await succeed('export', '--lake', at('lake'), '--result', at('june'), '--out', at('june.csv'));
  const lines = (await readFile(at('june.csv'), 'utf8')).trim().split('\n').slice(1);
  ids = lines.map((line) => line.split(',')[0]?.replaceAll('"', '') ?? '');
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

const fairness = (...more: string[]) =>
  runCaptured([
    'fairness',
    '--lake',
    at('lake'),
    '--result',
    at('june'),
    '--attributes',
    at('attributes.csv'),
    ...more,
  ]);

test('shares, ratios and intervals per group; small groups show no figures', async () => {
  const sexes = ids.map((id, index) => `${id},${index < 10 ? 'x' : index % 2 === 0 ? 'f' : 'm'}`);
  await writeFile(at('attributes.csv'), `customer_id,sex\n${sexes.join('\n')}\n`);
  const { out, code } = await fairness();
  expect(code).toBe(0);
  expect(out).toMatch(/^f +\d+ +\d+ +\d+\.\d% \(\d+\.\d%–\d+\.\d%\)/m);
  expect(out).toMatch(/^x +< 30$/m);
  const json = JSON.parse((await fairness('--json')).out) as {
    attributes: {
      groups: { name: string | null; customers: number | null; tiers: { count: number }[] | null }[];
    }[];
  };
  const small = json.attributes[0]?.groups.find(({ name }) => name === 'x');
  expect(small).toEqual({
    name: 'x',
    isSmall: true,
    customers: null,
    tiers: null,
    reached: null,
    unrated: null,
  });
  expect((await fairness('--locale', 'zh-CN')).out).toContain('不显示数据');
});

test('an attribute of too many values is refused', async () => {
  const values = ids.map((id, index) => `${id},v${index % 60}`);
  await writeFile(at('attributes.csv'), `customer_id,town\n${values.join('\n')}\n`);
  const { err, code } = await fairness();
  expect(code).toBe(1);
  expect(err).toContain('fairness.too-many-groups');
});
