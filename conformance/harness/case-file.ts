// Cases of metrics: a few rows, an indicator, and the stored numbers that come of them. Form of a file: metrics/README.md.
import { parse } from 'yaml';
import { z } from 'zod';
import { accountScope, parseCondition } from '@gradus/policy';
import { loanClasses, parseDay, parseDuration, parseWindowLength, type Day } from '@gradus/schema';
import type { Bank } from './bank.ts';
import type { WantedIndicator } from './plan-with.ts';

export interface MetricCase {
  readonly name: string;
  readonly asOf: Day;
  readonly currency: string;
  readonly bank: Bank;
  readonly indicator: WantedIndicator;
  /** What it is made of, and then itself. */
  readonly indicators: readonly WantedIndicator[];
  /** Stored numbers by customer. */
  readonly expected: ReadonlyMap<bigint, bigint | null>;
  /** What the checks before a run list: `customer currency`, `account problem`, `loan`; null: not asked. */
  readonly missingRates: readonly string[] | null;
  readonly openingProblems: readonly string[] | null;
  readonly staleLoans: readonly string[] | null;
}

const day = z.string().transform((text) => known(parseDay(text), text));
const key = z.bigint();
const minor = z.bigint();
const lines = (...parts: readonly string[]) =>
  z.array(z.string().transform((line) => splitLine(line, parts))).default([]);

const indicatorSchema = z.strictObject({
  metric: z.string(),
  window: z
    .string()
    .transform((text) => known(parseWindowLength(text), text))
    .optional(),
  accounts: z.string().transform(condition).optional(),
  denominator: z.enum(['window', 'since_opening']).optional(),
  tolerance: z.string().transform(days).optional(),
  at_least_minor: minor.optional(),
  as: z.enum(['borrower', 'guarantor', 'any']).optional(),
  max_age: z.string().transform(days).optional(),
  name: z.string().optional(),
  factors: z.record(z.string(), z.bigint()).default({}),
  against: z
    .string()
    .transform((text) => known(parseWindowLength(text), text))
    .optional(),
  within: z.string().transform(days).optional(),
  of: z.string().optional(),
  to: z.string().optional(),
});

const caseSchema = z.strictObject({
  case: z.string(),
  as_of: day,
  currency: z.string().default('CNY'),
  data_from: day.nullable().default(null),
  indicator: indicatorSchema,
  /** Indicators that the one in question is made of, by name. */
  made_of: z.record(z.string(), indicatorSchema).default({}),
  customers: lines('customer', 'opened'),
  accounts: z
    .array(
      z.strictObject({
        account: key,
        opened: day,
        from: day.optional(),
        closed: day.nullable().default(null),
        customer: key.default(1n),
        kind: z.string().default('demand'),
        product: z.string().nullable().default(null),
        currency: z.string().default('CNY'),
        term: z.bigint().nullable().default(null),
        matures: day.nullable().default(null),
        opening: minor.nullable().default(null),
      }),
    )
    .default([]),
  entries: lines('account', 'day', 'amount', 'purpose'),
  loans: z
    .array(
      z.strictObject({
        loan: key,
        currency: z.string().optional(),
        limit: minor.nullable().default(null),
        product: z.string().nullable().default(null),
      }),
    )
    .default([]),
  parties: lines('loan', 'customer', 'role'),
  reports: z
    .array(
      z.strictObject({
        loan: key.default(1n),
        as_of: day,
        outstanding: minor.default(100_000n),
        days: z.bigint().default(0n),
        overdue: minor.nullable().default(null),
        class: z.enum(loanClasses).nullable().default(null),
      }),
    )
    .default([]),
  facts: lines('customer', 'name', 'day', 'value'),
  holdings: lines('customer', 'product', 'day', 'value', 'currency', 'quantity'),
  rates: lines('currency', 'quote', 'day', 'millionths'),
  expect: z.union([minor, z.null(), z.record(z.string(), minor.nullable())]),
  missing_rates: z.array(z.string()).nullable().default(null),
  opening_problems: z.array(z.string()).nullable().default(null),
  stale_loans: z.array(z.string()).nullable().default(null),
});

type Written = z.infer<typeof caseSchema>;

/** The cases of a file. Throws on whatever is not of the form. */
export function readCases(text: string): readonly MetricCase[] {
  const items = z.array(z.unknown()).parse(parse(text, { intAsBigInt: true }));
  return items.map((item) => {
    const written = caseSchema.parse(item);
    return {
      name: written.case,
      asOf: written.as_of,
      currency: written.currency,
      bank: bankOf(written),
      indicator: indicatorOf('value', written.indicator),
      indicators: [
        ...Object.entries(written.made_of).map(([name, one]) => indicatorOf(name, one)),
        indicatorOf('value', written.indicator),
      ],
      expected: expectedOf(written),
      missingRates: written.missing_rates,
      openingProblems: written.opening_problems,
      staleLoans: written.stale_loans,
    };
  });
}

function indicatorOf(name: string, indicator: Written['indicator']): WantedIndicator {
  return {
    name,
    metric: indicator.metric,
    parameters: {
      window: indicator.window ?? null,
      accounts: indicator.accounts ?? null,
      denominator: indicator.denominator ?? 'window',
      toleranceDays: indicator.tolerance ?? 0,
      atLeastMinor: indicator.at_least_minor ?? null,
      as: indicator.as ?? 'borrower',
      maxAgeDays: indicator.max_age ?? null,
      fact: indicator.name ?? null,
      ...(indicator.against === undefined ? {} : { against: indicator.against }),
      factors: indicator.factors,
      withinDays: indicator.within ?? 7,
      of: indicator.of ?? null,
      to: indicator.to ?? null,
    },
  };
}

function bankOf(written: Written): Bank {
  const customers =
    written.customers.length > 0 ? written.customers : [{ customer: '1', opened: '2000-01-01' }];
  return {
    dataFrom: written.data_from,
    customers: customers.map((row) => ({
      customerKey: BigInt(at(row, 'customer')),
      openedOn: dayAt(row, 'opened'),
      birthYear: null,
      status: null,
    })),
    accounts: written.accounts.map((row) => ({
      accountKey: row.account,
      validFrom: row.from ?? row.opened,
      customerKey: row.customer,
      kind: row.kind,
      product: row.product,
      currency: row.currency,
      openedOn: row.opened,
      termMonths: row.term === null ? null : Number(row.term),
      maturesOn: row.matures,
      closedOn: row.closed,
      openingMinor: row.opening,
    })),
    entries: written.entries.map((row) => ({
      accountKey: BigInt(at(row, 'account')),
      bookedOn: dayAt(row, 'day'),
      amountMinor: BigInt(at(row, 'amount')),
      purpose: row['purpose'] ?? 'other',
      isLate: false,
    })),
    ...loansOf(written),
    facts: written.facts.map((row) => ({
      customerKey: BigInt(at(row, 'customer')),
      name: at(row, 'name'),
      asOf: dayAt(row, 'day'),
      value: BigInt(at(row, 'value')),
    })),
    holdings: written.holdings.map((row) => ({
      customerKey: BigInt(at(row, 'customer')),
      product: at(row, 'product'),
      currency: row['currency'] ?? written.currency,
      asOf: dayAt(row, 'day'),
      valueMinor: at(row, 'value') === '-' ? null : BigInt(at(row, 'value')),
      quantity: row['quantity'] === undefined ? null : Number(row['quantity']),
    })),
    rates: written.rates.map((row) => ({
      currency: at(row, 'currency'),
      quoteCurrency: at(row, 'quote'),
      asOf: dayAt(row, 'day'),
      rateMillionths: BigInt(at(row, 'millionths')),
    })),
  };
}

function loansOf(written: Written): Pick<Bank, 'loans' | 'parties' | 'statuses'> {
  const loans = [...new Set([...written.loans, ...written.reports].map(({ loan }) => loan))];
  return {
    loans: loans.map((loanKey) => {
      const told = written.loans.find(({ loan }) => loan === loanKey);
      return {
        loanKey,
        currency: told?.currency ?? written.currency,
        openedOn: 0,
        limitMinor: told?.limit ?? null,
        product: told?.product ?? null,
      };
    }),
    parties:
      written.parties.length > 0
        ? written.parties.map((row) => ({
            loanKey: BigInt(at(row, 'loan')),
            customerKey: BigInt(at(row, 'customer')),
            role: z.enum(['borrower', 'guarantor']).parse(row['role']),
          }))
        : loans.map((loanKey) => ({ loanKey, customerKey: 1n, role: 'borrower' })),
    statuses: written.reports.map((row) => ({
      loanKey: row.loan,
      asOf: row.as_of,
      outstandingMinor: row.outstanding,
      daysPastDue: Number(row.days),
      overdueMinor: row.overdue,
      class: row.class === null ? null : loanClasses.indexOf(row.class),
    })),
  };
}

function expectedOf({ expect }: Written): ReadonlyMap<bigint, bigint | null> {
  if (expect === null || typeof expect === 'bigint') return new Map([[1n, expect]]);
  return new Map(Object.entries(expect).map(([customer, value]) => [BigInt(customer), value]));
}

function condition(text: string) {
  const { condition: parsed, findings } = parseCondition(text, accountScope);
  return known(parsed, `${text}: ${JSON.stringify(findings)}`);
}

function days(text: string): number {
  const duration = known(parseDuration(text), text);
  if (duration.unit !== 'days') throw new Error(`${text} is not in days`);
  return duration.count;
}

/** Words of a line by name; those at the end may be left out. */
function splitLine(line: string, parts: readonly string[]): Readonly<Record<string, string>> {
  const words = line.split(/\s+/);
  return Object.fromEntries(words.map((word, index) => [known(parts[index], line), word]));
}

const at = (row: Readonly<Record<string, string>>, name: string): string => known(row[name], name);
const dayAt = (row: Readonly<Record<string, string>>, name: string): Day =>
  known(parseDay(at(row, name)), at(row, name));

function known<Value>(value: Value | null | undefined, text: string): Value {
  if (value === null || value === undefined) throw new Error(`a case cannot say: ${text}`);
  return value;
}
