import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { importBatch } from '@gradus/lake';
import { Failure } from '@gradus/schema';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { smallBank, smallPolicy, writeSmallBank } from '../fixture/small-bank.ts';
import { assessSmall, makeSmallLake } from '../fixture/small-lake.ts';

let folder: string;
let lake: string;
let results = 0;
const may = { asOf: '2026-05-31' };
const at = (name: string): string => path.join(folder, name);
const fresh = (): string => at(`result-${(results += 1)}`);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gradus-reuse-'));
  lake = await makeSmallLake(folder);
  await assessSmall(lake, at('april'));
  await assessSmall(lake, at('may'), { ...may, previous: at('april') });
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

/** Digests of a policy with indicators worked out, and with those of May's result. */
async function bothWays(policyText: string, previous: string | null): Promise<[string, string]> {
  const options = { ...may, policyText, previous };
  const anew = await assessSmall(lake, fresh(), options);
  const reused = await assessSmall(lake, fresh(), { ...options, indicatorsFrom: at('may') });
  expect({ ...reused.counts, files: null }).toEqual({ ...anew.counts, files: null });
  return [anew.digest, reused.digest];
}

describe('indicators of a result give the digest that those worked out anew give', () => {
  test.each([
    ['under the same policy', smallPolicy],
    ['under other cut-offs', smallPolicy.replace('from: 40', 'from: 55')],
    [
      'under other rules and weights',
      smallPolicy
        .replace('> 30', '> 0')
        .replace('weight: 60', 'weight: 40')
        .replace('tenor: { weight: 20', 'tenor: { weight: 40'),
    ],
    [
      'under a policy that needs fewer of them',
      smallPolicy.replace('  loan_class: { metric: current_loan_class }\n', ''),
    ],
  ])('%s', async (_, policyText) => {
    for (const previous of [null, at('april')]) {
      const [anew, reused] = await bothWays(policyText, previous);
      expect(reused).toBe(anew);
    }
  });
});

/** What is refused, and what the message says of it. */
async function refusal(changes: Parameters<typeof assessSmall>[2]): Promise<unknown> {
  const error: unknown = await assessSmall(lake, fresh(), {
    ...may,
    indicatorsFrom: at('may'),
    ...changes,
  }).then(
    () => 'no error',
    (reason: unknown) => reason,
  );
  return error instanceof Failure ? [error.code, error.data] : error;
}

describe('indicators of a result are refused', () => {
  test.each([
    ['as_of', '2026-05-31', { asOf: '2026-06-30' }],
    [
      'indicator',
      'spending',
      {
        policyText: smallPolicy.replace(
          'average_monthly_spend, window: 3',
          'average_monthly_spend, window: 2',
        ),
      },
    ],
    [
      'population',
      '',
      { policyText: smallPolicy.replace('status = "active"', 'status = "active" or status = "dormant"') },
    ],
    ['currency', 'CNY', { policyText: smallPolicy.replace('currency: CNY', 'currency: USD') }],
  ] as const)('when the %s is another', async (what, name, changes) => {
    expect(await refusal(changes)).toEqual([
      'assessment.indicators-elsewhere',
      { folder: at('may'), what, name, asOf: '2026-05-31' },
    ]);
  });

  test('when a byte of it was changed', async () => {
    await cp(at('may'), at('altered'), { recursive: true });
    const file = path.join(at('altered'), 'tiers', '000000.parquet');
    const bytes = await readFile(file);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    await writeFile(file, bytes);
    expect(await refusal({ indicatorsFrom: at('altered') })).toMatchObject(['assessment.result-damaged', {}]);
  });

  test('when the lake has taken another delivery since', async () => {
    const copy = at('moved');
    await cp(lake, copy, { recursive: true });
    const source = at('more');
    const later = 'account_id,booked_on,amount,purpose\nA001,2026-06-20,1.00,other\n';
    await writeSmallBank(source, { 'entry.csv': later });
    const report = await importBatch({
      lakeDirectory: copy,
      mappingText: smallBank['mapping.yaml'],
      mappingPath: 'mapping.yaml',
      sourceDirectory: source,
      now: 1_782_864_000_000_000n,
      threads: 1,
      memoryMib: 512,
    });
    expect(report).toMatchObject({ status: 'accepted' });
    const error: unknown = await assessSmall(copy, fresh(), { ...may, indicatorsFrom: at('may') }).catch(
      (reason: unknown) => reason,
    );
    expect(error).toMatchObject({
      code: 'assessment.indicators-elsewhere',
      data: { what: 'lake', name: '1' },
    });
  });
});
