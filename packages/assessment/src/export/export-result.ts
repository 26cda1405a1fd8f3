import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { failure } from '@gradus/schema';
import {
  openDuckdb,
  parquetSource,
  quoteName,
  quoteText,
  syncFile,
  writeParquet,
  type Session,
} from '@gradus/engine';
import { attachVault, openLake } from '@gradus/lake';
import type { Plan } from '@gradus/policy';
import { openResult, type Result } from '../result/result-folder.ts';
import { erasedId } from '../run/attached-lake.ts';
import { pinnedManifest, planOfDocument } from '../run/replay.ts';
import { duringStep, type Supervision } from '../run/steps.ts';
import { assertFits, writeSheet } from './sheet-file.ts';
import { shownSql } from './shown-column.ts';
import { naturalSql, textSql } from './natural-value.ts';

export interface ExportOptions extends Supervision {
  readonly lakeDirectory: string;
  readonly resultDirectory: string;
  /** A name that ends in `.csv`, `.xlsx` or `.parquet`; must not exist. */
  readonly out: string;
  /** Whether a CSV file begins with a byte order mark, by which Excel knows UTF-8. */
  readonly byteOrderMark: boolean;
  /** Whether the file is for risk and audit, and says what confidential rules did. */
  readonly isInternal: boolean;
  readonly threads: number;
  readonly memoryMib: number;
  readonly temporaryDirectory: string | null;
}

const byteOrderMark = '\uFEFF';

/**
 * Writes a result as one file with the bank's own customer ids, sorted by them. CSV (UTF-8, comma) has natural units with
 * fixed digits (money in major units), class names, and text that a spreadsheet cannot take for a formula; Parquet has
 * stored units. Unless `isInternal`, what could give a confidential rule away is left out (shownSql). Returns the number
 * of rows.
 *
 * Excel is as CSV, numbers of up to fifteen digits as numbers.
 *
 * Errors: `assessment.export-exists`, `assessment.export-too-long`, `assessment.export-format-unknown`, `assessment.export-unwritable`, those of
 * openResult, `lake.*`, `engine.*`.
 */
export async function exportResult(options: ExportOptions): Promise<number> {
  const format = path.extname(options.out).toLowerCase();
  if (format !== '.csv' && format !== '.parquet' && format !== '.xlsx')
    throw failure('assessment.export-format-unknown', { file: options.out });
  const result = await openResult(options.resultDirectory);
  const lake = await openLake(options.lakeDirectory);
  await pinnedManifest(lake, result);
  const plan = planOfDocument(result.document);
  const partial = await claim(options.out);
  const session = await openDuckdb(options);
  try {
    // The vault of today, not of then: who was erased since stays erased.
    await attachVault(session, lake, await lake.head());
    const run = duringStep(options, 'tiers');
    if (format === '.parquet') {
      const columns = [
        { name: 'customer_id', type: 'varchar' } as const,
        ...result.document.columns.slice(1),
      ];
      await writeParquet(session, { query: storedQuery(result, plan, options), path: partial, columns }, run);
    } else if (format === '.xlsx') {
      assertFits(options.out, await countRows(session, result));
      const query = naturalQuery(result, plan, { ...options, byteOrderMark: false });
      const columns = result.document.columns.map(({ name, type }, index) => ({
        name: index === 0 ? 'customer_id' : name,
        isNumber: index > 0 && type !== 'varchar' && type !== 'date',
      }));
      await writeSheet(partial, columns, textRows(session, query));
      await syncFile(partial);
    } else {
      const query = naturalQuery(result, plan, options);
      await session.run(`COPY (\n${query}\n) TO ${quoteText(partial)} (FORMAT csv, HEADER true)`, run);
      await syncFile(partial);
    }
    await rename(partial, options.out);
    return await countRows(session, result);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  } finally {
    await session.close();
  }
}

/** Every column of the query is text. */
async function* textRows(session: Session, query: string): AsyncGenerator<(string | null)[][], void> {
  for await (const piece of session.stream(query)) {
    yield piece as unknown as (string | null)[][];
  }
}

/** Makes the file that will become `out`, so that what stands in the way is known before the work. */
async function claim(out: string): Promise<string> {
  const existing = await open(out, 'r').catch(() => null);
  await existing?.close();
  if (existing !== null) throw failure('assessment.export-exists', { file: out });
  const partial = path.join(path.dirname(out), `.${path.basename(out)}.partial`);
  const created = await open(partial, 'w').catch((error: unknown) => {
    throw failure('assessment.export-unwritable', { file: out, detail: (error as Error).message });
  });
  await created.close();
  return partial;
}

const idSql = `coalesce(identity.external_id, '${erasedId}')`;

function storedQuery(result: Result, plan: Plan, { isInternal }: ExportOptions): string {
  const rest = result.document.columns
    .slice(1)
    .map((column) => `${shownSql(column, plan, isInternal)} AS ${quoteName(column.name)}`);
  return `SELECT ${[`${idSql} AS customer_id`, ...rest].join(', ')} ${identified(result)}`;
}

function naturalQuery(result: Result, plan: Plan, options: ExportOptions): string {
  const first = `${options.byteOrderMark ? byteOrderMark : ''}customer_id`;
  const rest = result.document.columns.slice(1).map((column) => {
    const shown = shownSql(column, plan, options.isInternal);
    return `${naturalSql(column, plan, shown)} AS ${quoteName(column.name)}`;
  });
  return `SELECT ${[`${textSql(idSql)} AS ${quoteName(first)}`, ...rest].join(',\n')} ${identified(result)}`;
}

function identified(result: Result): string {
  const rows = parquetSource(result.tierFiles, result.document.columns);
  return `FROM ${rows} AS row
    LEFT JOIN identity ON identity.entity = 'customer' AND identity.entity_key = row.customer_key
    ORDER BY ${idSql}, row.customer_key`;
}

async function countRows(session: Session, result: Result): Promise<number> {
  const rows = await session.rows(
    `SELECT count(*) AS n FROM ${parquetSource(result.tierFiles, result.document.columns)} AS row`,
  );
  return Number(rows[0]?.['n']);
}
