import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDuckdb, type Session, type Value } from '@gradus/engine';
import { addMonths, dayFromParts, dayParts, divideRounded, monthEnd } from '@gradus/schema';
import {
  add,
  ascending,
  call,
  canonicalRow,
  canonicalRowSql,
  cast,
  column,
  date,
  digestOf,
  digestQuery,
  digestSums,
  divideRoundedSql,
  fold,
  integer,
  multiply,
  named,
  nothing,
  select,
  subquery,
  subtract,
  table,
  text,
  unionAll,
  type DigestColumn,
  type DigestValue,
  type Expression,
} from '@gradus/sql';

/** The SQL functions mean in a real engine what their in-process twins mean. */

let session: Session;
beforeAll(async () => {
  session = await openDuckdb({ threads: 2, memoryMib: 1024, temporaryDirectory: null });
});
afterAll(async () => {
  await session.close();
});

async function valuesOf(expressions: readonly Expression[]): Promise<Value[]> {
  const columns = expressions.map((expression, index) => named(`c${index}`, expression));
  const [row] = await session.runQuery(select({ columns }));
  return columns.map(({ name }) => row?.[name] ?? null);
}

const day = fc.integer({
  min: dayFromParts({ year: 1950, month: 1, day: 1 }),
  max: dayFromParts({ year: 2150, month: 12, day: 31 }),
});
const stored = fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n });

describe('functions on DuckDB', () => {
  it('divides like divideRounded', async () => {
    const pairs = fc.sample(fc.tuple(stored, fc.bigInt({ min: 1n, max: 2n ** 40n })), {
      numRuns: 400,
      seed: 7,
    });
    const ties: [bigint, bigint][] = [
      [5n, 2n],
      [-5n, 2n],
      [-1n, 2n],
      [1n, 2n],
      [0n, 3n],
    ];
    const all = [...ties, ...pairs];
    const values = await valuesOf(all.map(([n, d]) => divideRoundedSql(integer(n), integer(d))));
    expect(values).toEqual(all.map(([n, d]) => divideRounded(n, d)));
  });

  it('knows a missing numerator', async () => {
    expect(await valuesOf([divideRoundedSql(nothing('bigint'), integer(2))])).toEqual([null]);
  });

  it('joins the texts that are there', async () => {
    const [a, none] = [text('a'), nothing('varchar')];
    const joined = [
      [a, none, text('')],
      [none, a],
      [none, none],
    ].map((texts) => call('join_text', text(','), ...texts));
    expect(await valuesOf(joined)).toEqual(['a,', 'a', '']);
  });

  it('folds the values of each group in ascending order', async () => {
    const groups = fc.sample(fc.array(fc.integer({ min: -999, max: 999 }), { minLength: 1 }), {
      numRuns: 60,
      seed: 17,
    });
    const rows = groups.flatMap((values, group) =>
      values.map((value) => select({ columns: [named('g', integer(group)), named('v', integer(value))] })),
    );
    // Neither commutative nor associative, so order and start both show.
    const step = (state: bigint, value: bigint) => (state * 3n + value) % 1_000_003n;
    const folded = fold(column('v'), 5n, (state, value) => {
      const sum = add(multiply(integer(3), state), value);
      return subtract(sum, multiply(call('divide', sum, integer(1_000_003)), integer(1_000_003)));
    });
    const found = await session.runQuery(
      select({
        columns: [named('g', column('g')), named('f', folded)],
        from: subquery(unionAll(rows), 'rows'),
        groupBy: [column('g')],
        orderBy: [ascending(column('g'))],
      }),
    );
    expect(found.map(({ f }) => f)).toEqual(
      groups.map((values) =>
        values
          .toSorted((a, b) => a - b)
          .map(BigInt)
          .reduce(step, 5n),
      ),
    );
  });

  it('counts days and months like the calendar', async () => {
    const samples = fc.sample(fc.tuple(day, day, fc.integer({ min: -60, max: 60 })), {
      numRuns: 300,
      seed: 11,
    });
    for (const [from, to, count] of samples) {
      const { year, month, day: dayOfMonth } = dayParts(from);
      const parts = [year, month, dayOfMonth].map((part) => integer(part, 'integer'));
      const values = await valuesOf([
        cast(call('days_between', date(from), date(to)), 'bigint'),
        call('add_days', date(from), integer(count, 'integer')),
        call('add_months', date(from), integer(count, 'integer')),
        call('month_end', date(from)),
        call('date_of', ...parts),
        cast(call('year', date(from)), 'bigint'),
        cast(call('month', date(from)), 'bigint'),
        cast(call('day_of_month', date(from)), 'bigint'),
      ]);
      expect(values).toEqual([
        BigInt(to - from),
        from + count,
        addMonths(from, count),
        monthEnd(from),
        from,
        BigInt(year),
        BigInt(month),
        BigInt(dayOfMonth),
      ]);
    }
  });
});

describe('digest on DuckDB', () => {
  const columns: readonly DigestColumn[] = [
    { name: 'k', type: 'bigint' },
    { name: 'on', type: 'date' },
    { name: 'word', type: 'varchar' },
    { name: 'flag', type: 'boolean' },
  ];
  const row = fc.tuple(
    stored,
    fc.option(day),
    fc.option(
      fc.oneof(
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom('', '~', '|', '\\', '\\t', 'a|b~c\\', "it's", '优质'),
      ),
    ),
    fc.option(fc.boolean()),
  );

  function source(rows: readonly (readonly DigestValue[])[]) {
    const selects = rows.map((values) =>
      select({
        columns: columns.map(({ name, type }, index) => named(name, literal(type, values[index] ?? null))),
      }),
    );
    return subquery(unionAll(selects), 'rows');
  }

  function literal(type: DigestColumn['type'], value: DigestValue): Expression {
    if (value === null) return nothing(type);
    if (type === 'date') return date(Number(value));
    if (type === 'varchar') return text(String(value));
    return type === 'boolean' ? cast(text(String(value)), 'boolean') : integer(BigInt(value));
  }

  it('writes the same canonical text, and adds it up to the same digest in any order', async () => {
    const rows = fc
      .sample(row, { numRuns: 300, seed: 13 })
      .map((values) => values.map((value) => clean(value)));
    const [first] = await session.runQuery(digestQuery(source(rows), columns));
    const sums = {
      rows: first?.['rows'] as bigint,
      limbs: [0, 1, 2, 3].map((index) => first?.[`limb_${index}`]) as never,
    };
    expect(digestOf(columns, sums)).toBe(digestOf(columns, digestSums(columns, rows.toReversed())));
    const written = await session.runQuery(
      select({
        columns: [named('k', column('k')), named('t', canonicalRowSql(columns))],
        from: source(rows),
      }),
    );
    expect(new Set(written.map(({ t }) => t))).toEqual(
      new Set(rows.map((values) => canonicalRow(columns, values))),
    );
  });

  it('writes rows of more columns than one call takes', async () => {
    const wide = Array.from({ length: 130 }, (_, index): DigestColumn => ({
      name: `c${index}`,
      type: 'bigint',
    }));
    const values = wide.map((_, index) => (index % 7 === 0 ? null : BigInt(index)));
    const source = select({
      columns: wide.map(({ name }, index) => named(name, literal('bigint', values[index] ?? null))),
    });
    const query = select({ columns: [named('t', canonicalRowSql(wide))], from: subquery(source, 'rows') });
    expect(await session.runQuery(query)).toEqual([{ t: canonicalRow(wide, values) }]);
  });

  it('tells an empty text from a missing one, and a separator inside a text from one between', () => {
    const word: readonly DigestColumn[] = [
      { name: 'a', type: 'varchar' },
      { name: 'b', type: 'varchar' },
    ];
    const texts = [
      ['', null],
      [null, ''],
      ['~', ''],
      ['|', ''],
      ['', '|'],
      ['\\p', ''],
      ['a|', 'b'],
      ['a', '|b'],
    ] as const;
    expect(new Set(texts.map((values) => canonicalRow(word, values))).size).toBe(texts.length);
  });

  it('changes with any value, the number of rows and the names', () => {
    const base = digestOf(columns, digestSums(columns, [[1n, 2, 'x', true]]));
    const others = [
      digestOf(columns, digestSums(columns, [[1n, 2, 'y', true]])),
      digestOf(columns, digestSums(columns, [[1n, 2, 'x', null]])),
      digestOf(
        columns,
        digestSums(columns, [
          [1n, 2, 'x', true],
          [1n, 2, 'x', true],
        ]),
      ),
      digestOf(columns.with(0, { name: 'key', type: 'bigint' }), digestSums(columns, [[1n, 2, 'x', true]])),
    ];
    expect(new Set([base, ...others]).size).toBe(5);
  });
});

/** A lone surrogate has no UTF-8 form, and no bank's file can hold one. */
function clean(value: DigestValue): DigestValue {
  return typeof value === 'string' ? value.toWellFormed() : value;
}

it('refuses to guess: a table of the engine is read by its name alone', async () => {
  await expect(
    session.runQuery(select({ columns: [named('x', column('x'))], from: table('no_such"table') })),
  ).rejects.toMatchObject({
    code: 'engine.statement-failed',
  });
});
