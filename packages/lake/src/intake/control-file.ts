import path from 'node:path';
import { quoteText } from '@gradus/engine';
import { failure, type LocalText } from '@gradus/schema';
import { asConditions, type ExactConditions } from '../mapping/condition.ts';
import type { Control, Feed } from '../mapping/mapping.ts';
import { namePattern } from '../source/folder.ts';
import { conditionSql } from './field/field-text.ts';
import { FileColumns } from './file-columns.ts';
import { missingFile } from './missing-file.ts';
import type { IntakeRun, OpenedRun } from './run.ts';
import { makeTextTable } from './text-table.ts';

/** Values of the columns of one row, by name. */
export type ControlRow = ReadonlyMap<string, string | null>;

/** `{file}` and `{stem}` in a text: the name of a file of the feed without folders, with and without its suffix. */
function withFileName(text: string, name: string): string {
  const base = path.posix.basename(name);
  const stem = base.slice(0, base.length - path.posix.extname(base).length);
  return text.replaceAll('{file}', base).replaceAll('{stem}', stem);
}

/** Patterns of the control files: one, or one for each file of the feed. */
export async function controlPatterns(
  { catalogue }: Pick<OpenedRun, 'catalogue'>,
  feed: Feed,
): Promise<string[]> {
  const pattern = feed.control?.file;
  if (pattern === undefined) return [];
  const files = await catalogue.find(feed.file);
  const patterns = files.map(({ name }) => withFileName(pattern, name));
  return isOfFile(pattern) && patterns.length > 0 ? [...new Set(patterns)] : [pattern];
}

/**
 * The rows of control files that belong to a feed: one, or one for each of its files where `{file}` or `{stem}` picks them.
 *
 * Errors: `intake.control-unreadable`, `intake.control-lacks-file`, `intake.missing-file`, those of the catalogue.
 */
export async function controlRows(run: IntakeRun, feed: Feed, control: Control): Promise<ControlRow[]> {
  const patterns = await controlPatterns(run, feed);
  const files = await run.catalogue.find(feed.file);
  const where = control.where ?? {};
  const filesOf = Map.groupBy(files, ({ name }) => withFileName(control.file ?? '', name));
  const isByFile = Object.values(where).some((values) => values.some(isOfFile));
  const rows: ControlRow[] = [];
  for (const pattern of patterns) {
    const names = await readControl(run, feed, control, pattern);
    const of = filesOf.get(pattern) ?? [];
    const picks = isByFile ? of.map(({ name }) => conditionsOf(where, name)) : [where];
    for (const pick of picks) rows.push(await oneRow(run, pattern, pick, names));
    if (isByFile && pattern === control.file)
      await assertAllThere(run, feed, { pattern, where, picks, names });
  }
  return rows;
}

const isOfFile = (text: string): boolean => text.includes('{file}') || text.includes('{stem}');

function conditionsOf(where: ExactConditions, name: string): ExactConditions {
  return Object.fromEntries(
    Object.entries(where).map(([column, values]) => [column, values.map((one) => withFileName(one, name))]),
  );
}

/** Reads control files into the table `control_rows`, whose columns `v0` … are those of the names that come back. */
async function readControl(
  run: IntakeRun,
  { table }: Feed,
  { rows, sum, where, read }: Control,
  pattern: string,
): Promise<string[]> {
  const { session, catalogue } = run;
  const files = await catalogue.open(pattern, read);
  if (files.length === 0) throw failure('intake.missing-file', await missingFile(run, table, pattern));
  const used = [rows, ...Object.values(sum ?? {}), ...Object.keys(where ?? {})];
  const names = [...new Set(used.filter((name) => name !== undefined))];
  const kept = names.map((_, index) => `v${index} VARCHAR`).join(', ');
  await session.run(`CREATE OR REPLACE TEMP TABLE control_rows (${kept === '' ? 'v VARCHAR' : kept})`);
  for (const file of files) {
    const columns = new FileColumns(file, new Map());
    const texts = names.map(columns.columnText);
    await makeTextTable(run, file, columns, 'control_file');
    const picked = texts.length === 0 ? 'NULL' : texts.join(', ');
    await session.run(`INSERT INTO control_rows SELECT ${picked} FROM control_file`);
  }
  return names;
}

const inTable = (names: readonly string[]) => ({ columnText: (name: string) => `v${names.indexOf(name)}` });

async function oneRow(
  { session }: IntakeRun,
  file: string,
  pick: ExactConditions,
  names: readonly string[],
): Promise<ControlRow> {
  const fitting = `FROM control_rows WHERE ${conditionSql(asConditions(pick), inTable(names))}`;
  const rows = await session.rows(`SELECT * ${fitting} LIMIT 2`);
  const [row] = rows;
  if (row === undefined || rows.length > 1) {
    const [counted] = await session.rows(`SELECT count(*) AS n ${fitting}`);
    const sought = Object.entries(pick)
      .map(([column, values]) => `${column}: ${values.join(' | ')}`)
      .join(', ');
    throw failure('intake.control-unreadable', { file, detail: notOne(String(counted?.['n']), sought) });
  }
  return new Map(names.map((name, index) => [name, (row[`v${index}`] ?? null) as string | null]));
}

function notOne(count: string, sought: string): LocalText {
  return sought === ''
    ? {
        en: `${count} rows fit instead of one; say in "where" which one is meant`,
        'zh-CN': `有 ${count} 行而不是一行；请在 where 中写明是哪一行`,
      }
    : {
        en: `${count} rows fit instead of one where { ${sought} }`,
        'zh-CN': `符合 where { ${sought} } 的有 ${count} 行，而不是一行`,
      };
}

/** A file that was lost on the way is named in the control file all the same. */
async function assertAllThere(
  { session }: IntakeRun,
  feed: Feed,
  {
    pattern,
    where,
    picks,
    names,
  }: {
    readonly pattern: string;
    readonly where: ExactConditions;
    readonly picks: readonly ExactConditions[];
    readonly names: readonly string[];
  },
): Promise<void> {
  const context = inTable(names);
  const fits = Object.entries(where).map(([column, values]) => {
    const text = `coalesce(${context.columnText(column)}, '')`;
    const tests = values.map((one) => {
      const wanted = isOfFile(one) ? namePattern(withFileName(one, feed.file)).source : null;
      return wanted === null
        ? `${text} = ${quoteText(one)}`
        : `regexp_full_match(${text}, ${quoteText(wanted)})`;
    });
    return `(${tests.join(' OR ')})`;
  });
  const isPicked = picks.map((pick) => conditionSql(asConditions(pick), context)).join(' OR ');
  const byFile = Object.keys(where).find((column) => where[column]?.some(isOfFile)) ?? '';
  const [lost] = await session.rows(
    `SELECT min(${context.columnText(byFile)}) AS name FROM control_rows WHERE ${fits.join(' AND ')} AND NOT (${isPicked})`,
  );
  const named = lost?.['name'] as string | null | undefined;
  if (named === null || named === undefined) return;
  throw failure('intake.control-lacks-file', { file: pattern, table: feed.table, named });
}
