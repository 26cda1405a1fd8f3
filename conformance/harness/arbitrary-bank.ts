// Random small banks that intake would accept: closed accounts end at 0, bookings lie between opening and closing.
import fc from 'fast-check';
import { addMonths, dayFromParts, monthEnd, type Day } from '@gradus/schema';
import type { Bank, BankAccount, BankEntry, BankLoan, BankParty, BankRate, BankStatus } from './bank.ts';

/** Two years and a bit, the end of a leap February among them. */
export const firstDay: Day = dayFromParts({ year: 2023, month: 11, day: 20 });
export const lastDay: Day = dayFromParts({ year: 2025, month: 2, day: 10 });

const customerKeys = [1n, 2n, 3n, 4n];
const key = fc.constantFrom(...customerKeys);
const kind = fc.constantFrom('demand', 'term', 'notice', 'other');
const product = fc.constantFrom(null, 'T1', 'T2');
const currency = fc.constantFrom('CNY', 'CNY', 'CNY', 'USD', 'JPY', 'KWD');
const purpose = fc.constantFrom(
  'salary',
  'spend',
  'spend',
  'transfer',
  'interest',
  'fee',
  'balance',
  'other',
);
const term = fc.constantFrom(null, 0, 3, 12, 60);

/** Days that like the edges of months. */
const day: fc.Arbitrary<Day> = fc
  .tuple(fc.integer({ min: firstDay, max: lastDay }), fc.constantFrom('as is', 'end', 'start'))
  .map(([any, place]) => {
    if (place === 'as is') return any;
    const end = monthEnd(any);
    return Math.min(place === 'end' ? end : end + 1, lastDay);
  });

/** The same, more often towards the end than towards the beginning, so that there is something to look back at. */
export const lateDay: fc.Arbitrary<Day> = fc.tuple(day, day, day).map((days) => Math.max(...days));
const earlyDay: fc.Arbitrary<Day> = fc.tuple(day, day, day).map((days) => Math.min(...days));

const amount = fc.oneof(
  fc.bigInt({ min: -5_000n, max: 5_000n }),
  fc.bigInt({ min: -1_000_000_000_000n, max: 1_000_000_000_000n }),
);

interface AccountWithEntries {
  readonly rows: readonly BankAccount[];
  readonly entries: readonly BankEntry[];
}

function account(accountKey: bigint, dataFrom: Day | null): fc.Arbitrary<AccountWithEntries> {
  const version = fc.record({
    validFrom: day,
    customerKey: key,
    kind,
    product,
    currency,
    termMonths: term,
    maturesOn: fc.option(day, { nil: null }),
  });
  return fc
    .record({
      openedOn: earlyDay,
      closedOn: fc.option(lateDay, { nil: null, freq: 1 }),
      versions: fc.uniqueArray(version, { minLength: 1, maxLength: 4, selector: (one) => one.validFrom }),
      isSteady: fc.boolean(),
      openingMinor: fc.option(amount, { nil: null }),
      bookings: fc.array(fc.record({ on: day, amountMinor: amount, purpose, isLate: fc.boolean() }), {
        maxLength: 12,
      }),
    })
    .map(({ openedOn, closedOn: written, versions, isSteady, openingMinor, bookings }) => {
      const start = Math.max(openedOn, dataFrom ?? openedOn);
      const closedOn = written === null ? null : Math.max(written, start);
      const sorted = versions.toSorted((a, b) => a.validFrom - b.validFrom);
      const rows = sorted.map((one, index) => ({
        ...(isSteady ? { ...one, customerKey: sorted[0]?.customerKey ?? 1n } : one),
        accountKey,
        openedOn,
        maturesOn: one.maturesOn,
        // What is known of the closing, only the latest row says.
        closedOn: index === sorted.length - 1 ? closedOn : null,
        openingMinor: index === 0 ? openingMinor : null,
      }));
      const latest = closedOn ?? lastDay;
      const entries = bookings
        .map(({ on, ...rest }) => ({ accountKey, bookedOn: Math.min(Math.max(on, start), latest), ...rest }))
        .filter(({ bookedOn }) => bookedOn >= start);
      if (closedOn !== null) {
        const held = entries.reduce((sum, row) => sum + row.amountMinor, openingMinor ?? 0n);
        entries.push({
          accountKey,
          bookedOn: closedOn,
          amountMinor: -held,
          purpose: 'transfer',
          isLate: false,
        });
      }
      return { rows, entries };
    });
}

const loanKeys = [1n, 2n, 3n];
const loans: fc.Arbitrary<BankLoan[]> = fc.tuple(
  ...loanKeys.map((one) =>
    fc.record({
      loanKey: fc.constant(one),
      currency,
      openedOn: fc.constant(firstDay),
      limitMinor: fc.constantFrom(null, null, 0n, 800_000n),
      product,
    }),
  ),
);
const loanKey = fc.constantFrom(...loanKeys);

const parties: fc.Arbitrary<BankParty[]> = fc.uniqueArray(
  fc.record({ loanKey, customerKey: key, role: fc.constantFrom('borrower', 'guarantor') }),
  { minLength: 2, maxLength: 8, selector: (row) => `${row.loanKey} ${row.customerKey} ${row.role}` },
);

const statuses: fc.Arbitrary<BankStatus[]> = fc.uniqueArray(
  fc.record({
    loanKey,
    asOf: day,
    outstandingMinor: fc.constantFrom(0n, 1n, 500_000n),
    daysPastDue: fc.constantFrom(0, 1, 3, 4, 31, 95),
    overdueMinor: fc.constantFrom(null, 0n, 9_999n, 10_000n),
    class: fc.constantFrom(null, 0, 1, 2, 4),
  }),
  { minLength: 4, maxLength: 14, selector: (row) => `${row.loanKey} ${row.asOf}` },
);

const facts = fc.uniqueArray(
  fc.record({ customerKey: key, name: fc.constantFrom('aum', 'score'), asOf: day, value: amount }),
  { maxLength: 8, selector: (row) => `${row.customerKey} ${row.name} ${row.asOf}` },
);

const holdings = fc.uniqueArray(
  fc.record({
    customerKey: key,
    product: fc.constantFrom('FUND', 'T1', 'CARD'),
    currency,
    asOf: day,
    valueMinor: fc.oneof(fc.constantFrom(null, 0n), fc.bigInt({ min: 0n, max: 1_000_000_000_000n })),
    quantity: fc.constantFrom(null, 0, 1),
  }),
  { maxLength: 10, selector: (row) => `${row.customerKey} ${row.product} ${row.currency} ${row.asOf}` },
);

/** A quote now and then, a few with gaps of more than the ten days for which one holds. */
const rates: fc.Arbitrary<BankRate[]> = fc
  .tuple(
    ...['USD', 'JPY', 'KWD', 'CNY'].flatMap((currency) =>
      ['CNY', 'JPY'].map((quoteCurrency) =>
        fc
          .tuple(fc.bigInt({ min: 1n, max: 9_000_000n }), fc.constantFrom(3, 8, 13))
          .map(([rateMillionths, gapDays]) =>
            Array.from({ length: Math.floor((lastDay - firstDay) / gapDays) }, (_, index) => ({
              currency,
              quoteCurrency,
              asOf: firstDay + index * gapDays,
              rateMillionths: rateMillionths + BigInt(index),
            })),
          ),
      ),
    ),
  )
  .map((quotes) => quotes.flat());

export const arbitraryBank: fc.Arbitrary<Bank> = fc
  .option(fc.integer({ min: firstDay, max: addMonths(firstDay, 6) }), { nil: null })
  .chain((dataFrom) =>
    fc
      .record({
        openings: fc.tuple(...customerKeys.map(() => earlyDay)),
        accounts: fc.tuple(...[11n, 12n, 13n, 14n, 15n, 16n, 17n, 18n].map((one) => account(one, dataFrom))),
        loans,
        parties,
        statuses,
        facts,
        holdings,
        rates,
      })
      .map(({ openings, accounts, ...rest }) => ({
        ...rest,
        dataFrom,
        customers: customerKeys.map((customerKey, index) => ({
          customerKey,
          openedOn: openings[index] ?? firstDay,
          birthYear: null,
          status: 'active',
        })),
        accounts: accounts.flatMap(({ rows }) => rows),
        entries: accounts.flatMap(({ entries }) => entries),
      })),
  );
