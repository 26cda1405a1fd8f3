import { Failure, failure } from '@gradus/schema';
import { isoFormat } from '../../mapping/day-format.ts';
import { openExcelArchive } from '../../source/excel.ts';
import type { FoundFile } from '../../source/folder.ts';
import { readSheet, type SheetRow } from '../../source/sheet-rows.ts';
import { readWorkbook } from '../../source/workbook.ts';
import { isHeader } from './delimited-sample.ts';
import { rowsMost, type FileSample } from './file-sample.ts';

/** Rows with a title that may stand before the names of the columns. */
const titleRowsMost = 20;

/**
 * Looks at every sheet of an Excel file; sheets without rows are left out. Days are taken as yyyy-mm-dd.
 *
 * Errors: `intake.not-excel`, `intake.old-excel`, `intake.unpacked-too-large`.
 */
export async function sampleExcel(file: FoundFile): Promise<FileSample[]> {
  const zip = await openExcelArchive(file);
  try {
    const workbook = await readWorkbook(zip);
    const samples: FileSample[] = [];
    if (workbook === null) return samples;
    const isOnly = workbook.sheets.length === 1;
    for (const { name, part } of workbook.sheets) {
      const rows: SheetRow[] = [];
      await readSheet(workbook, zip.text(part), {
        date: isoFormat,
        decimal: '.',
        onRow: (row) => void rows.push(row),
        isDone: () => rows.length > rowsMost,
      });
      const sample = sampleSheet(file, { name, isOnly }, rows);
      if (sample !== null) samples.push(sample);
    }
    return samples;
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw failure('intake.not-excel', { file: file.name, problem: 'damaged' });
  } finally {
    zip.close();
  }
}

function sampleSheet(
  file: FoundFile,
  { name, isOnly }: { readonly name: string; readonly isOnly: boolean },
  all: readonly SheetRow[],
): FileSample | null {
  const sound = all.filter(({ hasError }) => !hasError).slice(0, rowsMost);
  const header = headerOf(sound);
  const data = header === null ? sound : sound.slice(sound.indexOf(header) + 1);
  const columnCount =
    header?.cells.length ?? data.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  if (columnCount < 2) return null;
  const rows = data.flatMap(({ cells }) =>
    cells.length > columnCount
      ? []
      : [[...cells, ...Array.from({ length: columnCount - cells.length }, () => '')]],
  );
  return {
    file,
    layout: {
      kind: 'excel',
      sheet: name,
      isOnly,
      header: header === null ? { kind: 'none' } : { kind: 'line', line: header.row },
    },
    header: header?.cells ?? null,
    rows,
    columnCount,
    oddRecords: all.filter(({ hasError }) => hasError).length + data.length - rows.length,
    isWhole: all.length <= rowsMost,
    described: null,
  };
}

/** The first row that reads like names and is as wide as all that follow; null: the first row holds values. */
function headerOf(rows: readonly SheetRow[]): SheetRow | null {
  const widest = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  for (const [index, row] of rows.slice(0, titleRowsMost).entries()) {
    if (row.cells.length < Math.max(2, widest)) continue;
    const others = rows.slice(index + 1).map(({ cells }) => cells);
    return isHeader(row.cells, others) ? row : null;
  }
  return null;
}
