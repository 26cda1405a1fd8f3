import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDuckdb, type Session } from '@gradus/engine';
import { formatDay, parseDay, tables, type TableName } from '@gradus/schema';
import { dialects, printQuery, type Query } from '@gradus/sql';
import { carryQuery } from './carry-query.ts';
import { movementQuery } from './movement-query.ts';
import { snapshotQuery } from './snapshot-query.ts';
import { spellQuery } from './spell-query.ts';

/** Forms and edges of derived relations; that their sums are right is held by conformance/ on random banks. */

let session: Session;
beforeAll(async () => {
  session = await openDuckdb({ threads: 1, memoryMib: 512, temporaryDirectory: null });
  for (const name of ['account', 'entry'] as const) {
    const columns = tables[name].columns.map((one) => `${one.name} ${dialects.duckdb.typeNames[one.type]}`);
    await session.run(`CREATE TABLE ${name} (${columns.join(', ')})`);
  }
});
afterAll(async () => {
  await session.close();
});

const day = (text: string) => parseDay(text) ?? 0;
const dataFrom = day('2026-01-01');

interface History {
  readonly from: string;
  readonly owner: bigint;
  readonly kind?: string;
  readonly term?: number;
  readonly opened?: string;
  readonly closed?: string;
  readonly opening?: bigint;
}

async function derive(
  history: readonly History[],
  entries: readonly (readonly [string, bigint])[] = [],
): Promise<void> {
  await session.run('DELETE FROM account');
  await session.run('DELETE FROM entry');
  await session.append(
    'account',
    history.map(
      ({ from, owner, kind = 'term', term = null, opened = '2026-02-01', closed, opening = null }) => {
        const closedOn = closed === undefined ? null : day(closed);
        return [7n, day(from), owner, kind, null, 'CNY', day(opened), term, null, closedOn, opening];
      },
    ),
  );
  await session.append(
    'entry',
    entries.map(([on, amount]) => [7n, day(on), amount, 'other', null, null]),
  );
  await make('spell', spellQuery({ dataFrom }));
  await make('carry', carryQuery({ dataFrom }));
  await make('movement', movementQuery({ dataFrom }));
  await make('snapshot', snapshotQuery({ monthEnds: [day('2026-02-28'), day('2026-03-31')] }));
}

async function make(name: TableName, query: Query): Promise<void> {
  await session.run(`CREATE OR REPLACE TABLE ${name} AS ${printQuery(query, dialects.duckdb)}`);
}

/** Rows as lines, days as people write them. */
async function linesOf(statement: string, days: readonly string[]): Promise<string[]> {
  const rows = await session.rows(statement);
  return rows.map((row) =>
    Object.entries(row)
      .map(([name, value]) =>
        days.includes(name) && typeof value === 'number' ? formatDay(value) : String(value),
      )
      .join(' '),
  );
}

const spells = () =>
  linesOf('SELECT spell_key, customer_key, from_on, to_on, term_months FROM spell ORDER BY spell_key', [
    'from_on',
    'to_on',
  ]);

const movements = () =>
  linesOf(
    'SELECT spell_key, moved_on, amount_minor, purpose FROM movement ORDER BY moved_on, purpose, amount_minor',
    ['moved_on'],
  );

describe('derived relations', () => {
  test.each(['spell', 'carry', 'movement', 'snapshot'] as const)(
    '%s has the columns of the schema',
    async (name) => {
      await derive([{ from: '2026-02-01', owner: 1n }], [['2026-02-01', 5n]]);
      const rows = await session.rows(`DESCRIBE ${name}`);
      const wanted = tables[name].columns.map((one) => [one.name, dialects.duckdb.typeNames[one.type]]);
      expect(rows.map((row) => [row['column_name'], row['column_type']])).toEqual(wanted);
    },
  );

  test('rows that agree are one spell, with the latest term', async () => {
    await derive([
      { from: '2026-02-01', owner: 1n, term: 3 },
      { from: '2026-03-01', owner: 1n, term: 6 },
      { from: '2026-04-01', owner: 2n, term: 6 },
      { from: '2026-05-01', owner: 1n, term: 12, closed: '2026-06-01' },
    ]);
    expect(await spells()).toEqual([
      '7168 1 2026-02-01 2026-04-01 6',
      '7169 2 2026-04-01 2026-05-01 6',
      '7170 1 2026-05-01 2026-06-01 12',
    ]);
  });

  test('the first row holds from the opening, whenever it is said to', async () => {
    await derive([{ from: '2026-02-20', owner: 1n }]);
    expect(await spells()).toEqual(['7168 1 2026-02-01 null null']);
  });

  test('a row overtaken before the opening never held', async () => {
    await derive([
      { from: '2025-01-01', owner: 3n },
      { from: '2026-01-15', owner: 1n },
      { from: '2026-03-01', owner: 2n },
    ]);
    expect(await spells()).toEqual(['7168 1 2026-02-01 2026-03-01 null', '7169 2 2026-03-01 null null']);
  });

  test('a row that comes once the account is closed says when it closed and no more', async () => {
    await derive([
      { from: '2026-02-01', owner: 1n },
      { from: '2026-03-31', owner: 2n, closed: '2026-03-10' },
    ]);
    expect(await spells()).toEqual(['7168 1 2026-02-01 2026-03-10 null']);
  });

  test('bookings belong to the spell of their day, those of the day of closing to the last', async () => {
    await derive(
      [
        { from: '2026-02-01', owner: 1n },
        { from: '2026-03-01', owner: 2n, closed: '2026-03-10' },
      ],
      [
        ['2026-02-28', 50n],
        ['2026-03-01', 7n],
        ['2026-03-10', -57n],
      ],
    );
    expect(await movements()).toEqual([
      '7168 2026-02-28 50 other',
      '7168 2026-03-01 -50 carried',
      '7169 2026-03-01 50 carried',
      '7169 2026-03-01 7 other',
      '7169 2026-03-10 -57 other',
    ]);
  });

  test('an opening balance moves in on the first day of the data, or of the account', async () => {
    await derive([{ from: '2020-01-01', owner: 1n, opened: '2020-01-01', opening: 9n }]);
    expect(await movements()).toEqual(['7168 2026-01-01 9 opening']);
    await derive([{ from: '2026-02-01', owner: 1n, opening: 9n }]);
    expect(await movements()).toEqual(['7168 2026-02-01 9 opening']);
  });

  test('the earliest opening balance given stands', async () => {
    await derive([
      { from: '2020-01-01', owner: 1n, opened: '2020-01-01', opening: 9n },
      { from: '2026-02-01', owner: 2n, opened: '2020-01-01' },
    ]);
    expect(await movements()).toEqual([
      '7168 2026-01-01 9 opening',
      '7168 2026-02-01 -9 carried',
      '7169 2026-02-01 9 carried',
    ]);
  });

  test.each([
    { opened: '2025-12-31', opening: 5n, known: true },
    { opened: '2025-12-31', known: false },
    { opened: '2026-01-01', known: true },
  ])('opened $opened with $opening: known $known', async ({ known, ...account }) => {
    await derive([{ from: account.opened, owner: 1n, ...account }]);
    expect(await session.rows('SELECT opening_known FROM spell')).toEqual([{ opening_known: known }]);
  });

  test('a snapshot holds sums since the beginning', async () => {
    await derive(
      [{ from: '2026-02-01', owner: 1n }],
      [
        ['2026-02-27', 10n],
        ['2026-03-31', 1n],
      ],
    );
    const rows = await session.rows('SELECT * EXCLUDE spell_key FROM snapshot ORDER BY month_end');
    expect(rows.map((row) => Object.values(row))).toEqual([
      [day('2026-02-28'), 10n, 20n, 10n, 0n, 0n, 0n],
      [day('2026-03-31'), 11n, 331n, 21n, 0n, 0n, 0n],
    ]);
  });
});
