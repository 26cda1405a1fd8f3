import { describe, expect, test } from 'vitest';
import { dayFromParts, monthEndsBetween, windowEndingOn, type WindowLength } from '@gradus/schema';
import { dialects, printQuery } from '@gradus/sql';
import { metricMeanings } from '../metrics/meanings.ts';
import type { Condition, Operand } from '../plan/condition.ts';
import type { PlannedIndicator, Plan } from '../plan/plan.ts';
import { compileIndicators } from './compile-indicators.ts';

/** What the query reads, and how often; that it means the right thing is held by conformance/. */

const monthEnd = dayFromParts({ year: 2026, month: 6, day: 30 });
const sixMonths: WindowLength = { count: 6, unit: 'months' };

function planOf(metrics: readonly string[], asOf = monthEnd): Plan {
  const indicators = metrics.map((metric, index) => indicatorOf(metric, `value_${index}`, asOf));
  return { currency: 'CNY', asOf, indicators } as unknown as Plan;
}

function indicatorOf(metric: string, name: string, asOf: number): PlannedIndicator {
  const meaning = metricMeanings.get(metric);
  const needsWindow = meaning?.parameters.window !== 'none';
  return {
    name,
    title: {},
    metric,
    unit: meaning?.unit ?? 'count',
    scale: 0,
    classes: null,
    parameters: {
      window: needsWindow ? { ...windowEndingOn(asOf, sixMonths), length: sixMonths } : null,
      accounts: null,
      denominator: 'window',
      toleranceDays: 0,
      atLeastMinor: null,
      as: 'borrower',
      maxAgeDays: null,
      fact: meaning?.parameters.fact === true ? 'aum' : null,
      factors: {},
      withinDays: 7,
      against:
        meaning?.parameters.against === true
          ? { ...windowEndingOn(windowEndingOn(asOf, sixMonths).after, sixMonths), length: sixMonths }
          : null,
      of: meaning?.parameters.operands === true ? 'value_0' : null,
      to: meaning?.parameters.operands === true ? 'value_0' : null,
    },
  };
}

const everyMonth = { dataFrom: null, monthEnds: monthEndsBetween(monthEnd - 400, monthEnd) };
const readsOf = (sql: string, relation: string) =>
  sql.split(new RegExp(`(?:FROM|JOIN) "${relation}"`)).length - 1;
const inDuckdb = (plan: Plan) => printQuery(compileIndicators(plan, everyMonth), dialects.duckdb);
const oneOfEach = [...metricMeanings.keys()];
/** Extremes do not add up: these look at single movements. */
const ofMovements = ['lowest_balance', 'stability', 'largest_spend', 'last_activity'];
const withoutLows = oneOfEach.filter((metric) => !ofMovements.includes(metric) && metric !== 'rollover_rate');

describe('the query for indicators', () => {
  test('reads snapshots once for all of them, and no movement on a month end', () => {
    const sql = inDuckdb(planOf(withoutLows));
    expect(readsOf(sql, 'snapshot')).toBe(1);
    // Different products do not add up either: they look at the accounts of the day once more.
    expect(readsOf(sql, 'spell')).toBe(2);
    expect(readsOf(inDuckdb(planOf(withoutLows.filter((one) => one !== 'product_count'))), 'spell')).toBe(1);
    expect(readsOf(sql, 'movement')).toBe(0);
  });

  test('reads the movements of the begun months once', () => {
    const sql = inDuckdb(planOf(withoutLows, monthEnd - 10));
    expect(readsOf(sql, 'snapshot')).toBe(1);
    expect(readsOf(sql, 'movement')).toBe(1);
  });

  test('joins month ends where a spell has one row, and sums only what is left', () => {
    const metrics = ['average_daily_balance', 'average_monthly_spend', 'balance_weighted_term'];
    const first = windowEndingOn(monthEnd, sixMonths).after;
    const said = (asOf: number, singleMonthEnds: readonly number[]): string =>
      printQuery(
        compileIndicators(planOf(metrics, asOf), { ...everyMonth, singleMonthEnds }),
        dialects.duckdb,
      );
    const joined = said(monthEnd, everyMonth.monthEnds);
    expect(readsOf(joined, 'at_2026_06_30') + readsOf(joined, 'at_2025_12_31')).toBe(2);
    expect(joined).not.toMatch(/spell_sum/);
    const mixed = said(monthEnd, [first]);
    expect(readsOf(mixed, 'at_2025_12_31') + readsOf(mixed, 'at_2026_06_30')).toBe(1);
    expect(readsOf(mixed, 'spell_sum')).toBe(1);
    const begun = said(monthEnd - 10, everyMonth.monthEnds);
    expect(readsOf(begun, 'at_2026_05_31') + readsOf(begun, 'spell_sum')).toBe(2);
    expect(readsOf(begun, 'movement')).toBe(1);
  });

  test('sums in one pass when many month ends are asked for', () => {
    const all = { ...everyMonth, singleMonthEnds: everyMonth.monthEnds };
    const plans = [0, 31, 61, 92, 122].map(
      (back) => planOf(['average_daily_balance'], monthEnd - back).indicators[0],
    );
    const indicators = plans.map((one, index) => ({ ...one, name: `value_${index}` }));
    const plan = { ...planOf([]), indicators } as unknown as Plan;
    const sql = printQuery(compileIndicators(plan, all), dialects.duckdb);
    expect(sql).not.toMatch(/"at_/);
    expect(readsOf(sql, 'snapshot')).toBe(1);
  });

  test('has a lowest balance for all that ask for the same one', () => {
    const once = inDuckdb(planOf(['lowest_balance']));
    expect(readsOf(inDuckdb(planOf(['lowest_balance', 'lowest_balance'])), 'movement')).toBe(
      readsOf(once, 'movement'),
    );
  });

  test('looks for deposits that matured once, for who has them later and for those opened', () => {
    const sql = inDuckdb(planOf(['rollover_rate', 'rollover_rate']));
    expect(readsOf(sql, 'spell')).toBe(3);
    expect(readsOf(sql, 'movement') + readsOf(sql, 'snapshot')).toBe(0);
  });

  const reads = (name: string): Operand => ({
    kind: 'column',
    column: { name, type: 'text', unit: null, scale: 0, classes: null },
  });
  const is = (name: string, value: string): Condition => ({
    kind: 'compare',
    operator: '=',
    left: reads(name),
    right: { kind: 'text', value },
  });
  const either: Condition = { kind: 'or', operands: [is('kind', 'demand'), is('kind', 'term')] };
  const orWithoutProduct: Condition = {
    kind: 'or',
    operands: [either, { kind: 'missing', operand: reads('product'), negated: false }],
  };

  test.each<[string, Condition, readonly string[] | undefined, boolean]>([
    ['every kind', either, ['demand', 'term'], true],
    ['one of them', either, ['term'], true],
    ['a kind that it leaves out', either, ['demand', 'notice', 'term'], false],
    ['kinds nobody told', either, undefined, false],
    ['no account at all', either, [], false],
    ['a test of something else', { kind: 'and', operands: [either, is('product', 'A')] }, ['term'], false],
    ['a missing product', orWithoutProduct, ['notice'], false],
    ['everything but a kind', { kind: 'not', operand: is('kind', 'notice') }, ['demand', 'term'], true],
  ])('a filter over %s is decided beforehand or stays', (_, accounts, kinds, isGone) => {
    const [open, filtered] = planOf(['average_daily_balance', 'average_daily_balance']).indicators;
    const indicators = [open, { ...filtered, parameters: { ...filtered?.parameters, accounts } }];
    const plan = { ...planOf([]), indicators } as unknown as Plan;
    const shape = kinds === undefined ? everyMonth : { ...everyMonth, kinds };
    const sql = printQuery(compileIndicators(plan, shape), dialects.duckdb);
    expect(sql.includes('"spell"."kind"')).toBe(!isGone);
    // What is not filtered is what the other indicator asks for already.
    expect(sql.includes('AS "deposit_2"')).toBe(!isGone);
  });

  test('computes equal requests once', () => {
    const sql = inDuckdb(planOf(['average_daily_balance', 'average_daily_balance', 'month_end_lift']));
    // One sum of balance-days and one of month ends, each named once where it is made.
    expect(sql.match(/AS "sum_\d+"/g)?.toSorted()).toEqual(
      ['sum_0', 'sum_0', 'sum_1', 'sum_1'].map((name) => `AS "${name}"`),
    );
  });

  test('reads nothing that it does not need', () => {
    const sql = inDuckdb(planOf(['relationship_age']));
    expect(sql).toMatch(/^SELECT/);
    expect(sql).not.toMatch(/JOIN/);
  });

  test.each(Object.values(dialects))('can be said to $name', (dialect) => {
    expect(printQuery(compileIndicators(planOf(oneOfEach, monthEnd - 10), everyMonth), dialect)).toMatch(
      /^WITH /,
    );
  });
});
