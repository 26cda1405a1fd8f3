import { describe, expect, it } from 'vitest';
import { dialects } from '../dialect/dialects.ts';
import {
  aggregate,
  and,
  call,
  choose,
  column,
  date,
  equal,
  fold,
  integer,
  isNull,
  same,
  subtract,
  sumOf,
  text,
  when,
} from '../syntax/build.ts';
import { innerJoin, named, select, table, unionAll } from '../syntax/query.ts';
import { printExpression } from './print-expression.ts';
import { printQuery } from './print-query.ts';

describe.each(Object.values(dialects))('dialect $name', (dialect) => {
  it('escapes names and texts so that nothing leaves its quotes', () => {
    const printedName = printExpression(column('a"b`c'), dialect);
    expect(printedName.slice(1, -1).replaceAll('""', '').replaceAll('``', '')).not.toContain(printedName[0]);
    const printed = printExpression(text(`it's \\ "quoted"`), dialect);
    expect(printed).toBe(dialect.name === 'spark' ? `'it\\'s \\\\ "quoted"'` : `'it''s \\ "quoted"'`);
  });

  it('states every function', () => {
    for (const print of Object.values(dialect.functions)) {
      expect(print(['1', '2', '3'])).not.toContain('undefined');
    }
  });

  it('casts every sum to BIGINT', () => {
    expect(printExpression(sumOf(column('amount_minor')), dialect)).toMatch(
      /^CAST\(sum\(.amount_minor.\) AS BIGINT\)$/,
    );
  });
});

it('prints a query whole', () => {
  const query = select({
    with: [{ name: 'recent', query: select({ columns: [named('k', column('k'))], from: table('entry') }) }],
    columns: [
      named('k', column('r', 'k')),
      named('open', choose([when(isNull(column('r', 'closed_on')), text('yes'))], text('no'))),
      named('rows', aggregate('count')),
    ],
    from: table('recent', 'r'),
    joins: [innerJoin(table('spell', 's'), equal(column('r', 'k'), column('s', 'k')))],
    where: and(same(column('r', 'a'), column('s', 'a')), equal(column('s', 'on'), date(0))),
    groupBy: [column('r', 'k')],
    orderBy: [{ expression: column('k'), direction: 'descending' }],
  });
  expect(printQuery(query, dialects.duckdb)).toBe(
    [
      'WITH "recent" AS (',
      'SELECT',
      '  "k" AS "k"',
      'FROM "entry"',
      ')',
      'SELECT',
      '  "r"."k" AS "k",',
      `  CASE WHEN ("r"."closed_on" IS NULL) THEN 'yes' ELSE 'no' END AS "open",`,
      '  count(*) AS "rows"',
      'FROM "recent" AS "r"',
      'JOIN "spell" AS "s" ON ("r"."k" = "s"."k")',
      `WHERE (("r"."a" IS NOT DISTINCT FROM "s"."a") AND ("s"."on" = DATE '1970-01-01'))`,
      'GROUP BY "r"."k"',
      'ORDER BY "k" DESC NULLS LAST',
    ].join('\n'),
  );
});

it('unites queries and leaves a single one alone', () => {
  const one = select({ columns: [named('x', integer(1))] });
  expect(unionAll([one])).toBe(one);
  expect(printQuery(unionAll([one, one]), dialects.trino)).toBe(
    'SELECT\n  CAST(1 AS BIGINT) AS "x"\nUNION ALL\nSELECT\n  CAST(1 AS BIGINT) AS "x"',
  );
});

it('folds the values of a group in ascending order', () => {
  const folded = fold(column('v'), 1n, (state, value) => subtract(state, value));
  expect(Object.values(dialects).map((dialect) => printExpression(folded, dialect))).toEqual([
    `list_reduce(list_sort(list("v")), lambda "fold_state", "fold_value": CAST(("fold_state" - "fold_value") AS BIGINT), 1::BIGINT)`,
    'reduce(array_sort(array_agg("v")), CAST(1 AS BIGINT), ("fold_state", "fold_value") -> CAST(("fold_state" - "fold_value") AS BIGINT), "fold_state" -> "fold_state")',
    'aggregate(array_sort(collect_list(`v`)), CAST(1 AS BIGINT), (`fold_state`, `fold_value`) -> CAST((`fold_state` - `fold_value`) AS BIGINT))',
  ]);
});

it('keeps the month arithmetic of a printed call readable per dialect', () => {
  const later = call('add_months', date(0), integer(6, 'integer'));
  expect(Object.values(dialects).map((dialect) => printExpression(later, dialect))).toEqual([
    `CAST(DATE '1970-01-01' + to_months(CAST(6::INTEGER AS INTEGER)) AS DATE)`,
    `date_add('month', CAST(6 AS INTEGER), DATE '1970-01-01')`,
    `add_months(DATE '1970-01-01', CAST(CAST(6 AS INT) AS INT))`,
  ]);
});
