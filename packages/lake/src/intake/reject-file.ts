import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import { describe, unknownValue, type Code, type SourceTableName } from '@gradus/schema';
import type { Reject, RejectReport } from './import-report.ts';
import { codeOf, countCauses, placeOf, recordPlace, shownValue } from './reject-cause.ts';
import { rejectTable } from './reject-list.ts';
import type { IntakeRun } from './run.ts';

const header = ['file', 'sheet', 'line', 'table', 'field', 'code', 'value', 'reason', '原因'];
const firstCount = 20;

/** Writes the list of rejects as CSV (UTF-8 with a byte order mark, so that spreadsheets show Chinese). */
export async function writeRejects(run: IntakeRun, target: string): Promise<RejectReport> {
  const byCode = await countCauses(run);
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
    const place = placeOf(file, line.line);
    yield { ...place, table: file.table, field: '', code: codeOf(line), value: unknownValue };
  }
  const rows = run.session.stream(
    `SELECT source_table, file, record, code, field, shown FROM ${rejectTable} ORDER BY file, record, code`,
  );
  for await (const batch of rows) {
    for (const [table, ordinal, record, code, field, shown] of batch as unknown as RejectRow[]) {
      const file = files[ordinal];
      if (file === undefined) continue;
      const value = shownValue({ table, field, code }, shown ?? '');
      yield { ...recordPlace(file, Number(record)), table, field, code, value };
    }
  }
}

type RejectRow = readonly [SourceTableName, number, bigint, string, string, string | null];

function csvLine(reject: Reject): string {
  const data = { table: reject.table, field: reject.field };
  const code = reject.code as Code;
  const texts = [describe(code, data as never, 'en'), describe(code, data as never, 'zh-CN')];
  const values = [
    reject.file,
    reject.sheet ?? '',
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
