// Metrics of loan reports, of facts and of products held.
import type { Loan, LoanReport } from './bank-files.ts';
import { wholeMonthsBetween } from './calendar.ts';
import type { View } from './customer-view.ts';
import {
  addTo,
  inYuan,
  openingOf,
  openPieces,
  quotient,
  type Amounts,
  type Metric,
  type Parameters,
  type Run,
} from './metric.ts';

/** Loans in the role asked for, with the reports that are there. */
function reported(view: View, { role }: Parameters, { asOf }: Run): { loan: Loan; reports: LoanReport[] }[] {
  const { id } = view.customer;
  return view.loans
    .filter(({ borrowers, guarantors }) => {
      if (role === 'any') return true;
      return (role === 'guarantor' ? guarantors : borrowers).has(id);
    })
    .map((loan) => ({ loan, reports: loan.reports.filter((report) => report.asOf <= asOf) }))
    .filter(({ reports }) => reports.length > 0);
}

function latest(view: View, parameters: Parameters, run: Run): { loan: Loan; report: LoanReport }[] {
  return reported(view, parameters, run).map(({ loan, reports }) => ({
    loan,
    report: reports.at(-1) as LoanReport,
  }));
}

function daysOf(report: LoanReport, { tolerance, atLeast }: Parameters): number {
  const isTolerated = report.daysPastDue <= tolerance || (atLeast !== null && report.overdue < atLeast);
  return isTolerated ? 0 : report.daysPastDue;
}

function beginning(parameters: Parameters, run: Run): number {
  return parameters.window === null ? 0 : openingOf(parameters, run);
}

function worst(values: readonly number[]): bigint | null {
  return values.length === 0 ? null : BigInt(Math.max(...values));
}

export const worstDaysPastDue: Metric = (view, parameters, run) => {
  const before = beginning(parameters, run);
  const inWindow = reported(view, parameters, run).flatMap(({ reports }) =>
    reports.filter(({ asOf }) => asOf > before),
  );
  return worst(inWindow.map((report) => daysOf(report, parameters)));
};

export const worstLoanClass: Metric = (view, parameters, run) => {
  const before = beginning(parameters, run);
  const inWindow = reported(view, parameters, run).flatMap(({ reports }) =>
    reports.filter(({ asOf }) => asOf > before),
  );
  return worst(inWindow.map(({ rank }) => rank));
};

export const currentDaysPastDue: Metric = (view, parameters, run) =>
  worst(
    latest(view, parameters, run).map(({ report }) =>
      report.outstanding > 0n ? daysOf(report, parameters) : 0,
    ),
  );

export const currentLoanClass: Metric = (view, parameters, run) =>
  worst(latest(view, parameters, run).map(({ report }) => (report.outstanding > 0n ? report.rank : 0)));

export const timesPastDue: Metric = (view, parameters, run) => {
  const before = beginning(parameters, run);
  let times = 0n;
  let isReported = false;
  for (const { reports } of reported(view, parameters, run)) {
    let wasPastDue = false;
    for (const report of reports) {
      const isPastDue = daysOf(report, parameters) > 0;
      if (report.asOf > before) {
        isReported = true;
        if (isPastDue && !wasPastDue) times += 1n;
      }
      wasPastDue = isPastDue;
    }
  }
  return isReported ? times : null;
};

export const monthsSincePastDue: Metric = (view, parameters, run) => {
  const pastDue = reported(view, parameters, run)
    .flatMap(({ reports }) => reports)
    .filter((report) => daysOf(report, parameters) > 0);
  if (pastDue.length === 0) return null;
  return BigInt(wholeMonthsBetween(Math.max(...pastDue.map(({ asOf }) => asOf)), run.asOf)) * 100n;
};

export const loansRepaid: Metric = (view, parameters, run) =>
  BigInt(
    latest(view, parameters, run).filter(
      ({ loan, report }) => loan.limit === null && report.outstanding === 0n,
    ).length,
  );

export const outstanding: Metric = (view, parameters, run) => {
  const sums: Amounts = new Map();
  for (const { loan, report } of latest(view, parameters, run))
    addTo(sums, loan.currency, Number(report.outstanding));
  return sums.size === 0 ? null : inYuan(sums, run);
};

export const hasLoan: Metric = (view, parameters, run) =>
  latest(view, parameters, run).some(({ report }) => report.outstanding > 0n) ? 1n : 0n;

export const utilisation: Metric = (view, parameters, run) => {
  const used: Amounts = new Map();
  const limits: Amounts = new Map();
  for (const { loan, report } of latest(view, parameters, run)) {
    if (loan.limit === null) continue;
    addTo(used, loan.currency, Number(report.outstanding));
    addTo(limits, loan.currency, Number(loan.limit));
  }
  return quotient(inYuan(used, run), inYuan(limits, run), 10_000n);
};

export const fact: Metric = (view, { name, maxAge }, { asOf }) => {
  const known = view.facts.filter(
    (found) => found.name === name && (maxAge === null || found.asOf >= asOf - maxAge),
  );
  known.sort((a, b) => a.asOf - b.asOf);
  return known.at(-1)?.value ?? null;
};

export const productCount: Metric = (view, parameters, run) => {
  const products = new Set(openPieces(view, parameters, run).map(({ spell }) => spell.product));
  for (const { loan, report } of latest(view, parameters, run))
    if (report.outstanding > 0n) products.add(loan.product);
  const held = new Map(view.holdings.map((holding) => [`${holding.product} ${holding.currency}`, holding]));
  for (const { product, value } of held.values()) if (value > 0n) products.add(product);
  return BigInt(products.size);
};
