import { diagnostic, formatDay, type Day } from '@gradus/schema';
import { dateSql, type ImportState } from '../import-state.ts';

/** Of this many loans one may be entered ahead of its day. */
const loansPerCase = 20n;
/** Reports older than this say nothing of how loans are paid now. */
const staleDays = 366;

/** Warns of loans that are granted after the last day of the delivery: the day mapped is likely another one. */
export async function warnOfLoansAhead({ run, lastDay }: ImportState): Promise<void> {
  const isAhead = `opened_on > ${dateSql(lastDay)}`;
  const [row] = await run.session.rows(
    `SELECT count(*) AS loans, count(*) FILTER (${isAhead}) AS ahead, max(opened_on) AS latest FROM row_loan`,
  );
  const loans = row?.['loans'] as bigint;
  const ahead = row?.['ahead'] as bigint;
  if (ahead === 0n || ahead * loansPerCase < loans) return;
  const data = {
    ahead: String(ahead),
    loans: String(loans),
    latest: formatDay(row?.['latest'] as Day),
    lastDay: formatDay(lastDay),
  };
  const place = { position: null, path: 'tables.loan.fields.opened_on' };
  run.warnings.push(diagnostic('intake.loans-ahead', 'warning', place, data));
}

/** Warns where every loan report lies more than a year before the business date. */
export async function warnOfStaleReports({ run, businessDate }: ImportState): Promise<void> {
  if (businessDate === null) return;
  const [row] = await run.session.rows('SELECT max(as_of) AS latest FROM row_loan_status');
  const latest = row?.['latest'];
  if (typeof latest !== 'number' || latest >= businessDate - staleDays) return;
  const data = { latest: formatDay(latest), businessDate: formatDay(businessDate) };
  const place = { position: null, path: 'tables.loan_status.fields.as_of' };
  run.warnings.push(diagnostic('intake.reports-stale', 'warning', place, data));
}
