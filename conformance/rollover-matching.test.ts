// Renewals that crowd: many maturities and openings within days of each other, against the most that any pairing can reach.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { customerSlices, makeInStages } from '@gradus/assessment';
import { openDuckdb, type Session } from '@gradus/engine';
import { compileIndicators, evaluateIndicators } from '@gradus/policy';
import { dayFromParts, divideRounded, type Day } from '@gradus/schema';
import { dialects, printQuery } from '@gradus/sql';
import { loadBank } from './harness/bank-lake.ts';
import { bankRecords, bankRun } from './harness/bank-records.ts';
import type { Bank, BankAccount } from './harness/bank.ts';
import { planWith } from './harness/plan-with.ts';

let session: Session;
beforeAll(async () => {
  session = await openDuckdb({ threads: 1, memoryMib: 1024, temporaryDirectory: null });
});
afterAll(async () => {
  await session.close();
});

const asOf = dayFromParts({ year: 2026, month: 6, day: 30 });
const firstMaturity = dayFromParts({ year: 2026, month: 3, day: 1 });

interface Crowd {
  /** Days after the first maturity. */
  readonly gone: readonly number[];
  readonly kept: readonly number[];
  readonly opened: readonly number[];
}

const days = fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 14 });
const arbitraryCrowd: fc.Arbitrary<Crowd> = fc.record({
  gone: days,
  kept: fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 2 }),
  opened: days,
});

function bankOf(crowds: readonly Crowd[]): Bank {
  const accounts: BankAccount[] = [];
  const open = (customer: number, openedOn: Day, maturesOn: Day | null, closedOn: Day | null) =>
    accounts.push({
      accountKey: BigInt(accounts.length + 1),
      validFrom: openedOn,
      customerKey: BigInt(customer + 1),
      kind: 'term',
      product: null,
      currency: 'CNY',
      openedOn,
      termMonths: null,
      maturesOn,
      closedOn,
      openingMinor: null,
    });
  for (const [customer, { gone, kept, opened }] of crowds.entries()) {
    for (const day of gone) open(customer, firstMaturity - 90, firstMaturity + day, firstMaturity + day);
    for (const day of kept) open(customer, firstMaturity - 90, firstMaturity + day, null);
    for (const day of opened) open(customer, firstMaturity + day, null, null);
  }
  const customers = crowds.map((_, index) => ({
    customerKey: BigInt(index + 1),
    openedOn: firstMaturity - 400,
    birthYear: null,
    status: null,
  }));
  const nothing = {
    entries: [],
    loans: [],
    parties: [],
    statuses: [],
    facts: [],
    holdings: [],
    rates: [],
  };
  return { dataFrom: null, customers, accounts, ...nothing };
}

/** The most maturities that can have an opening of their own, by augmenting paths. */
function mostFollowed({ gone, opened }: Crowd, within: number): number {
  const takenBy = new Map<number, number>();
  const place = (one: number, tried: Set<number>): boolean => {
    for (const [index, day] of opened.entries()) {
      const matured = gone[one] as number;
      if (tried.has(index) || day < matured || day > matured + within) continue;
      tried.add(index);
      const holder = takenBy.get(index);
      if (holder !== undefined && !place(holder, tried)) continue;
      takenBy.set(index, one);
      return true;
    }
    return false;
  };
  return gone.filter((_, one) => place(one, new Set())).length;
}

function expectedOf(crowd: Crowd, within: number): bigint | null {
  const matured = crowd.gone.length + crowd.kept.length;
  const renewed = crowd.kept.length + mostFollowed(crowd, within);
  return matured === 0 ? null : divideRounded(BigInt(renewed) * 10_000n, BigInt(matured));
}

test('no join goes over all pairs of accounts', async () => {
  await loadBank(session, bankOf([{ gone: [1, 2], kept: [3], opened: [4] }]), { first: [], then: [] });
  const plan = planWith(
    [{ name: 'rate', metric: 'rollover_rate', parameters: { window: { count: 6, unit: 'months' } } }],
    { asOf, currency: 'CNY' },
  );
  const query = printQuery(compileIndicators(plan, { dataFrom: null, monthEnds: [] }), dialects.duckdb);
  const explained = JSON.stringify(
    (await session.rows(`EXPLAIN ${query}`)).map((row) => Object.values(row).map(String)),
  );
  expect(explained).toContain('HASH_JOIN');
  expect(explained).not.toMatch(/NESTED_LOOP|BLOCKWISE|CROSS_PRODUCT/);
});

test('as many renewals are found as there can be, in SQL and in process', async () => {
  const crowds = fc.array(arbitraryCrowd, { minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(crowds, fc.constantFrom(0, 1, 4, 7, 20), async (written, withinDays) => {
      const bank = bankOf(written);
      const parameters = { window: { count: 6, unit: 'months' as const }, withinDays };
      const plan = planWith([{ name: 'rate', metric: 'rollover_rate', parameters }], {
        asOf,
        currency: 'CNY',
      });
      await loadBank(session, bank, { first: [], then: [] });
      const rows = await session.runQuery(compileIndicators(plan, { dataFrom: null, monthEnds: [] }));
      const bySql = new Map(rows.map((row) => [row['customer_key'], row['rate']]));
      const records = bankRecords(bank);
      for (const [index, crowd] of written.entries()) {
        const key = BigInt(index + 1);
        const expected = expectedOf(crowd, withinDays);
        expect(bySql.get(key)).toBe(expected);
        const own = records.get(key);
        expect(own && evaluateIndicators(plan, own, bankRun(bank, plan))['rate']).toBe(expected);
      }
    }),
    { numRuns: 60 },
  );
});

/** Deposits that mature on the first day, each of which the next customer has a day later. */
function handedOn(customers: number): Bank {
  const bank = bankOf(Array.from({ length: customers }, () => ({ gone: [], kept: [0], opened: [] })));
  const heirs = bank.accounts.map((account, index) => ({
    ...account,
    validFrom: firstMaturity + 1,
    customerKey: BigInt(((index + 1) % customers) + 1),
  }));
  return { ...bank, accounts: [...bank.accounts, ...heirs] };
}

test('a deposit is renewed when another customer has it by then, of whatever slice', async () => {
  const bank = handedOn(6);
  const plan = planWith(
    [{ name: 'rate', metric: 'rollover_rate', parameters: { window: { count: 6, unit: 'months' } } }],
    { asOf, currency: 'CNY' },
  );
  const rates = [...bankRecords(bank).values()].map(
    (own) => evaluateIndicators(plan, own, bankRun(bank, plan))['rate'],
  );
  expect(rates).toEqual(Array.from({ length: 6 }, () => 10_000n));
  await loadBank(session, bank, { first: [], then: [] });
  const query = compileIndicators(plan, { dataFrom: null, monthEnds: [] });
  for (const slices of [1, 2, 6]) {
    await session.run('DROP TABLE IF EXISTS made');
    await makeInStages(session, 'made', { query, slicing: await customerSlices(session, slices) });
    const rows = await session.rows('SELECT rate FROM made');
    expect(rows.map((row) => row['rate'])).toEqual(rates);
  }
});
