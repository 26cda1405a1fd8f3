import type { Day } from '@gradus/schema';
import {
  aggregate,
  and,
  atMost,
  cast,
  choose,
  column,
  date,
  equal,
  greaterThan,
  innerJoin,
  integer,
  lessThan,
  named,
  nothing,
  or,
  select,
  table,
  text,
  when,
  type CommonTable,
  type Expression,
} from '@gradus/sql';
import type { LoanRequest } from '../metrics/metric-sql.ts';
import type { Requests } from './requests.ts';

/** The relation with one row per customer who is a party to a loan that was reported. */
export const CREDIT = 'credit';

const ofStatus = (name: string): Expression => column('loan_status', name);
const none = nothing('bigint');
const isOutstanding = greaterThan(ofStatus('outstanding_minor'), integer(0));

/** Common tables that work out every loan request: the newest report of a loan, its reports, and its parties. */
export function creditTables(requests: Requests<LoanRequest>, asOf: Day): readonly CommonTable[] {
  const wanted = requests.all();
  if (wanted.length === 0) return [];
  const isKnown = atMost(ofStatus('as_of'), date(asOf));
  return [
    newestReports(asOf),
    {
      name: 'loan_worst',
      query: select({
        columns: [
          named('loan_key', ofStatus('loan_key')),
          named(
            'open',
            aggregate('max', choose([when(and(isNewest(), isOutstanding), integer(1))], integer(0))),
          ),
          ...wanted.map(({ name, request }) => named(name, aggregate('max', reportValue(request)))),
        ],
        from: table('loan_status'),
        joins: [
          innerJoin(table('newest_report'), equal(column('newest_report', 'loan_key'), ofStatus('loan_key'))),
        ],
        where: isKnown,
        groupBy: [ofStatus('loan_key')],
      }),
    },
    {
      name: CREDIT,
      query: select({
        columns: [
          named('customer_key', column('loan_party', 'customer_key')),
          ...wanted.map(({ name, request }) => named(name, partyValue(name, request))),
        ],
        from: table('loan_party'),
        joins: [
          innerJoin(
            table('loan_worst'),
            equal(column('loan_worst', 'loan_key'), column('loan_party', 'loan_key')),
          ),
        ],
        groupBy: [column('loan_party', 'customer_key')],
      }),
    },
  ];
}

/** Day of the latest report per loan on or before the as-of date. */
export function newestReports(asOf: Day): CommonTable {
  return {
    name: 'newest_report',
    query: select({
      columns: [named('loan_key', column('loan_key')), named('as_of', aggregate('max', column('as_of')))],
      from: table('loan_status'),
      where: atMost(column('as_of'), date(asOf)),
      groupBy: [column('loan_key')],
    }),
  };
}

export function isNewest(): Expression {
  return equal(ofStatus('as_of'), column('newest_report', 'as_of'));
}

/** What one report says to a request; null when the request does not look at it. */
function reportValue(request: LoanRequest): Expression {
  const value = request.of === 'class' ? cast(ofStatus('class'), 'bigint') : countedDays(request);
  if (request.reports === 'current') return choose([when(and(isNewest(), isOutstanding), value)], none);
  const { window } = request.reports;
  if (window === null) return value;
  const isInside = and(
    greaterThan(ofStatus('as_of'), date(window.after)),
    atMost(ofStatus('as_of'), date(window.upTo)),
  );
  return choose([when(isInside, value)], none);
}

/** Days past due, 0 when few enough or when the overdue amount is known to be too small (null is not). docs/language.md, "What is measured". */
function countedDays({ toleranceDays, atLeastMinor }: LoanRequest): Expression {
  const days = cast(ofStatus('days_past_due'), 'bigint');
  const isTolerated = atMost(days, integer(toleranceDays));
  const isForgiven =
    atLeastMinor === null
      ? isTolerated
      : or(isTolerated, lessThan(ofStatus('overdue_minor'), integer(atLeastMinor)));
  return choose([when(isForgiven, integer(0))], days);
}

/** The worst over the loans in which the customer has the role; of current reports 0 once all are repaid. */
function partyValue(name: string, request: LoanRequest): Expression {
  const worst = aggregate('max', inRole(request, column('loan_worst', name)));
  if (request.reports !== 'current') return worst;
  const open = aggregate('max', inRole(request, column('loan_worst', 'open')));
  return choose([when(equal(open, integer(0)), integer(0))], worst);
}

function inRole({ as }: LoanRequest, value: Expression): Expression {
  return as === 'any' ? value : choose([when(equal(column('loan_party', 'role'), text(as)), value)], none);
}
