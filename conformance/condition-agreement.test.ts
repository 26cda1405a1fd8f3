import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDuckdb, type Session, type Value } from '@gradus/engine';
import { loanClasses, type Unit } from '@gradus/schema';
import { column, named, select, table } from '@gradus/sql';
import {
  conditionSql,
  evaluateCondition,
  type ColumnReference,
  type Condition,
  type Operand,
} from '@gradus/policy';
import { conditionArbitrary } from './harness/arbitrary-condition.ts';

/** Conditions mean the same in process and on DuckDB, missing values and the ends of 64 bits included. */

const number = (name: string, unit: Unit, scale: number, classes: readonly string[] | null = null) =>
  ({ name, type: 'number', unit, scale, classes }) satisfies ColumnReference;
const other = (name: string, type: 'text' | 'day' | 'flag', unit: Unit | null = null) =>
  ({ name, type, unit, scale: 0, classes: null }) satisfies ColumnReference;

const names = {
  numbers: [
    number('m', 'money', 2),
    number('d', 'days', 0),
    number('r', 'ratio', 4),
    number('k', 'class', 0, loanClasses),
  ],
  texts: [other('t', 'text')],
  days: [other('o', 'day')],
  flags: [other('f', 'flag'), other('g', 'flag', 'count')],
};

const literal = fc.oneof(fc.bigInt(-300n, 300n), fc.constantFrom(10n ** 12n, -(10n ** 12n)));
const stored = fc.oneof(literal, fc.constantFrom(2n ** 62n, -(2n ** 63n) + 1n, 2n ** 53n, 2n ** 53n + 1n));
const day = fc.integer({ min: 19_998, max: 20_002 });
const word = fc.constantFrom('active', 'dormant', '');
const condition = conditionArbitrary(names, literal, day, word);

const rowArbitrary = fc.tuple(
  fc.option(stored),
  fc.option(stored),
  fc.option(stored),
  fc.option(fc.bigInt(0n, 4n)),
  fc.option(word),
  fc.option(day),
  fc.option(fc.boolean()),
  fc.option(fc.bigInt(0n, 1n)),
);
const columns = ['m', 'd', 'r', 'k', 't', 'o', 'f', 'g'];
const rows = fc.sample(rowArbitrary, { numRuns: 150, seed: 20_260_630 });

let session: Session;
beforeAll(async () => {
  session = await openDuckdb({ threads: 1, memoryMib: 512, temporaryDirectory: null });
  await session.run(
    'CREATE TEMP TABLE c (n INTEGER, m BIGINT, d BIGINT, r BIGINT, k BIGINT, t VARCHAR, o DATE, f BOOLEAN, g BIGINT)',
  );
  await session.append(
    'c',
    rows.map((row, index) => [index, ...row]),
  );
});
afterAll(async () => {
  await session.close();
});

async function fromSql(tested: Condition): Promise<(Value | undefined)[]> {
  const answers = await session.runQuery(
    select({
      columns: [
        named(
          'v',
          conditionSql(tested, (name) => column(name)),
        ),
      ],
      from: table('c'),
      orderBy: [{ expression: column('n'), direction: 'ascending' }],
    }),
  );
  return answers.map((row) => row['v']);
}

function inProcess(tested: Condition): (boolean | null)[] {
  return rows.map((row) => evaluateCondition(tested, (name) => row[columns.indexOf(name)] ?? null));
}

test('random conditions', async () => {
  await fc.assert(
    fc.asyncProperty(condition, async (tested) => {
      expect(await fromSql(tested)).toEqual(inProcess(tested));
    }),
    { numRuns: 400 },
  );
});

test('a product that goes beyond 64 bits inside one that does not', async () => {
  const [money, days] = names.numbers.map((one): Operand => ({ kind: 'column', column: one }));
  if (money === undefined || days === undefined) throw new Error('the columns are there');
  const zero: Operand = { kind: 'number', value: 0n, scale: 0 };
  const inner: Operand = { kind: 'arithmetic', operator: '*', left: money, right: days, scale: 2 };
  const product: Operand = { kind: 'arithmetic', operator: '*', left: inner, right: zero, scale: 2 };
  const tested: Condition = { kind: 'compare', operator: '>=', left: product, right: zero };
  expect(await fromSql(tested)).toEqual(inProcess(tested));
});
