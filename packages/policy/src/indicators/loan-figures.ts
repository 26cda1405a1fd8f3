import {
  aggregate,
  and,
  atMost,
  binary,
  call,
  cast,
  choose,
  column,
  date,
  descending,
  ascending,
  equal,
  greaterThan,
  innerJoin,
  integer,
  isNotNull,
  isNull,
  leftJoin,
  lessThan,
  named,
  nothing,
  or,
  over,
  select,
  subquery,
  sumOf,
  table,
  text,
  when,
  type CommonTable,
  type Expression,
  type NamedExpression,
} from '@gradus/sql';
import type { LoanFigureRequest } from '../metrics/metric-sql.ts';
import type { Plan } from '../plan/plan.ts';
import { convertedSql, RATE } from './exchange.ts';
import type { Requests } from './requests.ts';

const roles = ['borrower', 'guarantor', 'any'] as const;
type Role = (typeof roles)[number];
type Wanted = ReturnType<Requests<LoanFigureRequest>['all']>[number];

const zero = integer(0);
const ofReport = (name: string): Expression => column('report', name);
const ofLoan = (name: string): Expression => column('loan_now', name);

/** The relation that answers a request, one row per customer with a reported loan in that role. */
export const loanFigureTable = ({ as }: LoanFigureRequest): string => `credit_${as}`;

/** Whether a request is 0, not missing, for customers without a loan. */
export const isCount = ({ of }: LoanFigureRequest): boolean => of === 'repaid' || of === 'open';

/** Whether a request is an amount, in the loan's currency until it is converted. */
export const isMoney = ({ of }: LoanFigureRequest): boolean =>
  of === 'outstanding' || of === 'limit' || of === 'drawn';

/**
 * Common tables for all that is asked of loans beyond their worst report, and the relations to join to customers.
 * The first is `loan_now`, one row per loan with a report; `needsLoans`: whether somebody else reads it.
 */
export function loanFigureTables(
  requests: Requests<LoanFigureRequest>,
  plan: Plan,
  needsLoans: boolean,
): { readonly tables: readonly CommonTable[]; readonly relations: readonly string[] } {
  const wanted = requests.all();
  if (wanted.length === 0 && !needsLoans) return { tables: [], relations: [] };
  const used = roles.filter((role) => wanted.some(({ request }) => request.as === role));
  return {
    tables: [loanNow(wanted, plan), ...used.flatMap((role) => partyTables(role, wanted, plan))],
    relations: used.map((role) => `credit_${role}`),
  };
}

/** One row per loan with a report: its latest outstanding, and what its reports say to each request. */
function loanNow(wanted: readonly Wanted[], plan: Plan): CommonTable {
  const ofStatus = (name: string): Expression => column('loan_status', name);
  const order = { partitionBy: [ofStatus('loan_key')], orderBy: [ascending(ofStatus('as_of'))] };
  const reports = select({
    columns: [
      ...['loan_key', 'as_of', 'outstanding_minor', 'days_past_due', 'overdue_minor'].map((name) =>
        named(name, ofStatus(name)),
      ),
      named('days_before', over('lag', ofStatus('days_past_due'), order)),
      named('overdue_before', over('lag', ofStatus('overdue_minor'), order)),
      named('age', over('row_number', null, { ...order, orderBy: [descending(ofStatus('as_of'))] })),
    ],
    from: table('loan_status'),
    where: atMost(ofStatus('as_of'), date(plan.asOf)),
  });
  const newest = aggregate(
    'max',
    choose([when(equal(ofReport('age'), integer(1)), ofReport('outstanding_minor'))], nothing('bigint')),
  );
  return {
    name: 'loan_now',
    query: select({
      columns: [
        named('loan_key', ofReport('loan_key')),
        named('outstanding_minor', newest),
        ...wanted.flatMap(({ name, request }) => perLoan(name, request)),
      ],
      from: subquery(reports, 'report'),
      groupBy: [ofReport('loan_key')],
    }),
  };
}

function perLoan(name: string, request: LoanFigureRequest): NamedExpression[] {
  const isLate = isPastDue('days_past_due', 'overdue_minor', request);
  switch (request.of) {
    case 'reports':
      return [named(name, sumOf(choose([when(isInside(request), integer(1))], zero)))];
    case 'episodes': {
      const wasLate = and(
        isNotNull(ofReport('days_before')),
        isPastDue('days_before', 'overdue_before', request),
      );
      const begins = and(isInside(request), isLate, equal(choose([when(wasLate, integer(1))], zero), zero));
      return [named(name, sumOf(choose([when(begins, integer(1))], zero)))];
    }
    case 'last_past_due':
      return [named(name, aggregate('max', choose([when(isLate, ofReport('as_of'))], nothing('date'))))];
    case 'repaid':
    case 'open':
    case 'outstanding':
    case 'limit':
    case 'drawn':
      return [];
  }
}

function isInside({ window }: LoanFigureRequest): Expression {
  return window === null
    ? isNotNull(ofReport('as_of'))
    : and(greaterThan(ofReport('as_of'), date(window.after)), atMost(ofReport('as_of'), date(window.upTo)));
}

/** Whether a report counts as past due; an unknown overdue amount counts. docs/language.md, "What is measured". */
function isPastDue(
  days: string,
  overdue: string,
  { toleranceDays, atLeastMinor }: LoanFigureRequest,
): Expression {
  const isLong = greaterThan(cast(ofReport(days), 'bigint'), integer(toleranceDays));
  if (atLeastMinor === null) return isLong;
  const isSmall = and(isNotNull(ofReport(overdue)), lessThan(ofReport(overdue), integer(atLeastMinor)));
  return and(isLong, equal(choose([when(isSmall, integer(1))], zero), zero));
}

/** Customers in a role with each loan once, by currency, and from them one row per customer. */
function partyTables(role: Role, wanted: readonly Wanted[], plan: Plan): CommonTable[] {
  const own = wanted.filter(({ request }) => request.as === role);
  const parties = select({
    columns: [named('customer_key', column('customer_key')), named('loan_key', column('loan_key'))],
    from: table('loan_party'),
    where: role === 'any' ? null : equal(column('role'), text(role)),
    groupBy: [column('customer_key'), column('loan_key')],
  });
  const keys = [
    named('customer_key', column('party', 'customer_key')),
    named('currency', column('loan', 'currency')),
  ];
  const part = `credit_part_${role}`;
  return [
    {
      name: part,
      query: select({
        columns: [...keys, ...own.map(({ name, request }) => named(name, perPart(name, request)))],
        from: subquery(parties, 'party'),
        joins: [
          innerJoin(table('loan_now'), equal(ofLoan('loan_key'), column('party', 'loan_key'))),
          innerJoin(table('loan'), equal(column('loan', 'loan_key'), column('party', 'loan_key'))),
        ],
        groupBy: keys.map(({ expression }) => expression),
      }),
    },
    {
      name: `credit_${role}`,
      query: select({
        columns: [
          named('customer_key', column(part, 'customer_key')),
          ...own.map(({ name, request }) =>
            named(name, perCustomer(column(part, name), request, { part, plan })),
          ),
        ],
        from: table(part),
        joins: [leftJoin(table(RATE), equal(column(RATE, 'currency'), column(part, 'currency')))],
        groupBy: [column(part, 'customer_key')],
      }),
    },
  ];
}

function perPart(name: string, { of }: LoanFigureRequest): Expression {
  const limit = column('loan', 'limit_minor');
  const outstanding = ofLoan('outstanding_minor');
  const isOpen = greaterThan(outstanding, zero);
  const count = (test: Expression): Expression => sumOf(choose([when(test, integer(1))], zero));
  switch (of) {
    case 'reports':
    case 'episodes':
      return sumOf(ofLoan(name));
    case 'last_past_due':
      return aggregate('max', ofLoan(name));
    case 'repaid':
      return count(and(isNull(limit), equal(outstanding, zero)));
    case 'open':
      return count(isOpen);
    case 'outstanding':
      return sumOf(outstanding);
    case 'limit':
      return sumOf(choose([when(isNotNull(limit), limit)], nothing('bigint')));
    case 'drawn':
      return sumOf(choose([when(isNotNull(limit), outstanding)], nothing('bigint')));
  }
}

/** Money of every currency is converted, rounded once and added; null when a currency that has any lacks a rate. */
function perCustomer(
  value: Expression,
  request: LoanFigureRequest,
  { part, plan }: { readonly part: string; readonly plan: Plan },
): Expression {
  if (request.of === 'last_past_due') return aggregate('max', value);
  if (!isMoney(request)) return sumOf(value);
  const isOwn = equal(column(part, 'currency'), text(plan.currency));
  const hasRate = isNotNull(column(RATE, 'numerator'));
  const isLacking = and(
    binary('<>', column(part, 'currency'), text(plan.currency)),
    isNull(column(RATE, 'numerator')),
    isNotNull(value),
  );
  const converted = choose(
    [
      when(isOwn, cast(value, 'wide')),
      when(hasRate, cast(convertedSql(call('coalesce', value, zero)), 'wide')),
    ],
    integer(0, 'wide'),
  );
  const lacking = aggregate('max', choose([when(isLacking, integer(1))], zero));
  const isKnown = or(greaterThan(aggregate('count', value), zero));
  return choose(
    [when(greaterThan(lacking, zero), nothing('bigint')), when(isKnown, sumOf(converted))],
    nothing('bigint'),
  );
}
