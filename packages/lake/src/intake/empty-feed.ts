import { diagnostic, type ConditionSeen } from '@gradus/schema';
import type { Wanted } from '../mapping/condition.ts';
import type { Feed } from '../mapping/mapping.ts';
import { fieldsOf, isPersonalField } from '../mapping/table-field.ts';
import { ownColumns } from '../mapping/used-column.ts';
import type { SourceFile } from '../source/source-file.ts';
import { conditionSql } from './field/field-text.ts';
import { FileColumns } from './file-columns.ts';
import type { IntakeRun } from './run.ts';
import { makeTextTable } from './text-table.ts';

/** Values of a column that are told: few, and short or often repeated, so that they are codes and no ids or names. */
const valuesMax = 8;
const valueLengthMax = 20;
const repeatedAtLeast = 10;

/** Warns of a feed of whose rows `where` and `except` leave all out: nothing else would tell that a code is written differently. */
export async function warnOfEmptyFeed(
  run: IntakeRun,
  feed: Feed,
  files: readonly SourceFile[],
): Promise<void> {
  const names = [...new Set([...Object.keys(feed.where), ...feed.except.flatMap(Object.keys)])];
  // Files that hold nothing but their totals are empty, as these say.
  if (names.length === 0) return;
  const { session } = run;
  await session.run(
    `CREATE OR REPLACE TEMP TABLE empty_feed (${names.map((_, index) => `k${index} VARCHAR`).join(', ')}, n BIGINT)`,
  );
  for (const file of files) await addValues(run, file, names);
  const columnText = (name: string): string => `k${names.indexOf(name)}`;
  const countIf = async (condition: string): Promise<bigint> => {
    const [row] = await session.rows(
      `SELECT CAST(coalesce(sum(n), 0) AS BIGINT) AS n FROM empty_feed WHERE ${condition}`,
    );
    return row?.['n'] as bigint;
  };
  const isNoneTaken = (await countIf(conditionSql(feed.where, { columnText }))) === 0n;
  const setting: 'where' | 'except' = isNoneTaken ? 'where' : 'except';
  const unmet: Record<string, Wanted> = {};
  if (isNoneTaken) {
    for (const [column, wanted] of Object.entries(feed.where)) {
      if ((await countIf(conditionSql({ [column]: wanted }, { columnText }))) === 0n) unmet[column] = wanted;
    }
  }
  // Where each holds of some row, it is all of them together that none fulfils.
  const told = Object.keys(unmet).length > 0 ? [unmet] : isNoneTaken ? [feed.where] : feed.except;
  const groups: ConditionSeen[][] = [];
  for (const one of told) {
    const group: ConditionSeen[] = [];
    for (const [column, wanted] of Object.entries(one)) {
      group.push({ column, wanted, seen: await valuesSeen(run, feed, column, columnText(column)) });
    }
    groups.push(group);
  }
  const data = {
    table: feed.table,
    file: feed.file,
    rows: String(await countIf('true')),
    setting,
    groups,
  };
  run.warnings.push(diagnostic('intake.no-row-taken', 'warning', { position: null, path: feed.path }, data));
  await session.run('DROP TABLE empty_feed');
}

async function addValues(run: IntakeRun, file: SourceFile, names: readonly string[]): Promise<void> {
  const { session } = run;
  const columns = new FileColumns(file, new Map());
  const texts = names.map(columns.columnText).join(', ');
  await makeTextTable(run, file, columns, 'empty_feed_file');
  await session.run(
    `INSERT INTO empty_feed SELECT ${texts}, count(*) FROM empty_feed_file GROUP BY ${texts}`,
  );
  await session.run('DROP TABLE empty_feed_file');
}

async function valuesSeen(
  { session }: IntakeRun,
  feed: Feed,
  column: string,
  text: string,
): Promise<ConditionSeen['seen']> {
  if (isPersonal(feed, column)) return null;
  const rows = await session.rows(
    `SELECT coalesce(${text}, '') AS value, CAST(sum(n) AS BIGINT) AS n FROM empty_feed GROUP BY 1 ORDER BY n DESC, value LIMIT ${valuesMax + 1}`,
  );
  const seen = rows.map((row) => ({ value: String(row['value']), rows: row['n'] as bigint }));
  if (seen.length > valuesMax || seen.some(({ value }) => value.length > valueLengthMax)) return null;
  const total = seen.reduce((sum, one) => sum + one.rows, 0n);
  const areCodes = seen.every(({ value }) => /^[A-Z0-9]{0,4}$/.test(value));
  if (!areCodes && total < BigInt(seen.length * repeatedAtLeast)) return null;
  return seen.map(({ value, rows: count }) => ({ value, rows: String(count) }));
}

/** Whether a column holds ids, names or contacts, as far as the mapping tells. */
function isPersonal(feed: Feed, column: string): boolean {
  const personal = new Set(
    fieldsOf(feed.table)
      .filter(isPersonalField)
      .map(({ name }) => name),
  );
  return ownColumns(feed).some(
    ({ name, path: [group, field] }) => name === column && group === 'fields' && personal.has(String(field)),
  );
}
