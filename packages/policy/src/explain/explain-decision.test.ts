import { assert, parseDay, type Day } from '@gradus/schema';
import { expect, test } from 'vitest';
import { decide, type DecisionInput } from '../decision/decide.ts';
import type { LifecycleState } from '../decision/decision.ts';
import { readPolicy } from '../document/read-policy.ts';
import { planPolicy } from '../plan/plan-policy.ts';
import type { Plan } from '../plan/plan.ts';
import { explainDecision } from './explain-decision.ts';
import { nextStepText, nextSteps } from './next-step.ts';
import { renderExplanation } from './render-explanation.ts';

const day = (text: string): Day => {
  const found = parseDay(text);
  assert(found !== null, text);
  return found;
};

function planOf(text: string, asOf: string, previousAsOf: string | null): Plan {
  const { document } = readPolicy(text);
  assert(document !== null, 'the policy of the test can be read');
  return planPolicy({
    document,
    asOf: day(asOf),
    previousAsOf: previousAsOf === null ? null : day(previousAsOf),
  });
}

const policy = `
gradus: 1
id: savings
title: { en: Savings, zh-CN: 储蓄 }
currency: CNY
neutral_reason: OTHER
indicators:
  deposits: { title: { en: Deposits, zh-CN: 存款 }, metric: average_daily_balance, window: 6 months }
  tenor: { title: { en: Tenor, zh-CN: 存期 }, metric: balance_weighted_term }
  loan_class: { title: { en: Loan class, zh-CN: 贷款分类 }, metric: current_loan_class }
  overdue: { title: { en: Arrears, zh-CN: 逾期 }, metric: current_days_past_due }
population:
  - { when: 'status = "active"', reason: INACTIVE }
scorecard:
  deposits: { weight: 60, points: { 0: 0, 10_000: 50, 1_000_000: 100 }, missing: 0, reason: DEPOSITS }
  tenor: { weight: 40, curve: [[0, 0], [12, 100]], missing: { points: 5, reason: NO_TERM }, reason: TENOR }
rules:
  - { id: late, when: overdue > 30 and not(loan_class = null), at_most: plain, reason: LATE }
  - { id: secret, when: overdue = 7, at_most: watched, reason: SECRET, confidential: true }
  - { id: other, when: overdue = 8, at_most: watched, reason: OTHER }
reasons:
  DEPOSITS: { en: Deposits are low., zh-CN: 存款偏低。 }
  LATE: { zh-CN: 贷款逾期。 }
  INACTIVE: { en: Not active., zh-CN: 非正常客户。 }
tiers:
  - { id: best, title: { en: Best, zh-CN: 优质 }, from: 90, hold: 12 months }
  - { id: good, title: { en: Good, zh-CN: 良好 }, from: 50, grace: 6 months }
  - { id: plain, title: { en: Plain, zh-CN: 普通 }, from: 0 }
  - { id: watched, title: { en: Watched, zh-CN: 关注 }, cure: { after: 6 months, when: overdue = 0 } }
schedule: month_end
lifecycle: { upgrade: at_once, downgrade: one_step }
treatments:
  best:
    - relationship_manager: { contact_every: 30 days }
    - deposit_rate: { product: term, add_bp: 20, ceiling_bp: 30 }
    - access: exclusive_wealth_products
    - gift: { worth: 10 }
  good:
    - offer: term_deposit
  watched:
    - credit_limit: { at_most: 50% of current, notice: 30 days }
    - loan_rate: { add_bp: 50, when: next_repricing, notice: 1 months }
`;
const monthEnd = planOf(policy, '2026-06-30', '2026-05-31');
const midMonth = planOf(policy, '2026-07-15', '2026-06-30');

const base: DecisionInput = {
  customer: { openedOn: day('2020-01-01'), birthYear: 1980, status: 'active' },
  values: { deposits: 4_500_000n, tenor: 950n, loan_class: 0n, overdue: 0n },
  state: null,
  override: null,
};
const stateIn = (granted: number, rest: Partial<LifecycleState> = {}): LifecycleState => ({
  granted,
  since: day('2025-05-31'),
  heldUntil: null,
  fallingSince: null,
  lastVeto: null,
  ratedOn: day('2026-05-31'),
  ...rest,
});

function explain(plan: Plan, changes: Partial<DecisionInput>, locale: 'en' | 'zh-CN' = 'en') {
  const input = { ...base, ...changes };
  return explainDecision(plan, { ...input, decision: decide(plan, input) }, locale);
}

test('a whole explanation in English', () => {
  const falling = stateIn(1, { fallingSince: day('2026-02-28') });
  const values = { ...base.values, deposits: 900_001n, overdue: 31n };
  expect(renderExplanation(explain(monthEnd, { values, state: falling }))).toBe(`Savings, as of 2026-06-30
Tier: Plain
Score: 31.668

Reasons
  贷款逾期。
  Deposits are low.
  TENOR

Scorecard
  Deposits: CNY 9,000.01 (below CNY 10,000.00) gives 0 of 100 points × 60% = 0
  Tenor: 9.5 months (between 0 months: 0 points and 12 months: 100 points) gives 79.17 of 100 points × 40% = 31.668

Rules that held
  late: at most Plain, because Arrears > 30 days and Loan class is known (decided the tier)

Lifecycle
  Granted Plain since 2026-06-30.
`);
});

test('a whole explanation in Chinese', () => {
  const state = stateIn(0, { heldUntil: day('2026-12-31') });
  const explanation = explain(monthEnd, { state }, 'zh-CN');
  expect(renderExplanation(explanation)).toBe(`储蓄，截至 2026-06-30
生效等级：优质
综合得分：61.668

原因
  存款偏低。
  TENOR

评分项
  存款：45,000.00 元（10,000.00 元及以上，不足 1,000,000.00 元）得 50 分，最高 100 分，× 60% = 30
  存期：9.5 个月（介于 0 个月：0 分与 12 个月：100 分之间）得 79.17 分，最高 100 分，× 40% = 31.668

等级变动
  2025-05-31 起执行等级为优质。
  按现行政策，今日计算等级为良好。
  优质等级保证期至 2026-12-31。

管理措施
  专属客户经理，每 30 天联系一次
  定期存款利率上调 20 个基点，最多比挂牌利率高 30 个基点
  可办理：专属理财产品
  gift: {"worth":"10"}
`);
});

test('a missing value has no bin', () => {
  const { characteristics, reasons } = explain(monthEnd, { values: { ...base.values, tenor: null } });
  expect(characteristics[1]).toEqual({
    name: 'tenor',
    title: 'Tenor',
    value: 'none',
    weight: '40%',
    applies: 'scored as missing',
    points: '5',
    highest: '100',
    contribution: '2',
  });
  expect(reasons.map(({ code }) => code)).toEqual(['NO_TERM', 'DEPOSITS']);
});

test('an unrated customer is told why, and what tier waits', () => {
  const customer = { ...base.customer, status: 'dormant' };
  expect(renderExplanation(explain(monthEnd, { customer, state: stateIn(1) }))).toBe(
    'Savings, as of 2026-06-30\nNot rated: Not active.\n\nLifecycle\n  Granted Good since 2025-05-31.\n',
  );
});

const withArrears = (overdue: bigint) => ({ ...base.values, overdue });

test.each([7n, 8n])(
  'arrears of %s days: score, points, veto and rules that tell them apart are withheld',
  (overdue) => {
    const state = stateIn(3, { lastVeto: day('2026-05-31') });
    const explanation = explain(monthEnd, { values: withArrears(overdue), state });
    expect(explanation.score).toBeNull();
    expect(explanation.isWithheld).toBe(true);
    expect(explanation.rules).toEqual([]);
    expect(
      explanation.characteristics.map(({ points, contribution, applies }) => [points, contribution, applies]),
    ).toEqual([
      [null, null, null],
      [null, null, null],
    ]);
    const text = renderExplanation(explanation);
    expect(text).toContain('Score and points are not shown.');
    expect(text).toContain('credit limit at most 50% of the current one, after 30 days of notice');
    expect(text).not.toMatch(/SECRET|secret|capped/);
    const decision = decide(monthEnd, { ...base, values: withArrears(overdue), state });
    expect(nextSteps(monthEnd, { ...base, values: withArrears(overdue), decision })).toEqual([]);
  },
);

test.each<[string, Plan, Partial<DecisionInput>, string]>([
  [
    'falling',
    monthEnd,
    { state: stateIn(1, { fallingSince: day('2026-02-28') }), values: { ...base.values, deposits: 0n } },
    'Falling since 2026-02-28, grace until 2026-08-31.',
  ],
  [
    'falls are not judged today',
    midMonth,
    { state: stateIn(1, { ratedOn: day('2026-06-30') }), values: { ...base.values, deposits: 0n } },
    'Falls are next judged on 2026-07-31.',
  ],
  [
    'rises are not judged today',
    midMonth,
    { state: stateIn(2, { ratedOn: day('2026-06-30') }) },
    'Rises are next judged on 2026-07-31.',
  ],
  [
    'a cure',
    monthEnd,
    { state: stateIn(3, { lastVeto: day('2026-05-31') }) },
    'Last capped on 2026-05-31; no rise before 2026-11-30, and only when Arrears = 0 days.',
  ],
  [
    'an override',
    monthEnd,
    { state: stateIn(1), override: { tier: 0, until: day('2026-06-30') } },
    'An override in force makes it Best.',
  ],
])('the lifecycle in words: %s', (_, plan, changes, expected) => {
  expect(explain(plan, changes).lifecycle).toContain(expected);
});

test('next steps say how much in natural units', () => {
  const decision = decide(monthEnd, base);
  const steps = nextSteps(monthEnd, { ...base, decision });
  // 61.668 now; 90 needs 28.332 more: deposits at 100 points give 30, the full term 8.332 at most.
  expect(steps).toMatchObject([
    { indicator: 'deposits', from: 4_500_000n, to: 100_000_000n, tier: 0, isKept: false },
  ]);
  const [step] = steps;
  assert(step !== undefined, 'there is a step');
  expect(nextStepText(monthEnd, step, 'en')).toBe(
    'Best: more deposits. Deposits up by CNY 955,000.00, from CNY 45,000.00 to CNY 1,000,000.00.',
  );
  expect(nextStepText(monthEnd, step, 'zh-CN')).toBe(
    '优质：增加存款。存款由 45,000.00 元增至 1,000,000.00 元，增加 955,000.00 元。',
  );
});

test('a next step takes a cap away when that is what holds the tier', () => {
  const values = { ...withArrears(45n), tenor: 1200n };
  const decision = decide(monthEnd, { ...base, values });
  expect(nextSteps(monthEnd, { ...base, values, decision })).toMatchObject([
    { indicator: 'overdue', from: 45n, to: 30n, tier: 1, isKept: false },
  ]);
});

test.each([
  [
    { tenor: null, deposits: 99_999_999n },
    stateIn(2),
    'tenor',
    'Good: longer terms. Tenor of 6 months, where there is none today.',
    '良好：延长存期。存期目前无数据，需达到 6 个月。',
  ],
  [
    { deposits: 0n },
    stateIn(1, { fallingSince: day('2026-02-28') }),
    'deposits',
    'To keep Good: more deposits. Deposits up by CNY 10,000.00, from CNY 0.00 to CNY 10,000.00.',
    '保持良好：增加存款。存款由 0.00 元增至 10,000.00 元，增加 10,000.00 元。',
  ],
  [
    { overdue: 45n, tenor: 1200n },
    null,
    'overdue',
    'Good: arrears paid. Arrears down by 15 days, from 45 days to 30 days.',
    '良好：还清逾期欠款。逾期由 45 天降至 30 天，减少 15 天。',
  ],
])('a next step in words: %s', (changes, state, name, en, zh) => {
  const values = { ...base.values, ...changes };
  const decision = decide(monthEnd, { ...base, values, state });
  const steps = nextSteps(monthEnd, { ...base, values, decision });
  const step = steps.find(({ indicator }) => indicator === name);
  assert(step !== undefined, 'there is a step');
  expect([nextStepText(monthEnd, step, 'en'), nextStepText(monthEnd, step, 'zh-CN')]).toEqual([en, zh]);
});
