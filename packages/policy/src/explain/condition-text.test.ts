import { assert, parseDay, type Locale } from '@gradus/schema';
import { expect, test } from 'vitest';
import { readPolicy } from '../document/read-policy.ts';
import { planPolicy } from '../plan/plan-policy.ts';
import { conditionText } from './condition-text.ts';

function textOf(condition: string, locale: Locale): string {
  const { document } = readPolicy(`
gradus: 1
id: words
title: { en: Words }
currency: CNY
indicators:
  deposits: { title: { en: Deposits, zh-CN: 存款 }, metric: average_daily_balance, window: 6 months }
  spend: { title: { en: Spending, zh-CN: 消费 }, metric: average_monthly_spend, window: 6 months }
  loan_class: { title: { en: Loan class, zh-CN: 贷款分类 }, metric: current_loan_class }
population:
  - { when: '${condition}', reason: OUT }
scorecard:
  deposits: { weight: 100, points: { 0: 0, 1: 1 }, missing: 0, reason: DEPOSITS }
tiers: [{ id: one, from: 0 }]
`);
  const asOf = parseDay('2026-06-30');
  assert(document !== null && asOf !== null, 'the policy of the test can be read');
  const plan = planPolicy({ document, asOf, previousAsOf: null });
  const [clause] = plan.population;
  assert(clause !== undefined, 'the policy has a clause');
  return conditionText(plan, clause.when, locale);
}

test.each([
  ['deposits >= 5000000', 'Deposits ≥ CNY 5,000,000.00', '存款 ≥ 5,000,000.00 元'],
  ['deposits in [1..2]', 'Deposits ≥ CNY 1.00 and Deposits ≤ CNY 2.00', '存款 ≥ 1.00 元且存款 ≤ 2.00 元'],
  [
    'loan_class >= "substandard" or not(deposits = null)',
    'Loan class ≥ substandard or Deposits is known',
    '贷款分类 ≥ 次级或存款有值',
  ],
  ['deposits - 2 * spend < 100', 'Deposits − (2 × Spending) < CNY 100.00', '存款 − (2 × 消费) < 100.00 元'],
  ['status = "active" and age >= 18', 'status = "active" and age ≥ 18', '客户状态 = “active”且年龄 ≥ 18'],
  [
    'not(deposits > 1 and spend > 1)',
    'not (Deposits > CNY 1.00 and Spending > CNY 1.00)',
    '非（存款 > 1.00 元且消费 > 1.00 元）',
  ],
])('%s', (condition, en, zh) => {
  expect(textOf(condition, 'en')).toBe(en);
  expect(textOf(condition, 'zh-CN')).toBe(zh);
});
