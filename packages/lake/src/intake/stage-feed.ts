import type { Session } from '@gradus/engine';
import { failure } from '@gradus/schema';
import type { Lookup } from '../mapping/field.ts';
import type { Feed } from '../mapping/mapping.ts';
import { fieldsOf } from '../mapping/table-field.ts';
import { readRecords, type SourceFile } from '../source/source-file.ts';
import { ControlTotals } from './control-totals.ts';
import { warnOfEmptyFeed } from './empty-feed.ts';
import { conditionSql } from './field/field-text.ts';
import { fieldValue, type FieldValue } from './field/field-value.ts';
import { FileColumns } from './file-columns.ts';
import { FoundByLookup } from './found-by-lookup.ts';
import { faultText, makeLookupTable } from './lookup.ts';
import { changeColumns, keyFaults, unlessDeleted } from './rows/change.ts';
import { idFieldOf, noteLeftOut } from './rows/consequence.ts';
import { countsOf, type IntakeRun } from './run.ts';

/**
 * A feed read into a temporary table: `file`, `record`, `fault` (`code|field`, null for sound rows) and one column
 * `v_<field>` per mapped field; figures are `v_figure_0` …. A delta has `operation` and `sequence` besides, where they are mapped.
 */
export interface StagedFeed {
  readonly feed: Feed;
  readonly relation: string;
  /** Ordinals of its files in the list of rejects. */
  readonly files: readonly number[];
  /** Statements that free the relation. */
  readonly release: readonly string[];
  readonly fields: ReadonlyMap<string, FieldValue>;
  readonly figures: readonly { readonly name: string; readonly column: string }[];
}

/** Reads all files of a feed. Null when there are none. Refusals (totals off) are added to the run. */
export async function stageFeed(run: IntakeRun, feed: Feed, ordinal: number): Promise<StagedFeed | null> {
  const files = await run.catalogue.open(feed.file, feed.read);
  if (files.length === 0) return null;
  const lookupTables = new Map<Lookup, string>();
  for (const lookup of feed.lookups.keys()) {
    const name = `lookup_${ordinal}_${lookupTables.size}`;
    await makeLookupTable(run, feed, lookup, name);
    lookupTables.set(lookup, name);
  }
  const relation = `stage_${ordinal}`;
  const totals = new ControlTotals(feed);
  const found = new FoundByLookup(feed, lookupTables);
  let compiled: CompiledFeed | null = null;
  let release = [`DROP TABLE ${relation}`];
  const firstOrdinal = run.rejects.files.length;
  const leftOutBefore = countsOf(run, feed.table).leftOut;
  for (const [index, file] of files.entries()) {
    run.onProgress({ phase: 'read', subject: file.name, done: index, total: files.length });
    const columns = new FileColumns(file, lookupTables);
    compiled = compileFeed(run, feed, file, columns, totals);
    const place = files.length === 1 ? 'only' : index === 0 ? 'first' : 'later';
    release = await stageFile(run, file, { feed, columns, compiled, relation, totals, found, place });
  }
  run.warnings.push(...(await found.warnings(run.session)));
  for (const name of lookupTables.values()) await run.session.run(`DROP TABLE ${name}`);
  const leavesOut = countsOf(run, feed.table).leftOut > leftOutBefore;
  if (leavesOut && (await rowCount(run.session, relation)) === 0) await warnOfEmptyFeed(run, feed, files);
  run.refusals.push(...(await totals.findings(run)));
  if (compiled === null) throw failure('intake.nothing-delivered', { directory: feed.file });
  const { fields, figures } = compiled;
  return { feed, relation, files: files.map((_, index) => firstOrdinal + index), release, fields, figures };
}

interface CompiledFeed {
  readonly fields: ReadonlyMap<string, FieldValue>;
  readonly figures: StagedFeed['figures'];
  readonly values: readonly FieldValue[];
  readonly change: ReturnType<typeof changeColumns>;
  readonly taken: string;
}

function compileFeed(
  run: IntakeRun,
  feed: Feed,
  file: SourceFile,
  columns: FileColumns,
  totals: ControlTotals,
): CompiledFeed {
  const context = {
    table: feed.table,
    read: feed.read,
    currency: run.mapping.currency,
    columnText: columns.columnText,
    lookupValue: columns.lookupValue,
    typedColumn: columns.typedColumn,
  };
  const known = fieldsOf(feed.table);
  const fields = new Map<string, FieldValue>();
  for (const field of known) {
    const spec = feed.fields[field.name];
    if (spec !== undefined) fields.set(field.name, fieldValue(spec, field, context));
  }
  const value = known.find(({ name }) => name === 'value');
  const figures = Object.entries(feed.figures).flatMap(([name, spec], index) => {
    if (value === undefined) return [];
    const column = `figure_${index}`;
    const compiled = fieldValue(spec, { ...value, name: column, isRequired: false }, context);
    return [{ name, column: compiled.valueName, compiled: { ...compiled, name } }];
  });
  totals.compile(columns);
  const taken = `${conditionSql(feed.where, context)} AND NOT ${noneOf(feed, context)} AND NOT ${totals.isTotal(context)}`;
  const values = [...fields.values(), ...figures.map(({ compiled }) => compiled)];
  const change = changeColumns(feed, columns.columnText);
  return { fields, figures, values, change, taken };
}

function noneOf(feed: Feed, context: Parameters<typeof conditionSql>[1]): string {
  if (feed.except.length === 0) return 'false';
  return `(${feed.except.map((one) => conditionSql(one, context)).join(' OR ')})`;
}

interface StageFile {
  readonly feed: Feed;
  readonly columns: FileColumns;
  readonly compiled: CompiledFeed;
  readonly relation: string;
  readonly totals: ControlTotals;
  readonly found: FoundByLookup;
  readonly place: 'only' | 'first' | 'later';
}

/** Adds a file to the relation of its feed; the statements that free it. */
async function stageFile(run: IntakeRun, file: SourceFile, stage: StageFile): Promise<string[]> {
  const { session, rejects, catalogue, options } = run;
  const { feed, columns, compiled, relation, totals } = stage;
  const raw = `${relation}_raw`;
  const read = await readRecords(file, catalogue.copyName(), async (source) => {
    const texts = `SELECT ${columns.textColumns()} FROM ${source}`;
    const joined = columns.joined(`${raw}_texts`);
    // Without a join rows keep the order of the file, and the rowid is the number of the record; a join may lose it.
    if (joined !== null) await session.run(`CREATE OR REPLACE TEMP TABLE ${raw}_texts AS ${texts}`, options);
    const query =
      joined === null
        ? valuesQuery(file, stage, `(${texts})`, [])
        : valuesQuery(file, stage, joined, ['record']);
    await session.run(`CREATE OR REPLACE TEMP TABLE ${raw} AS ${query}`, options);
    if (joined !== null) {
      await stage.found.add(session, columns, raw);
      await session.run(`DROP TABLE ${raw}_texts`);
    }
    return rowCount(session, raw);
  });
  const record = columns.joined('') === null ? 'rowid' : 'record';
  const entry = rejects.addFile(
    { table: feed.table, name: file.name, sheet: file.sheet, records: read.records, lines: read.lines },
    read.broken,
  );
  await totals.add(session, raw, { name: file.name, records: read.records + read.broken.length });
  const names = [
    ...compiled.values.map(({ valueName }) => valueName),
    ...compiled.change.columns.keys(),
  ].join(', ');
  const rows = `SELECT CAST(${entry.ordinal} AS INTEGER) AS file, CAST(${record} AS BIGINT) AS record, fault, fault_shown, ${names} FROM ${raw} WHERE taken`;
  const release = await keepRows(run, stage, raw, rows);
  const [row] = await session.rows(`SELECT count(*) AS n FROM ${relation} WHERE file = ${entry.ordinal}`);
  countsOf(run, feed.table).read += (row?.['n'] as bigint) + BigInt(read.broken.length);
  await rejects.add(
    feed.table,
    `SELECT file, record, split_part(fault, '|', 1) AS code, split_part(fault, '|', 2) AS field, fault_shown AS shown FROM ${relation} WHERE fault IS NOT NULL AND file = ${entry.ordinal}`,
  );
  return release;
}

/** Makes the rows of a file part of the feed's relation. A single file that is taken whole is not copied. */
async function keepRows(
  run: IntakeRun,
  { feed, compiled, relation, place }: StageFile,
  raw: string,
  rows: string,
): Promise<string[]> {
  const { session, options } = run;
  const [left] = await session.rows(`SELECT count(*) AS n FROM ${raw} WHERE NOT taken`);
  countsOf(run, feed.table).leftOut += left?.['n'] as bigint;
  const id = compiled.fields.get(idFieldOf(feed.table) ?? '');
  if (left?.['n'] !== 0n && id !== undefined) {
    await noteLeftOut(run, feed.table, `SELECT ${id.valueName} AS external_id FROM ${raw} WHERE NOT taken`);
  }
  if (place === 'only' && left?.['n'] === 0n) {
    await session.run(`CREATE OR REPLACE TEMP VIEW ${relation} AS ${rows}`);
    return [`DROP VIEW ${relation}`, `DROP TABLE ${raw}`];
  }
  const into = place === 'later' ? `INSERT INTO ${relation}` : `CREATE OR REPLACE TEMP TABLE ${relation} AS`;
  await session.run(`${into} ${rows}`, options);
  await session.run(`DROP TABLE ${raw}`);
  return [`DROP TABLE ${relation}`];
}

/** Texts, then fields, then values, then what is wrong with them: each layer names what the next one uses. */
function valuesQuery(file: SourceFile, stage: StageFile, texts: string, keep: readonly string[]): string {
  const { compiled, totals } = stage;
  const kept = keep.map((name) => `${name}, `).join('');
  const fields = compiled.values.map(({ text, textName }) => `${text} AS ${textName}`);
  const values = compiled.values.map(({ value, valueName }) => `${value} AS ${valueName}`);
  const change = compiled.change.columns;
  const valueNames = [...compiled.values.map(({ valueName }) => valueName), ...change.keys()];
  const changes = [...change].map(([name, value]) => `${value} AS ${name}`);
  const faults = faultsOf(file, stage);
  const fault = faults
    .map(({ when, code, field }) => `WHEN ${when} THEN ${faultText(code, field)}`)
    .join(' ');
  const shown = faults
    .filter(
      ({ code, field }, index) =>
        faults.findIndex((one) => one.code === code && one.field === field) === index,
    )
    .map(({ code, field, shown: text }) => `WHEN ${faultText(code, field)} THEN ${text}`)
    .join(' ');
  const faultSql = fault === '' ? 'CAST(NULL AS VARCHAR)' : `CASE ${fault} END`;
  const shownSql =
    shown === ''
      ? 'CAST(NULL AS VARCHAR)'
      : `CASE WHEN fault IS NULL THEN NULL ELSE CASE fault ${shown} END END`;
  const totalNames = totals
    .names()
    .map((name) => `, ${name}`)
    .join('');
  const lookups = stage.columns
    .lookups()
    .map(({ found }) => `, ${found}`)
    .join('');
  const layerOfFields = `SELECT *, ${[...fields, ...totals.columns()].join(', ')} FROM ${texts}`;
  const layerOfValues = `SELECT *, ${[...values, ...changes].join(', ')}, ${compiled.taken} AS taken FROM (${layerOfFields})`;
  const layerOfFaults = `SELECT *, ${faultSql} AS fault FROM (${layerOfValues})`;
  return `SELECT ${kept}taken, fault, ${shownSql} AS fault_shown, ${valueNames.join(', ')}${totalNames}${lookups} FROM (${layerOfFaults})`;
}

interface NamedFault {
  readonly when: string;
  readonly code: string;
  readonly field: string;
  readonly shown: string;
}

function faultsOf(file: SourceFile, { compiled, columns, feed }: StageFile): NamedFault[] {
  const bytes = file.hasInvalidBytes
    ? columns.used().map(({ text, name }) => ({
        when: `contains(${text}, chr(65533))`,
        code: 'intake.invalid-bytes',
        field: name,
        shown: text,
      }))
    : [];
  const ofFields = compiled.values.flatMap(({ name, valueName, shown, faults }) => [
    ...keyFaults(feed, name, valueName).map((when) => ({
      when,
      code: 'intake.missing-value',
      field: name,
      shown,
    })),
    ...faults.map((fault) => ({
      when: unlessDeleted(feed, name, fault.when),
      code: fault.code,
      field: name,
      shown: fault.shown ?? shown,
    })),
  ]);
  return [...bytes, ...compiled.change.faults, ...ofFields];
}

async function rowCount(session: Session, table: string): Promise<number> {
  const [row] = await session.rows(`SELECT count(*) AS n FROM ${table}`);
  return Number(row?.['n']);
}
