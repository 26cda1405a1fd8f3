import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { assess, compareWithBank, verify, type MonthComparison } from '@gradus/assessment';
import { importBatch } from '@gradus/lake';
import { assert, parseDay } from '@gradus/schema';

/**
 * A bank that runs a star scheme by hand hands its customers over with running clocks; for three months both run side by
 * side. Each kind of difference is planted, and every difference that the comparison shows must have the planted cause.
 */

const engine = { threads: 2, memoryMib: 512, temporaryDirectory: null };
const months = ['2026-05-31', '2026-06-30', '2026-07-31'];
const stars = ['seven', 'six', 'five', 'four', 'three', 'base'] as const;
type Star = (typeof stars)[number];

/** A customer as the bank knows them: fen held through each month (April to July) and where the bank's clocks stand. */
interface Person {
  readonly id: string;
  readonly fen: readonly [number, number, number, number];
  readonly star: Star;
  /** When the bank began to see the customer fall; null: not falling. */
  readonly falling: string | null;
}

const plain: Person[] = Array.from({ length: 48 }, (_, index) => {
  const star = stars[index % stars.length] ?? 'base';
  const held = { seven: 900, six: 200, five: 30, four: 10, three: 2, base: 0.1 }[star] * 1_000_000;
  const rises = index % 7 === 0 && star !== 'seven';
  const later = rises ? held * 12 : index % 5 === 0 ? Math.round(held / 20) : held;
  return { id: `P${String(index).padStart(3, '0')}`, fen: [held, later, later, later], star, falling: null };
});

const steady = (id: string, fen: number, star: Star): Person => ({
  id,
  fen: [fen, fen, fen, fen],
  star,
  falling: null,
});

const planted: Person[] = [
  steady('EDGE', 4_999_960, 'three'),
  { id: 'CLOCK', fen: [1_000_000, 1_000_000, 1_000_000, 1_000_000], star: 'five', falling: '2025-12-31' },
  { id: 'BOOKING', fen: [1_000_000, 6_000_000, 6_000_000, 6_000_000], star: 'three', falling: null },
  steady('HAND', 1_000_000, 'three'),
  steady('MERGED', 6_000_000, 'four'),
  steady('STAYS', 6_000_000, 'four'),
  steady('ABSENT', 6_000_000, 'four'),
  steady('LATE', 0, 'base'),
  steady('EMPTY', 0, 'three'),
  steady('VETO', 30_000_000, 'five'),
  steady('LIFTED', 6_000_000, 'four'),
];

const people = [...plain, ...planted];

/** The bank's own way: the star of a balance, rounded to whole yuan as its report does. */
function starOf(fen: number): Star {
  const yuan = Math.round(fen / 100);
  const cuts = [8_000_000, 1_000_000, 200_000, 50_000, 5_000];
  const at = cuts.findIndex((cut) => yuan >= cut);
  return stars[at < 0 ? 5 : at] ?? 'base';
}

const buffer: Readonly<Record<string, number>> = { seven: 24, six: 12, five: 6 };

interface Row {
  readonly id: string;
  readonly star: Star;
  readonly since: string;
  readonly falling: string | null;
}

/** One month of the bank's scheme by hand. Falls are looked at on 30 June alone; one star at a time. */
function bankMonth(before: Row, computed: Star, asOf: string): Row {
  const rank = (star: Star): number => stars.indexOf(star);
  if (rank(computed) < rank(before.star)) return { ...before, star: computed, since: asOf, falling: null };
  if (!asOf.endsWith('06-30')) return before;
  if (computed === before.star) return { ...before, falling: null };
  const falling = before.falling ?? asOf;
  const monthsFallen = (2026 - Number(falling.slice(0, 4))) * 12 + 6 - Number(falling.slice(5, 7));
  if (monthsFallen < (buffer[before.star] ?? 0)) return { ...before, falling };
  const star = stars[rank(before.star) + 1] ?? 'base';
  return { ...before, star, since: asOf, falling: star === computed ? null : asOf };
}

/** What the bank grants at the end of each month, the month before the first included. */
function bankHistory(): Map<string, Row[]> {
  const opening = people.map(({ id, star, falling }) => ({ id, star, since: '2025-06-30', falling }));
  const history = new Map<string, Row[]>([['2026-04-30', opening]]);
  let before = opening;
  for (const [index, asOf] of months.entries()) {
    before = before.map((row) => {
      const person = people.find(({ id }) => id === row.id);
      if (row.id === 'EMPTY' || row.id === 'LATE') return row;
      const after = bankMonth(row, starOf(person?.fen[index + 1] ?? 0), asOf);
      return row.id === 'HAND' && index === 0 ? { ...after, star: 'six', since: asOf } : after;
    });
    history.set(asOf, before);
  }
  return history;
}

/** What the comparison must find, month by month: `customer cause`. */
const expected = [
  ['BOOKING data assets', 'EDGE edge assets', 'EMPTY unrated NO_POINTS', 'HAND by_hand', 'LATE missing_here'],
  [
    'BOOKING data assets',
    'CLOCK clock falling_since',
    'EDGE edge assets',
    'EMPTY unrated NO_POINTS',
    'HAND by_hand',
  ],
  [
    'BOOKING data assets',
    'CLOCK clock falling_since',
    'EDGE edge assets',
    'EMPTY unrated NO_POINTS',
    'HAND by_hand',
  ],
].map((rows) =>
  [
    ...rows,
    'ABSENT missing_at_bank',
    'LIFTED override',
    'MERGED identity STAYS',
    'VETO rule non-performing',
  ].toSorted(),
);

let folder: string;
let compared: MonthComparison[];
let results: string[];
const at = (name: string): string => path.join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gradus-takeover-'));
  await mkdir(at('source'));
  await writeSource();
  const report = await importBatch({
    lakeDirectory: at('lake'),
    mappingText: mapping,
    mappingPath: 'mapping.yaml',
    sourceDirectory: at('source'),
    now: 1_785_542_400_000_000n,
    threads: 2,
    memoryMib: 512,
  });
  assert(report.status === 'accepted', JSON.stringify([report.reasons, report.rejects.first]));
  results = await assessMonths();
  compared = await compareWithBank({ lakeDirectory: at('lake'), results, tierFile: null, ...engine });
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

const mapping = `gradus_mapping: 1
source: core
currency: CNY
data_from: 2025-01-01
tables:
  customer: { file: customer.csv, fields: { customer_id: id, opened_on: opened } }
  account: { file: account.csv, fields: { account_id: id, customer_id: owner, kind: { value: demand }, opened_on: opened } }
  entry: { file: entry.csv, fields: { account_id: account, booked_on: day, amount: amount, purpose: { value: transfer } } }
  loan: { file: loan.csv, fields: { loan_id: id, opened_on: opened } }
  loan_party: { file: loan.csv, fields: { loan_id: id, customer_id: owner, role: { value: borrower } } }
  loan_status:
    file: loan.csv
    fields: { loan_id: id, as_of: day, outstanding: outstanding, days_past_due: days }
  fact:
    file: fact.csv
    fields: { customer_id: id, as_of: day }
    figures: { bank_assets: { column: assets, unit: money } }
  tier_state:
    file: tiers.csv
    fields: { customer_id: id, tier: star, since: since, falling_since: falling, as_of: day }
  customer_link: { file: links.csv, fields: { from: old, to: new, valid_from: day } }
`;

async function writeSource(): Promise<void> {
  const write = (name: string, head: string, lines: readonly string[]) =>
    writeFile(at(`source/${name}`), [head, ...lines, ''].join('\n'));
  const yuan = (fen: number): string => (fen / 100).toFixed(2);
  const opened = (id: string): string => (id === 'LATE' ? '2026-06-15' : '2025-02-01');
  const holders = people.filter(({ id }) => id !== 'EMPTY');
  await write(
    'customer.csv',
    'id,opened',
    people.map(({ id }) => `${id},${opened(id)}`),
  );
  await write(
    'account.csv',
    'id,owner,opened',
    holders.map(({ id }) => `A-${id},${id},${opened(id)}`),
  );
  const entries = people.flatMap(({ id, fen }) =>
    fen.flatMap((held, index) => {
      const moved = held - (index === 0 ? 0 : (fen[index - 1] ?? 0));
      // The deposit of May never reached Gradus.
      if (moved === 0 || (id === 'BOOKING' && index === 1)) return [];
      return [`A-${id},${index === 0 ? '2025-02-01' : `2026-0${index + 4}-01`},${yuan(moved)}`];
    }),
  );
  await write('entry.csv', 'account,day,amount', entries);
  await write('loan.csv', 'id,owner,opened,day,outstanding,days', [
    'L1,VETO,2025-03-01,2026-05-15,1000.00,120',
  ]);
  const facts = months.flatMap((day, index) =>
    people.map(({ id, fen }) => `${id},${day},${Math.round((fen[index + 1] ?? 0) / 100)}.00`),
  );
  await write('fact.csv', 'id,day,assets', facts);
  const tiers = [...bankHistory()].flatMap(([day, rows]) =>
    rows
      .filter(({ id }) => id !== 'ABSENT' || day === '2026-04-30')
      .map(({ id, star, since, falling }) => {
        // The clock that was handed over is a day late.
        const told = id === 'CLOCK' && day === '2026-04-30' ? '2026-01-01' : (falling ?? '');
        return `${id},${star},${since},${told},${day}`;
      }),
  );
  await write('tiers.csv', 'id,star,since,falling,day', tiers);
  await write('links.csv', 'old,new,day', ['MERGED,STAYS,2026-05-10']);
  await writeFile(
    at('overrides.csv'),
    'customer_id,tier,until,reason,approver\nLIFTED,six,2026-12-31,why,head\n',
  );
}

async function assessMonths(): Promise<string[]> {
  const policyText = await readFile(new URL('../examples/policies/icbc-stars.yaml', import.meta.url), 'utf8');
  const folders: string[] = [];
  for (const asOf of months) {
    const out = at(asOf);
    await assess({
      lakeDirectory: at('lake'),
      policyText,
      asOf: parseDay(asOf) ?? 0,
      previous: folders.at(-1) ?? null,
      overrides: at('overrides.csv'),
      out,
      threads: 2,
      memoryMib: 512,
      now: '2026-08-01T00:00:00.000Z',
      processId: process.pid,
      version: '0.0.0',
    });
    folders.push(out);
  }
  return folders;
}

test.each([0, 1, 2])('every difference of month %i has the planted cause, and none is missed', (index) => {
  const found = compared[index]?.differences.map(({ customerId, cause }) =>
    [customerId, cause.name, ...(cause.subject === null ? [] : [cause.subject])].join(' '),
  );
  expect(found?.toSorted()).toEqual(expected[index]);
});

test('a difference of data is told with both figures', () => {
  const booking = compared[0]?.differences.find(({ customerId }) => customerId === 'BOOKING');
  expect(booking?.cause).toMatchObject({ bank: '6000000', ours: '1000000' });
});

test('the months replay', async () => {
  for (const resultDirectory of results) {
    const { isVerified } = await verify({ lakeDirectory: at('lake'), resultDirectory, ...engine });
    expect(isVerified).toBe(true);
  }
});
