import { assert, divideRounded, parseDay, type Day } from '@gradus/schema';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPolicy } from '../document/read-policy.ts';
import { evaluateIndicators } from '../indicators/evaluate-indicators.ts';
import { planPolicy } from '../plan/plan-policy.ts';
import type { Plan } from '../plan/plan.ts';
import type { CustomerRecords, RunFacts, SpellRow } from '../records/customer-records.ts';
import { holdAdvice, holdText, leastSum, nextJudgement } from './hold-balance.ts';

const text = (metric: string, schedule: string) => `
gradus: 1
id: hold
title: { en: Hold }
currency: CNY
indicators:
  x: { metric: ${metric}, title: { en: Deposits, zh-CN: 存款 } }
scorecard:
  x: { weight: 100, points: { 0: 0, 10_000: 100 }, missing: 0, reason: X }
tiers:
  - { id: upper, from: 50 }
  - { id: lower, from: 0 }
schedule: ${schedule}
`;

const day = (written: string): Day => parseDay(written) ?? 0;

function planOn(metric: string, asOf: Day, schedule = 'month_end'): Plan {
  const { document } = readPolicy(text(metric, schedule));
  assert(document !== null, 'the policy can be read');
  return planPolicy({ document, asOf, previousAsOf: null });
}

const metrics = [
  'average_daily_balance, window: 3 months',
  'average_daily_balance, window: 1 month, denominator: since_opening',
  'average_daily_balance, window: 2 calendar months',
  'average_daily_balance, window: 40 days',
  'balance',
  'lowest_balance, window: 1 month',
];

const run: RunFacts = { rateMillionths: new Map([['USD', 7_123_456n]]) };
const firstDay = day('2026-01-01');

const spell = fc
  .record({
    currency: fc.constantFrom('CNY', 'CNY', 'CNY', 'USD'),
    opened: fc.integer({ min: 0, max: 150 }),
    closes: fc.option(fc.integer({ min: 1, max: 200 }), { freq: 4 }),
    movements: fc.array(
      fc.record({
        after: fc.integer({ min: 0, max: 200 }),
        amountMinor: fc.bigInt({ min: -5_000n, max: 100_000n }),
      }),
      { maxLength: 5 },
    ),
  })
  .map(({ currency, opened, closes, movements }): Omit<SpellRow, 'spellKey'> => {
    const fromOn = firstDay + opened;
    const toOn = closes === null ? null : fromOn + closes;
    return {
      kind: 'demand',
      product: null,
      currency,
      fromOn,
      toOn,
      accountOpenedOn: fromOn,
      accountClosedOn: toOn,
      termMonths: null,
      maturesOn: null,
      movements: movements.map(({ after, amountMinor }) => ({
        movedOn: fromOn + after,
        amountMinor,
        purpose: 'transfer',
      })),
    };
  });

/** What the customer would have if the accounts that count stood at `balance` together from tomorrow on. */
function held(
  { customer, spells, loans, facts, holdings }: CustomerRecords,
  plan: Plan,
  balance: bigint,
): CustomerRecords {
  const upTo = (one: SpellRow) => one.movements.filter(({ movedOn }) => movedOn <= plan.asOf);
  const kept = spells.map((one) => ({ ...one, movements: upTo(one) }));
  const today = kept
    .filter(({ currency }) => currency === 'CNY')
    .reduce(
      (sum, { movements }) => sum + movements.reduce((all, { amountMinor }) => all + amountMinor, 0n),
      0n,
    );
  const target = kept.findIndex(({ currency, toOn }) => currency === 'CNY' && toOn === null);
  return {
    customer,
    loans,
    facts,
    holdings,
    spells: kept.map((one, index) =>
      index === target
        ? {
            ...one,
            movements: [
              ...one.movements,
              { movedOn: plan.asOf + 1, amountMinor: balance - today, purpose: 'transfer' },
            ],
          }
        : one,
    ),
  };
}

/** Intake lets no account close with money on it, nor tomorrow. */
const closedAtZero =
  (asOf: Day) =>
  (one: SpellRow): SpellRow => {
    const { toOn, fromOn } = one;
    if (toOn === null || toOn > asOf) return { ...one, toOn: null };
    const booked = (movedOn: Day, amountMinor: bigint) => ({ movedOn, amountMinor, purpose: 'transfer' });
    return { ...one, movements: [booked(fromOn, 70_000n), booked(toOn, -70_000n)] };
  };

test('one fen less a day does not reach', () => {
  let found = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...metrics),
      fc.constantFrom('month_end', 'daily', '[06-30, 12-31]'),
      fc.array(spell, { minLength: 1, maxLength: 3 }),
      fc.integer({ min: 30, max: 170 }),
      fc.bigInt({ min: -2_000n, max: 300_000n }),
      (metric, schedule, drawn, after, wanted) => {
        const asOf = firstDay + after;
        const plan = planOn(metric, asOf, schedule);
        const spells = drawn
          .filter(({ fromOn }) => fromOn <= asOf)
          .map((one, index) => ({ ...one, spellKey: BigInt(index) }));
        const records: CustomerRecords = {
          customer: { customerKey: 1n, openedOn: firstDay, birthYear: null, status: null },
          spells: spells.map(closedAtZero(asOf)).map((one) => ({
            ...one,
            movements: one.movements.filter(({ movedOn }) => movedOn <= asOf),
          })),
          loans: [],
          facts: [],
          holdings: [],
        };
        const upTo = nextJudgement(plan);
        const advice = holdAdvice({ plan, records, run, indicator: 'x', wanted, upTo });
        if (advice === null) return;
        found += 1;
        const later = planOn(metric, upTo, schedule);
        const valueAt = (balance: bigint): bigint => {
          const { x = null } = evaluateIndicators(later, held(records, plan, balance), run);
          assert(x !== null, 'an account counts');
          return x;
        };
        expect(valueAt(advice.balance)).toBeGreaterThanOrEqual(wanted);
        expect(valueAt(advice.balance - 1n)).toBeLessThan(wanted);
      },
    ),
    { numRuns: 800 },
  );
  expect(found).toBeGreaterThan(200);
});

test('the least sum of an average, either side of zero', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -500n, max: 500n }), fc.bigInt({ min: 1n, max: 400n }), (average, days) => {
      const sum = leastSum(average, days);
      expect(divideRounded(sum, days)).toBeGreaterThanOrEqual(average);
      expect(divideRounded(sum - 1n, days)).toBeLessThan(average);
    }),
  );
});

test('in words', () => {
  const plan = planOn('average_daily_balance, window: 1 month', day('2026-06-20'));
  const opened = day('2026-01-01');
  const records: CustomerRecords = {
    customer: { customerKey: 1n, openedOn: opened, birthYear: null, status: null },
    spells: [
      {
        spellKey: 1n,
        kind: 'demand',
        product: null,
        currency: 'CNY',
        fromOn: opened,
        toOn: null,
        accountOpenedOn: opened,
        accountClosedOn: null,
        termMonths: null,
        maturesOn: null,
        movements: [{ movedOn: opened, amountMinor: 500_000n, purpose: 'opening' }],
      },
    ],
    loans: [],
    facts: [],
    holdings: [],
  };
  const upTo = nextJudgement(plan);
  const advice = holdAdvice({ plan, records, run, indicator: 'x', wanted: 1_000_000n, upTo });
  assert(advice !== null, 'there is an advice');
  // 30 days of June: 20 at 5,000 and 10 at 20,000 make 10,000; half a fen rounds up, so 150 fen less of the sum do.
  expect(advice.balance).toBe(1_999_999n);
  expect(holdText(plan, advice, { tier: 0, isKept: false }, 'en')).toBe(
    'upper: hold CNY 19,999.99 from 2026-06-21 to 2026-06-30 (10 days; CNY 5,000.00 today), and Deposits is CNY 10,000.00 then.',
  );
  expect(holdText(plan, advice, { tier: 0, isKept: true }, 'zh-CN')).toBe(
    '保持upper：自 2026-06-21 至 2026-06-30（10 天）保持余额 19,999.99 元（今日 5,000.00 元），届时存款达到 10,000.00 元。',
  );
});
