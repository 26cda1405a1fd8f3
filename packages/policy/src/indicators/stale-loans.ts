import {
  and,
  aggregate,
  atMost,
  column,
  date,
  equal,
  greaterThan,
  innerJoin,
  integer,
  lessThan,
  named,
  or,
  select,
  table,
  text,
  type Expression,
  type Query,
} from '@gradus/sql';
import { metricMeanings } from '../metrics/meanings.ts';
import type { PlannedIndicator, Plan } from '../plan/plan.ts';
import { isNewest, newestReports } from './loan-reports.ts';

/** Age of a loan's latest report from which it is listed as stale, unless the policy says otherwise. docs/language.md, "What is measured". */
export const REPORT_AGE_DAYS_MAX = 62;

/**
 * Query for the outstanding loans whose latest report is older than an indicator allows, though it counts: `loan_key`,
 * `as_of`, each loan once. Null when no indicator reads current reports.
 */
export function compileStaleLoans(plan: Plan): Query | null {
  const indicators = plan.indicators.filter(({ metric }) => readsCurrentReports(metric));
  if (indicators.length === 0) return null;
  const ofStatus = (name: string): Expression => column('loan_status', name);
  const loanIn = (name: string): Expression => equal(column(name, 'loan_key'), ofStatus('loan_key'));
  const known = and(
    equal(column('customer', 'customer_key'), column('loan_party', 'customer_key')),
    atMost(column('customer', 'opened_on'), date(plan.asOf)),
  );
  return select({
    with: [newestReports(plan.asOf)],
    columns: [named('loan_key', ofStatus('loan_key')), named('as_of', aggregate('max', ofStatus('as_of')))],
    from: table('loan_status'),
    joins: [
      innerJoin(table('newest_report'), and(loanIn('newest_report'), isNewest())),
      innerJoin(table('loan_party'), loanIn('loan_party')),
      innerJoin(table('customer'), known),
    ],
    where: and(
      greaterThan(ofStatus('outstanding_minor'), integer(0)),
      or(...indicators.map((indicator) => isStaleFor(indicator, plan))),
    ),
    groupBy: [ofStatus('loan_key')],
  });
}

function readsCurrentReports(metric: string): boolean {
  const meaning = metricMeanings.get(metric);
  return meaning?.factor === 'loans' && meaning.parameters.maxAge !== 'none';
}

function isStaleFor({ parameters }: PlannedIndicator, plan: Plan): Expression {
  const oldest = plan.asOf - (parameters.maxAgeDays ?? REPORT_AGE_DAYS_MAX);
  const isOld = lessThan(column('loan_status', 'as_of'), date(oldest));
  return parameters.as === 'any'
    ? isOld
    : and(isOld, equal(column('loan_party', 'role'), text(parameters.as)));
}
