import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { failure } from '@gradus/schema';
import { ZipFile } from 'yazl';

/** Rows of a sheet with its header, by the format. */
const sheetRowsMax = 1_048_576;

/** Errors: `assessment.export-too-long`. */
export function assertFits(file: string, rows: number): void {
  if (rows >= sheetRowsMax) throw failure('assessment.export-too-long', { file, rows: String(rows) });
}

/** A column of the sheet; numbers are written as such when no digit of them can get lost. */
export interface SheetColumn {
  readonly name: string;
  readonly isNumber: boolean;
}

type TextRow = readonly (string | null)[];

const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const contentType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Parts of a workbook of one sheet, beside the sheet. */
const parts: Readonly<Record<string, string>> = {
  '[Content_Types].xml': `<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${contentType}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${contentType}.worksheet+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="tiers" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
};

/** Files of the same rows are the same bytes. */
const modified = new Date(Date.UTC(1980, 0, 1));

/** Writes an Excel file of one sheet, row by row: text as text, which no program runs as a formula. */
export async function writeSheet(
  file: string,
  columns: readonly SheetColumn[],
  pieces: AsyncIterable<readonly TextRow[]>,
): Promise<void> {
  const zip = new ZipFile();
  for (const [name, xml] of Object.entries(parts)) {
    zip.addBuffer(Buffer.from(xmlHead + xml), name, { mtime: modified });
  }
  const sheet = Readable.from(sheetXml(columns, pieces));
  // What goes wrong while rows are read must end the file, not wait for ever.
  sheet.on('error', (error) => zip.outputStream.emit('error', error));
  zip.addReadStream(sheet, 'xl/worksheets/sheet1.xml', { mtime: modified });
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(file));
}

async function* sheetXml(
  columns: readonly SheetColumn[],
  pieces: AsyncIterable<readonly TextRow[]>,
): AsyncGenerator<string, void> {
  const header = columns.map(({ name }) => textCell(name)).join('');
  yield `${xmlHead}<worksheet xmlns="${main}"><sheetData><row>${header}</row>`;
  for await (const piece of pieces) {
    const rows = piece.map((row) => row.map((value, index) => cell(value, columns[index])).join(''));
    yield rows.map((cells) => `<row>${cells}</row>`).join('');
  }
  yield '</sheetData></worksheet>';
}

function cell(value: string | null, column: SheetColumn | undefined): string {
  if (value === null) return '<c/>';
  // Programs for sheets keep fifteen digits.
  const isNumber = column?.isNumber === true && /^-?\d+(\.\d+)?$/.test(value);
  return isNumber && value.replaceAll(/\D/g, '').length <= 15 ? `<c><v>${value}</v></c>` : textCell(value);
}

function textCell(value: string): string {
  const safe = value
    // Characters that XML cannot hold.
    .replaceAll(/[^\t\n\r\P{Cc}]|[\ufffe\uffff]/gu, '\u{fffd}')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
  return `<c t="inlineStr"><is><t xml:space="preserve">${safe}</t></is></c>`;
}
