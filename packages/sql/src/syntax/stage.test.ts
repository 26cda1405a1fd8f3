import { expect, test } from 'vitest';
import { dialects } from '../dialect/dialects.ts';
import { printQuery } from '../print/print-query.ts';
import { column, equal, sumOf } from './build.ts';
import { leftJoin, named, select, table, unionAll, wholeTable, type CommonTable } from './query.ts';
import { renameParts, renameTables, stagesOf } from './stage.ts';

const key = named('key', column('key'));
const passing = (name: string, from: string): CommonTable => ({
  name,
  query: select({ columns: [key], from: table(from) }),
});
const summed = (name: string, from: string): CommonTable => ({
  name,
  query: select({
    columns: [key, named('n', sumOf(column('key')))],
    from: table(from),
    groupBy: [column('key')],
  }),
});

const query = select({
  with: [
    passing('chosen', 'row'),
    {
      name: 'both',
      query: unionAll([
        select({ columns: [key], from: table('chosen') }),
        select({ columns: [key], from: table('other') }),
      ]),
    },
    summed('sums', 'both'),
    summed('unread', 'sums'),
    passing('late', 'sums'),
  ],
  columns: [key],
  from: table('row', 'r'),
  joins: [leftJoin(table('late'), equal(column('late', 'key'), column('r', 'key')))],
});

test('what gathers rows is a stage, what passes them on is part of it, what nobody reads is neither', () => {
  const stages = stagesOf('made', query);
  expect(stages.map(({ name, reads }) => [name, [...reads].sort()])).toEqual([
    ['sums', ['both', 'chosen', 'other', 'row']],
    ['made', ['late', 'row', 'sums']],
  ]);
  const [sums] = stages.map((stage) => printQuery(stage.query, dialects.duckdb));
  expect(sums).toMatch(/^WITH "chosen" AS [^]*"both" AS [^]*FROM "both"\nGROUP BY "key"$/);
});

test('renamed relations keep their aliases, and what is read whole its name', () => {
  const whole = leftJoin(wholeTable('row', 'all'), equal(column('all', 'key'), column('r', 'key')));
  const joined = { ...query, joins: [...query.joins, whole] };
  const names = new Map([['row', 'part']]);
  expect(printQuery(renameTables(joined, names), dialects.duckdb)).toContain('JOIN "part" AS "all"');
  const renamed = renameParts(joined, names);
  const sql = printQuery(renamed, dialects.duckdb);
  expect(sql).toContain('FROM "part" AS "r"');
  expect(sql).not.toContain('FROM "row"');
  expect(sql).toContain('JOIN "row" AS "all"');
});
