import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locale } from '@gradus/schema';
import { afterAll, beforeAll, expect, test } from 'vitest';
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

const explain = (customerId: string, locale: Locale = 'en') =>
  explainCustomer({
    lakeDirectory: lake,
    resultDirectory: result,
    customerId,
    locale,
    threads: 1,
    memoryMib: 512,
  });

test('a customer is explained in both languages, with the rule that decided', async () => {
  const english = await explain('C004');
  expect(english.explanation.effective?.id).toBe('risk');
  expect(english.explanation.rules).toMatchObject([{ id: 'overdue', isDeciding: true }]);
  expect(english.text).toContain('Customer C004');
  expect((await explain('C004', 'zh-CN')).text).toContain('生效等级：风险');
});

test('what leads to a better tier is said where one can be reached', async () => {
  const { nextSteps, text } = await explain('C005');
  expect(nextSteps.length).toBeGreaterThan(0);
  expect(text).toContain(nextSteps[0]);
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
