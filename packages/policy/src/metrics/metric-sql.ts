import type { Day, DayWindow } from '@gradus/schema';
import type { Expression } from '@gradus/sql';
import type { Condition } from '../plan/condition.ts';
import type { Factors, PlannedIndicator, Plan } from '../plan/plan.ts';

/**
 * SQL form of a metric: its stored number as BIGINT, null when missing. It asks the context for sums and never reads a
 * table itself, so that all indicators of a policy share one pass over each.
 */
export type MetricSql = (indicator: PlannedIndicator, context: SqlContext) => Expression;

/**
 * What is summed over the days of a window: all but `balance` are prefix differences P(upTo) − P(after).
 *
 * - `balance`: the balance at the end of the window.
 * - `balance_days`: end-of-day balances of the days. `month_end_sum`: those of the month ends.
 * - `spend_sum`, `salary_sum`: amounts of that purpose, signed. `spend_count`: payments.
 */
export type Quantity =
  | 'balance'
  | 'balance_days'
  | 'month_end_sum'
  | 'spend_sum'
  | 'spend_count'
  | 'salary_sum';

/** Accounts that pass `filter` (null: all), seen over `window`. */
export interface AccountSelection {
  readonly filter: Condition | null;
  readonly window: DayWindow;
}

/** The worst of a customer's loan reports, as days past due or as the index of a class. */
export interface LoanRequest {
  readonly of: 'days' | 'class';
  /** Latest reports of outstanding loans, or every report of the window (null: of all time). */
  readonly reports: 'current' | { readonly window: DayWindow | null };
  readonly as: 'borrower' | 'guarantor' | 'any';
  readonly toleranceDays: number;
  readonly atLeastMinor: bigint | null;
}

/**
 * What a customer's loans come to. Missing (null) where the customer has, in that role, no loan with a report, except for
 * counts, which are 0 then. A loan in which the customer has both roles counts once for `any`.
 *
 * - `reports`: reports in the window (null: ever). `episodes`: those past due whose loan was not so in the report before.
 * - `last_past_due`: DATE of the last report past due.
 * - `repaid`: loans without a limit whose latest outstanding is 0. `open`: loans with something outstanding.
 * - `outstanding`: Σ of the latest reports. `limit`, `drawn`: Σ of limits, and of what is outstanding, over loans with one.
 */
export interface LoanFigureRequest {
  readonly of:
    | 'reports'
    | 'episodes'
    | 'last_past_due'
    | 'repaid'
    | 'open'
    | 'outstanding'
    | 'limit'
    | 'drawn';
  readonly as: LoanRequest['as'];
  readonly window: DayWindow | null;
  readonly toleranceDays: number;
  readonly atLeastMinor: bigint | null;
}

/** Pieces that metrics share. Equal requests give the same piece. Null wherever a customer has no such rows. */
export interface SqlContext {
  readonly plan: Plan;
  /** A column of the customer. */
  readonly customer: (name: 'opened_on') => Expression;
  /** Σ over the accounts; money in the policy's currency, null when a rate is missing. */
  readonly windowSum: (quantity: Quantity, accounts: AccountSelection) => Expression;
  /** Number of accounts open on a day of the window. */
  readonly accountsCounted: (accounts: AccountSelection) => Expression;
  /** First day of the earliest of the accounts counted. */
  readonly firstDay: (accounts: AccountSelection) => Expression;
  /** Lowest daily total, in the policy's currency. */
  readonly lowestBalance: (accounts: AccountSelection) => Expression;
  /** Σ of the daily totals over the same days. */
  readonly totalSinceOpened: (accounts: AccountSelection) => Expression;
  /** Longest original term in months of the accounts open on the window's last day; demand counts 0. */
  readonly longestTerm: (accounts: AccountSelection) => Expression;
  /** The largest single payment, positive; 0 when there is none, null when no account can have any. */
  readonly largestSpend: (accounts: AccountSelection) => Expression;
  /** DATE of the last booking that is the customer's doing, on any account that passes. */
  readonly lastActivity: (accounts: AccountSelection) => Expression;
  /** Σ max(0, balance), and the same times the original term in months or the days to maturity; both wide, on the last day of the window. */
  readonly termWeights: (
    accounts: AccountSelection,
    by?: 'original_months' | 'remaining_days',
  ) => {
    readonly positive: Expression;
    readonly weighted: Expression;
  };
  readonly worstReport: (request: LoanRequest) => Expression;
  readonly loanFigure: (request: LoanFigureRequest) => Expression;
  /** Different products among open accounts, loans with something outstanding in that role, and holdings; 0 for none. */
  readonly productCount: (as: LoanRequest['as']) => Expression;
  /**
   * Deposits and holdings on the last day of the window, or added up over its days (`isSum`), in the policy's currency;
   * wide. Null with neither an account that counts nor a holding.
   */
  readonly assets: (
    accounts: AccountSelection,
    how: { readonly isSum: boolean; readonly factors: Factors },
  ) => Expression;
  /**
   * Term deposits that matured in the window, at least `withinDays` before the as-of date, and how many were renewed by then;
   * null without any.
   */
  readonly rollovers: (
    accounts: AccountSelection,
    withinDays: number,
  ) => { readonly matured: Expression; readonly renewed: Expression };
  /** Stored number of an indicator that stands before this one. */
  readonly indicator: (name: string) => Expression;
  /** Latest figure of that name dated on or after `from` (null: however old). */
  readonly figure: (request: { readonly name: string; readonly from: Day | null }) => Expression;
}
