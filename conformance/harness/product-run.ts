// The product, from source files to exported rows: import, assess, export.
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { assess, exportResult } from '@gradus/assessment';
import { openDuckdb, type Row } from '@gradus/engine';
import { importBatch, type ImportReport } from '@gradus/lake';
import { parseDay, type Day } from '@gradus/schema';

const limits = { threads: 2, memoryMib: 2048 } as const;
/** 2026-07-15 in microseconds: a moment after every sample bank of the tests. */
const importedAt = 1_784_073_600_000_000n;

/** Imports a delivery of a sample bank into the lake of `folder`. */
export async function importInto(folder: string, mapping: string, source: string): Promise<ImportReport> {
  return importBatch({
    lakeDirectory: path.join(folder, 'lake'),
    mappingText: await readFile(mapping, 'utf8'),
    mappingPath: mapping,
    sourceDirectory: source,
    now: importedAt,
    ...limits,
  });
}

/**
 * Assesses the lake of `folder` on `asOf`, after the assessment on `previous`; returns its rows with external ids.
 * Results of one policy have one `prefix`.
 */
export async function assessAndRead(
  folder: string,
  policyText: string,
  asOf: string,
  previous: string | null,
  prefix = 'result',
): Promise<Row[]> {
  const lakeDirectory = path.join(folder, 'lake');
  const out = path.join(folder, `${prefix}-${asOf}`);
  await assessInto(out, { folder, policyText, asOf, previous, prefix });
  const file = path.join(folder, `${prefix}-${asOf}.parquet`);
  const exporting = { byteOrderMark: false, isInternal: true, temporaryDirectory: null, ...limits };
  await exportResult({ lakeDirectory, resultDirectory: out, out: file, ...exporting });
  const session = await openDuckdb({ ...limits, temporaryDirectory: null });
  try {
    return await session.rows(`SELECT * FROM read_parquet('${file}')`);
  } finally {
    await session.close();
  }
}

/** Makes the result folder `out` as {@link assessAndRead} does, `slices` of the customers after one another; its digest. */
export async function assessInto(
  out: string,
  run: {
    readonly folder: string;
    readonly policyText: string;
    readonly asOf: string;
    readonly previous: string | null;
    readonly prefix: string;
    readonly slices?: number;
  },
): Promise<string> {
  const { folder, policyText, asOf, previous, prefix, slices = null } = run;
  const { digest } = await assess({
    lakeDirectory: path.join(folder, 'lake'),
    policyText,
    asOf: dayOfText(asOf),
    previous: previous === null ? null : path.join(folder, `${prefix}-${previous}`),
    overrides: null,
    slices,
    out,
    now: '2026-07-15T00:00:00Z',
    processId: process.pid,
    version: 'test',
    ...limits,
  });
  return digest;
}

function dayOfText(text: string): Day {
  const day = parseDay(text);
  if (day === null) throw new Error(`no such day: ${text}`);
  return day;
}
