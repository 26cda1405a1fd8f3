import { stat } from 'node:fs/promises';
import { Failure, failure } from '@gradus/schema';
import type { ReadOptions } from '../mapping/mapping.ts';
import { firstBytes, kindOfBytes } from './first-bytes.ts';
import type { FoundFile } from './folder.ts';
import { readSheet, type SheetRow } from './sheet-rows.ts';
import { TableCopy } from './table-copy.ts';
import { readWorkbook, type Workbook } from './workbook.ts';
import { ZipArchive } from './zip-archive.ts';

/** A sheet copied as text, with the names of its columns. */
export interface ExcelCopy {
  readonly sheet: string;
  readonly columns: readonly string[];
  readonly copy: TableCopy;
}

/**
 * Copies a sheet of an Excel file to `target`, row by row, with days as the mapping writes them.
 *
 * Errors: `intake.not-excel`, `intake.old-excel`, `intake.no-sheet`, `intake.empty-file`, `intake.unpacked-too-large`.
 */
export async function copyExcel(found: FoundFile, read: ReadOptions, target: string): Promise<ExcelCopy> {
  const zip = await openExcelArchive(found);
  const copy = new TableCopy(target);
  try {
    const workbook = await readWorkbook(zip);
    if (workbook === null) throw failure('intake.not-excel', { file: found.name, problem: 'no-workbook' });
    const { name, part } = sheetOf(workbook, found, read.sheet);
    const sheet = new SheetCopy(read, copy);
    const pieces = zip.text(part);
    await readSheet(workbook, pieces, {
      date: read.date,
      decimal: read.decimal,
      onRow: (row) => sheet.add(row),
    });
    if (sheet.columns === null) throw failure('intake.empty-file', { file: found.name });
    await copy.close();
    return { sheet: name, columns: sheet.columns, copy };
  } catch (error) {
    copy.discard();
    if (error instanceof Failure) throw error;
    throw failure('intake.not-excel', { file: found.name, problem: 'damaged' });
  } finally {
    zip.close();
  }
}

/** The archive that an Excel file is. Errors: `intake.not-excel`, `intake.old-excel`. */
export async function openExcelArchive(found: FoundFile): Promise<ZipArchive> {
  const kind = kindOfBytes(await firstBytes(found.path));
  if (kind === 'compound') throw failure('intake.old-excel', { file: found.name });
  const zip = kind === 'zip' ? await ZipArchive.open(found, (await stat(found.path)).size) : null;
  if (zip !== null) return zip;
  throw failure('intake.not-excel', { file: found.name, problem: kind === 'zip' ? 'damaged' : 'no-zip' });
}

function sheetOf(
  { sheets }: Workbook,
  { name: file }: FoundFile,
  wanted: string | null,
): Workbook['sheets'][number] {
  const sheet = wanted === null ? sheets[0] : sheets.find(({ name }) => name === wanted);
  if (sheet !== undefined) return sheet;
  throw failure('intake.no-sheet', { file, sheet: wanted ?? '', sheets: sheets.map(({ name }) => name) });
}

/** Rows of a sheet as records. */
class SheetCopy {
  columns: readonly string[] | null;
  readonly #headerRow: number;
  readonly #copy: TableCopy;

  constructor({ columns, headerRow }: ReadOptions, copy: TableCopy) {
    this.columns = columns;
    this.#headerRow = headerRow;
    this.#copy = copy;
  }

  add({ row, cells, hasError }: SheetRow): Promise<unknown> | undefined {
    if (row < this.#headerRow) return undefined;
    if (this.columns === null) {
      this.columns = cells;
      return undefined;
    }
    const count = this.columns.length;
    // What a formula could not work out is no value that somebody meant.
    if (hasError) this.#copy.refuse({ line: row, code: 'intake.cell-unreadable' });
    else if (cells.length > count) this.#copy.refuse({ line: row });
    else {
      const values = [...cells, ...Array.from({ length: count - cells.length }, () => '')];
      return this.#copy.add(values, row);
    }
    return undefined;
  }
}
