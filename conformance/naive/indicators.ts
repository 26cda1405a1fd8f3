// Every metric of the language by its name, and the indicators of a policy from them.
import type { Bank, Customer } from './bank-files.ts';
import * as balances from './balance-metrics.ts';
import { viewsOf } from './customer-view.ts';
import * as loans from './loan-metrics.ts';
import { parametersOf, quotient, type Metric, type Run } from './metric.ts';
import type { IndicatorText, PolicyText } from './policy.ts';
import * as spending from './spend-metrics.ts';
import * as terms from './term-metrics.ts';

/** Parts of one in which a unit is kept. */
const scales: Record<string, bigint> = {
  money: 100n,
  months: 100n,
  per_month: 100n,
  ratio: 10_000n,
  days: 1n,
  count: 1n,
  class: 1n,
};

const metrics: Record<string, readonly [unit: string, metric: Metric]> = {
  average_daily_balance: ['money', balances.averageDailyBalance],
  balance: ['money', balances.balance],
  lowest_balance: ['money', balances.lowestBalance],
  stability: ['ratio', balances.stability],
  balance_growth: ['ratio', balances.balanceGrowth],
  month_end_lift: ['ratio', balances.monthEndLift],
  deposit_share: ['ratio', balances.depositShare],
  total_assets: ['money', balances.totalAssets],
  average_total_assets: ['money', balances.averageTotalAssets],
  balance_weighted_term: ['months', terms.balanceWeightedTerm],
  remaining_term: ['days', terms.remainingTerm],
  longest_term: ['months', terms.longestTerm],
  rollover_rate: ['ratio', terms.rolloverRate],
  relationship_age: ['months', terms.relationshipAge],
  average_monthly_spend: ['money', spending.averageMonthlySpend],
  average_monthly_income: ['money', spending.averageMonthlyIncome],
  spend_to_income: ['ratio', spending.spendToIncome],
  spend_frequency: ['per_month', spending.spendFrequency],
  active_months: ['count', spending.activeMonths],
  largest_spend: ['money', spending.largestSpend],
  last_activity: ['days', spending.lastActivity],
  worst_days_past_due: ['days', loans.worstDaysPastDue],
  worst_loan_class: ['class', loans.worstLoanClass],
  current_days_past_due: ['days', loans.currentDaysPastDue],
  current_loan_class: ['class', loans.currentLoanClass],
  times_past_due: ['count', loans.timesPastDue],
  months_since_past_due: ['months', loans.monthsSincePastDue],
  loans_repaid: ['count', loans.loansRepaid],
  outstanding: ['money', loans.outstanding],
  has_loan: ['count', loans.hasLoan],
  utilisation: ['ratio', loans.utilisation],
  fact: ['', loans.fact],
  product_count: ['count', loans.productCount],
};

export const naiveMetrics: readonly string[] = [...Object.keys(metrics), 'ratio', 'difference', 'growth'];

/** By name, in stored units. */
export type Indicators = Readonly<Record<string, bigint | null>>;

/** Parts of one in which an indicator of the policy is kept. */
export function scaleOf(policy: PolicyText, name: string): bigint {
  return scales[unitOf(policy, name)] as bigint;
}

export function unitOf(policy: PolicyText, name: string): string {
  const text = policy.indicators[name] as IndicatorText;
  if (text.metric === 'ratio' || text.metric === 'growth') return 'ratio';
  if (text.metric === 'difference') return unitOf(policy, text.of as string);
  return text.unit ?? (metrics[text.metric]?.[0] as string);
}

export function indicatorsOf(
  bank: Bank,
  policy: PolicyText,
  dataFrom: number,
  asOf: number,
): (customer: Customer) => Indicators {
  const run: Run = { bank, dataFrom, asOf };
  const viewOf = viewsOf(bank, dataFrom, asOf);
  const entries = Object.entries(policy.indicators);
  const direct = entries.flatMap(([name, text]) => {
    const metric = metrics[text.metric]?.[1];
    return metric === undefined ? [] : [{ name, metric, parameters: parametersOf(text) }];
  });
  return (customer) => {
    const view = viewOf(customer);
    const values: Record<string, bigint | null> = {};
    for (const { name, metric, parameters } of direct) values[name] = metric(view, parameters, run);
    for (const [name] of entries) derive(name, policy, values);
    return values;
  };
}

/** Puts an indicator that is made of others into `values`, after those. */
function derive(name: string, policy: PolicyText, values: Record<string, bigint | null>): bigint | null {
  const known = values[name];
  if (known !== undefined) return known;
  const { metric, of, to } = policy.indicators[name] as IndicatorText;
  const [a, b] = [derive(of as string, policy, values), derive(to as string, policy, values)];
  let value: bigint | null = null;
  if (a !== null && b !== null) {
    if (metric === 'difference') value = a - b;
    else if (metric === 'ratio') value = quotient(a, b, 10_000n);
    else if (metric === 'growth') value = quotient(a - b, b, 10_000n);
    else throw new Error(`no such metric: ${metric}`);
  }
  values[name] = value;
  return value;
}
