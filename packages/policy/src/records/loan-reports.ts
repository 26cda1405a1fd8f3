import type { Day, DayWindow } from '@gradus/schema';
import type { PlannedParameters } from '../plan/plan.ts';
import type { CustomerRecords, LoanRow, LoanStatusRow } from './customer-records.ts';

/** Loans in which the customer has the role that the indicator asks for. */
export function loansAs({ loans }: CustomerRecords, { as }: PlannedParameters): readonly LoanRow[] {
  return as === 'any' ? loans : loans.filter(({ role }) => role === as);
}

/** The same, each loan once: a customer may be both borrower and guarantor of one. */
export function distinctLoansAs(records: CustomerRecords, parameters: PlannedParameters): readonly LoanRow[] {
  return [...new Map(loansAs(records, parameters).map((loan) => [loan.loanKey, loan])).values()];
}

/** Amounts added by currency. */
export function amountsByCurrency(
  amounts: readonly { readonly currency: string; readonly amountMinor: bigint }[],
): ReadonlyMap<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const { currency, amountMinor } of amounts)
    sums.set(currency, (sums.get(currency) ?? 0n) + amountMinor);
  return sums;
}

/** Reports of a loan in the window, or up to `asOf` when there is none. */
export function reportsIn(
  loan: Pick<LoanRow, 'statuses'>,
  window: DayWindow | null,
  asOf: Day,
): readonly LoanStatusRow[] {
  const after = window?.after ?? -Infinity;
  const upTo = window?.upTo ?? asOf;
  return loan.statuses.filter((report) => report.asOf > after && report.asOf <= upTo);
}

/** The newest report of a loan on or before `asOf`, or null. */
export function newestReport(loan: Pick<LoanRow, 'statuses'>, asOf: Day): LoanStatusRow | null {
  const known = reportsIn(loan, null, asOf);
  return known.toSorted((a, b) => b.asOf - a.asOf)[0] ?? null;
}

/** Days past due as the tolerances of the indicator let them count. docs/language.md, "What is measured". */
export function countedDays(report: LoanStatusRow, parameters: PlannedParameters): bigint {
  const { toleranceDays, atLeastMinor } = parameters;
  if (report.daysPastDue <= toleranceDays) return 0n;
  const isSmall = atLeastMinor !== null && report.overdueMinor !== null && report.overdueMinor < atLeastMinor;
  return isSmall ? 0n : BigInt(report.daysPastDue);
}

/** The largest, or null of none. */
export function worstOf(values: readonly bigint[]): bigint | null {
  return values.reduce<bigint | null>(
    (worst, value) => (worst === null || value > worst ? value : worst),
    null,
  );
}

/** Class of a report as an index, as a list of none or one: a source need not give any. */
export function classOf(report: LoanStatusRow): readonly bigint[] {
  return report.class === null ? [] : [BigInt(report.class)];
}

/**
 * The worst of what `valuesOf` reads from the latest reports of loans with something outstanding; 0 once all are repaid,
 * null when no loan was reported.
 */
export function worstNow(
  loans: readonly LoanRow[],
  asOf: Day,
  valuesOf: (report: LoanStatusRow) => readonly bigint[],
): bigint | null {
  const newest = loans.map((loan) => newestReport(loan, asOf)).filter((report) => report !== null);
  if (newest.length === 0) return null;
  const open = newest.filter((report) => report.outstandingMinor > 0n);
  return open.length === 0 ? 0n : worstOf(open.flatMap(valuesOf));
}
