import fc from 'fast-check';
import { formatDay, parseDay } from '@gradus/schema';
import { expect, test } from 'vitest';
import { seeded, testSize } from '../../../../tools/test-size.ts';
import { smallMapping } from '../trial/small-bank.ts';
import { TrialLake, type TrialFiles } from '../trial/trial-lake.ts';

/** Whatever happens to bookings and reports, in whatever deliveries it is told: what is left counts, and nothing else. */

const start = parseDay('2024-01-01') ?? 0;
const day = fc.integer({ min: 0, max: 120 }).map((offset) => formatDay(start + offset));
const change = fc.record({
  operation: fc.constantFrom('I', 'U', 'D'),
  id: fc.integer({ min: 1, max: 6 }),
  account: fc.constantFrom('A1', 'A2'),
  day,
  amount: fc.integer({ min: -500, max: 500 }),
  isEntry: fc.boolean(),
});
type Change = typeof change extends fc.Arbitrary<infer One> ? One : never;

const head = 'business_date: 2024-05-31';
const keys = 'delivery: changes\n    operation: op\n    sequence: seq';
const feeds = (settings: string): { readonly entry: string; readonly more: string } => ({
  entry: `
  entry:
    file: entries.csv
    ${settings}
    fields: { account_id: account, booked_on: day, amount: amount, purpose: { value: other }, entry_id: id }`,
  more: `
  loan:
    file: loans.csv
    fields: { loan_id: id, opened_on: { value: 2020-01-01 } }
  loan_status:
    file: reports.csv
    ${settings}
    fields: { loan_id: id, as_of: { value: 2024-03-31 }, outstanding: amount, days_past_due: { value: 0 } }`,
});

const bank: TrialFiles = {
  'customers.csv': 'id,name,opened,born\nC1,a,2020-01-01,\nC2,b,2020-01-01,\n',
  'accounts.csv':
    'id,owner,kind,opened,closed,opening\nA1,C1,demand,2020-01-01,,100\nA2,C2,demand,2020-01-01,,7\n',
  'loans.csv': 'id\n1\n2\n3\n4\n5\n6\n',
};

/** Files of one delivery; `place` is the sequence of its first change. Lines come last change first. */
function delivery(changes: readonly Change[]): TrialFiles {
  const lines = changes.map((one, index) => ({ ...one, line: lineOf(one, index) })).toReversed();
  const of = (isEntry: boolean): string =>
    lines
      .filter((one) => one.isEntry === isEntry)
      .map(({ line }) => `${line}\n`)
      .join('');
  return {
    ...bank,
    'entries.csv': `op,seq,id,account,day,amount\n${of(true)}`,
    'reports.csv': `op,seq,id,account,day,amount\n${of(false)}`,
  };
}

function lineOf({ operation, id, account, day: on, amount }: Change, index: number): string {
  return [operation, index, id, ...(operation === 'D' ? ['', '', ''] : [account, on, amount])].join(',');
}

/** What is left after all of it. A booking that is known is changed by updates alone. */
function left(deliveries: readonly (readonly Change[])[], isEntry: boolean): Change[] {
  const rows = new Map<number, Change>();
  for (const one of deliveries) {
    const last = new Map(
      one.filter((change) => change.isEntry === isEntry).map((change) => [change.id, change]),
    );
    for (const [id, change] of last) {
      const isKept = isEntry && change.operation === 'I' && rows.has(id);
      if (change.operation === 'D') rows.delete(id);
      else if (!isKept) rows.set(id, change);
    }
  }
  return [...rows.values()];
}

async function stateOf(lake: TrialLake): Promise<string[]> {
  return [
    ...(await lake.texts(
      `SELECT e.entry_id, i.external_id, CAST(e.booked_on AS VARCHAR), e.amount_minor FROM entry e JOIN identity i ON i.entity = 'account' AND i.entity_key = e.account_key ORDER BY ALL`,
    )),
    ...(await lake.texts(
      `SELECT i.external_id, CAST(s.month_end AS VARCHAR), sum(s.balance_minor), sum(s.balance_days_minor) FROM snapshot s JOIN identity i ON i.entity = 'account' AND i.entity_key = s.spell_key // 1024 GROUP BY ALL ORDER BY ALL`,
    )),
    ...(await lake.texts(
      `SELECT i.external_id, s.outstanding_minor FROM loan_status s JOIN identity i ON i.entity = 'loan' AND i.entity_key = s.loan_key ORDER BY ALL`,
    )),
  ];
}

test('deltas leave what a delivery of the rest alone makes', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(change, { maxLength: 12 }), { minLength: 2, maxLength: 3 }),
      async (deliveries) => {
        await using lake = await TrialLake.open();
        await using plain = await TrialLake.open();
        // Inserts of known bookings are rejected, which is no concern of this test.
        const delta = smallMapping({ head: `${head}\ntolerance: 20 rows`, ...feeds(keys) });
        for (const [index, one] of deliveries.entries()) {
          const report = await lake.import(`${delta}\n# ${index}`, delivery(one));
          expect(report).toMatchObject({ status: 'accepted' });
        }
        const rest = (isEntry: boolean): string =>
          left(deliveries, isEntry)
            .map((one) => `I,0,${one.id},${one.account},${one.day},${one.amount}\n`)
            .join('');
        await plain.import(smallMapping({ head, ...feeds('') }), {
          ...bank,
          'entries.csv': `op,seq,id,account,day,amount\n${rest(true)}`,
          'reports.csv': `op,seq,id,account,day,amount\n${rest(false)}`,
        });
        expect(await stateOf(lake)).toEqual(await stateOf(plain));
      },
    ),
    { numRuns: testSize() === 'long' ? 100 : 8, seed: seeded('deltas') },
  );
});
