import { assert, masked, unknownValue, type SourceTableName } from '@gradus/schema';
import { fieldsOf, isPersonalField } from '../mapping/table-field.ts';
import type { BrokenLine } from '../source/record-copy.ts';
import { idShapes } from './id-shape.ts';
import type { RejectCount, RejectExample, RowPlace } from './import-report.ts';
import { rejectTable, type ReadFile } from './reject-list.ts';
import { isConsequence } from './rows/consequence.ts';
import type { IntakeRun } from './run.ts';

const exampleCount = 5;
/** Records of one file are fewer, so that one number says file and record. */
const recordsPerFile = 1n << 40n;
/** File and record of a row as one number, in the order of the delivery. */
export const placeNumber = `(file * ${recordsPerFile} + record)`;

/** Rejected rows by table, code and field, most first, with the values that are to blame. */
export async function countCauses(run: IntakeRun): Promise<RejectCount[]> {
  const group = 'PARTITION BY source_table, code, field';
  const byValue = `SELECT source_table, code, field, coalesce(shown, '') AS shown, count(*) AS n,
    min(${placeNumber}) AS first_at, max(${placeNumber}) AS last_at FROM ${rejectTable} GROUP BY ALL`;
  const rows = await run.session.rows(
    `SELECT *, CAST(sum(n) OVER (${group}) AS BIGINT) AS rejected, count(*) OVER (${group}) AS different FROM (${byValue})
     QUALIFY row_number() OVER (${group} ORDER BY n DESC, first_at) <= ${exampleCount} ORDER BY source_table, code, field, n DESC, first_at`,
  );
  const groups = Map.groupBy(rows, (row) => [row['source_table'], row['code'], row['field']].join('|'));
  const counted = [...groups.values()].flatMap((examples) => {
    const [row] = examples;
    if (row === undefined) return [];
    const table = row['source_table'] as SourceTableName;
    const field = String(row['field']);
    const code = String(row['code']);
    return {
      table,
      code,
      field,
      count: Number(row['rejected']),
      isConsequence: isConsequence(code),
      values: Number(row['different']),
      examples: examples.map((one) => ({
        value: shownValue({ table, field, code }, String(one['shown'])),
        count: Number(one['n']),
        first: placeAt(run, one['first_at'] as bigint),
        last: placeAt(run, one['last_at'] as bigint),
      })),
    };
  });
  const causes: RejectCount[] = [...brokenCauses(run)];
  for (const cause of counted) {
    const shapes = await idShapes(run, cause);
    causes.push(shapes === null ? cause : { ...cause, shapes });
  }
  // Sorting keeps the order of what is equal.
  return causes.toSorted((a, b) => b.count - a.count);
}

function brokenCauses({ rejects }: IntakeRun): RejectCount[] {
  const groups = Map.groupBy(rejects.broken, ({ file, line }) => `${file.table}|${codeOf(line)}`);
  return [...groups.values()].flatMap((lines) => {
    const [first] = lines;
    const last = lines.at(-1);
    if (first === undefined || last === undefined) return [];
    const example: RejectExample = {
      value: unknownValue,
      count: lines.length,
      first: placeOf(first.file, first.line.line),
      last: placeOf(last.file, last.line.line),
    };
    const { table } = first.file;
    return {
      table,
      code: codeOf(first.line),
      field: '',
      count: lines.length,
      isConsequence: false,
      values: 1,
      examples: [example],
    };
  });
}

export function codeOf({ code }: BrokenLine): string {
  return code ?? 'intake.broken-record';
}

/** Place of a record, from 0, of a file that was read. */
export function recordPlace(file: ReadFile, record: number): RowPlace {
  return placeOf(file, file.lines.lineOf(record));
}

export function placeOf({ name, sheet }: ReadFile, line: number): RowPlace {
  return { file: name, sheet, line };
}

function placeAt({ rejects }: IntakeRun, at: bigint): RowPlace {
  const file = rejects.files[Number(at / recordsPerFile)];
  assert(file !== undefined, `a row was rejected of file ${at / recordsPerFile}, which was not read`);
  return recordPlace(file, Number(at % recordsPerFile));
}

/** A value as a list of rejects may show it. */
export function shownValue({ table, field, code }: Rejected, value: string): string {
  return code !== formCode && isPersonal(table, field) ? masked(value) : value;
}

type Rejected = Pick<RejectCount, 'table' | 'field' | 'code'>;

/** Shows the form of a key, which tells nothing of anybody. */
const formCode = 'intake.nothing-found';

/** A list of rejects outlives an erasure. */
function isPersonal(table: SourceTableName, name: string): boolean {
  const field = fieldsOf(table).find((one) => one.name === name);
  // A column that is no field (bytes that are no text) may hold anything.
  return field === undefined || isPersonalField(field);
}
