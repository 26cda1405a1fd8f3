import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locale } from '@gradus/schema';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { confidentialPolicy } from '../fixture/small-bank.ts';
import { assessSmall, makeSmallLake } from '../fixture/small-lake.ts';
import { explainCustomer } from './explain-customer.ts';

let folder: string;
let lake: string;
let result: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gradus-explain-'));
  lake = await makeSmallLake(folder);
  result = path.join(folder, 'may');
  await assessSmall(lake, result, { asOf: '2026-05-31' });
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

const explain = (
  customerId: string,
  locale: Locale = 'en',
  changes: Partial<Parameters<typeof explainCustomer>[0]> = {},
) =>
  explainCustomer({
    lakeDirectory: lake,
    resultDirectory: result,
    customerId,
    locale,
    isInternal: false,
    threads: 1,
    memoryMib: 512,
    ...changes,
  });

test('a customer is explained in both languages, with the rule that decided', async () => {
  const english = await explain('C004');
  expect(english.explanation.effective?.id).toBe('risk');
  expect(english.explanation.rules).toMatchObject([{ id: 'overdue', isDeciding: true }]);
  expect(english.text).toContain('Customer C004');
  expect((await explain('C004', 'zh-CN')).text).toContain('生效等级：风险');
});

test('what leads to a better tier is said where one can be reached', async () => {
  const { nextSteps, steps, text } = await explain('C005');
  expect(nextSteps.length).toBeGreaterThan(0);
  expect(text).toContain(nextSteps[0]);
  expect(steps.map((step) => step.text)).toEqual(nextSteps);
  // 31 May is a month end: what is held from June on counts in the three months to 30 June.
  const held = steps.find(({ kind }) => kind === 'hold');
  expect(held).toMatchObject({
    held: { from: '2026-06-01', upTo: '2026-06-30' },
    changes: [{ indicator: 'deposits' }],
  });
});

test('a confidential rule shows to nobody but risk and audit', async () => {
  const resultDirectory = path.join(folder, 'secret');
  await assessSmall(lake, resultDirectory, { asOf: '2026-05-31', policyText: confidentialPolicy });
  const shown = await explain('C004', 'en', { resultDirectory });
  expect(shown.explanation).toMatchObject({ isWithheld: true, score: null, rules: [] });
  expect(shown.explanation.characteristics.map(({ points }) => points)).toEqual([null, null, null]);
  expect(JSON.stringify(shown)).not.toMatch(/WATCH_LIST|overdue_now > 30|"overdue"/);
  const internal = await explain('C004', 'en', { resultDirectory, isInternal: true });
  expect(internal.explanation).toMatchObject({
    isWithheld: false,
    score: expect.stringMatching(/^\d/) as unknown,
    rules: [{ id: 'overdue', isDeciding: true }],
  });
  expect(internal.explanation.reasons[0]?.code).toBe('WATCH_LIST');
});

test('an unrated customer is told why', async () => {
  const { explanation } = await explain('C006');
  expect(explanation).toMatchObject({ unrated: { code: 'INACTIVE' }, effective: null });
});

test('an unknown id is met with near ones, a later customer with the date', async () => {
  await expect(explain('C0O4')).rejects.toMatchObject({
    code: 'assessment.unknown-customer',
    data: { suggestions: expect.arrayContaining(['C004']) as unknown },
  });
  await expect(explain('C009')).rejects.toMatchObject({ code: 'assessment.customer-not-in-result' });
});
