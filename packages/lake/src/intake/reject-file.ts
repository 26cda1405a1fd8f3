import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import { describe, type Code, type SourceTableName } from '@gradus/schema';
import { fieldsOf } from '../mapping/table-field.ts';
import type { BrokenLine } from '../source/record-copy.ts';
import type { Reject, RejectReport } from './import-report.ts';
import { rejectTable } from './reject-list.ts';
import type { IntakeRun } from './run.ts';

const header = ['file', 'line', 'table', 'field', 'code', 'value', 'reason', '原因'];
const firstCount = 20;

/** Writes the list of rejects as CSV (UTF-8 with a byte order mark, so that spreadsheets show Chinese). */
export async function writeRejects(run: IntakeRun, target: string): Promise<RejectReport> {
  const byCode = await countByCode(run);
  const total = byCode.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return { total, path: null, byCode, first: [] };
  await mkdir(path.dirname(target), { recursive: true });
  const out = createWriteStream(target);
  out.write(`\u{feff}${header.join(',')}\n`);
  const first: Reject[] = [];
  for await (const reject of rejectsOf(run)) {
    if (first.length < firstCount) first.push(reject);
    if (!out.write(csvLine(reject))) await once(out, 'drain');
  }
  out.end();
  await finished(out);
  return { total, path: target, byCode, first };
}

async function* rejectsOf(run: IntakeRun): AsyncGenerator<Reject, void> {
  const { files, broken } = run.rejects;
  for (const { file, line } of broken) {
    // Which of its values are ids or names nobody can tell.
    const code = codeOf(line);
    yield { file: file.name, line: line.line, table: file.table, field: '', code, value: '…' };
  }
  const rows = run.session.stream(
    `SELECT source_table, file, record, code, field, shown FROM ${rejectTable} ORDER BY file, record, code`,
  );
  for await (const batch of rows) {
    for (const [table, ordinal, record, code, field, shown] of batch as unknown as RejectRow[]) {
      const file = files[ordinal];
      if (file === undefined) continue;
      const line = file.lines.lineOf(Number(record));
      const value = isPersonal(table, field) ? masked(shown ?? '') : (shown ?? '');
      yield { file: file.name, line, table, field, code, value };
    }
  }
}

type RejectRow = readonly [SourceTableName, number, bigint, string, string, string | null];

async function countByCode(run: IntakeRun): Promise<RejectReport['byCode']> {
  const rows = await run.session.rows(
    `SELECT source_table, code, field, count(*) AS n FROM ${rejectTable} GROUP BY ALL ORDER BY ALL`,
  );
  const counts = rows.map((row) => ({
    table: row['source_table'] as SourceTableName,
    code: String(row['code']),
    field: String(row['field']),
    count: Number(row['n']),
  }));
  const broken = Map.groupBy(run.rejects.broken, ({ file }) => file.table);
  const ofBroken = [...broken].flatMap(([table, lines]) =>
    [...Map.groupBy(lines, ({ line }) => codeOf(line))].map(([code, { length: count }]) => ({
      table,
      code,
      field: '',
      count,
    })),
  );
  return [...ofBroken, ...counts];
}

function codeOf({ code }: BrokenLine): string {
  return code ?? 'intake.broken-record';
}

/** Ids, names and contacts stand in the vault alone; a list of rejects outlives an erasure. */
function isPersonal(table: SourceTableName, field: string): boolean {
  const kind = fieldsOf(table).find(({ name }) => name === field)?.kind.kind;
  // A column that is no field (bytes that are no text) may hold anything.
  return kind === undefined || kind === 'id' || kind === 'private' || field === 'entry_id';
}

/** Keeps the last four digits or letters of a long value; the line of the file tells the rest to those who may see it. */
export function masked(value: string): string {
  if (value === '') return '';
  return value.length > 8 && value.length <= 40 && /[0-9A-Za-z]{4}$/.test(value)
    ? `…${value.slice(-4)}`
    : '…';
}

function csvLine(reject: Reject): string {
  const data = { table: reject.table, field: reject.field };
  const code = reject.code as Code;
  const texts = [describe(code, data as never, 'en'), describe(code, data as never, 'zh-CN')];
  const values = [
    reject.file,
    String(reject.line),
    reject.table,
    reject.field,
    reject.code,
    reject.value,
    ...texts,
  ];
  return `${values.map(quoted).join(',')}\n`;
}

/** Quotes a value, and disarms one that a spreadsheet would take for a formula. */
export function quoted(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) && !/^-?\d+(\.\d+)?$/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
