import { buffer } from 'node:stream/consumers';
import { parseDay } from '@gradus/schema';
import { ZipFile } from 'yazl';
import type { ExampleBank, ExampleTable } from './bank.ts';
import { exampleMapping } from './example-mapping.ts';
import type { SourceExampleKind } from './kind.ts';

/** One workbook with a sheet for each table, under a title as people like to write it. */
export async function excel(bank: ExampleBank): Promise<SourceExampleKind> {
  return {
    folder: 'excel',
    mapping: exampleMapping(bank, {
      about: [
        'One Excel file with a sheet for each table. The first line is a title, the second holds the names of the columns;',
        'days are real days and amounts real numbers.',
      ],
      head: ['read: { format: excel, header: { row: 2 } }'],
      feed: (table) => ['file: bank.xlsx', `read: { sheet: ${table} }`],
    }),
    files: { 'bank.xlsx': await workbookOf(Object.values(bank)) },
  };
}

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

async function workbookOf(tables: readonly ExampleTable[]): Promise<Buffer> {
  const strings = new Map<string, number>();
  const sheets = tables.map((table) => sheetOf(table, strings));
  const items = [...strings.keys()].map((text) => `<si><t>${escaped(text)}</t></si>`).join('');
  const relations = [
    ...tables.map((_, index) => relation(index + 1, 'worksheet', `worksheets/sheet${index + 1}.xml`)),
    relation(tables.length + 1, 'sharedStrings', 'sharedStrings.xml'),
    relation(tables.length + 2, 'styles', 'styles.xml'),
  ];
  const list = tables.map(
    ({ name }, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  const parts: Record<string, string> = {
    '[Content_Types].xml': contentTypes(tables.length),
    '_rels/.rels': relationships([relation(1, 'officeDocument', 'xl/workbook.xml')]),
    'xl/workbook.xml': `${xml}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${list.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationships(relations),
    'xl/sharedStrings.xml': `${xml}<sst xmlns="${main}" count="${strings.size}" uniqueCount="${strings.size}">${items}</sst>`,
    'xl/styles.xml': `${xml}<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    ...Object.fromEntries(sheets.map((text, index) => [`xl/worksheets/sheet${index + 1}.xml`, text])),
  };
  const zip = new ZipFile();
  // The same bytes whenever and wherever they are written.
  const options = { mtime: new Date(2025, 1, 28, 12), forceDosTimestamp: true };
  for (const [name, text] of Object.entries(parts)) zip.addBuffer(Buffer.from(text), name, options);
  zip.end();
  return buffer(zip.outputStream);
}

function sheetOf({ name, columns, rows }: ExampleTable, strings: Map<string, number>): string {
  const text = (value: string, cell: string): string => {
    const at = strings.get(value) ?? strings.size;
    strings.set(value, at);
    return `<c r="${cell}" t="s"><v>${at}</v></c>`;
  };
  const cellOf = (value: string, column: number, row: number): string => {
    const cell = `${String.fromCharCode(65 + column)}${row}`;
    if (value === '') return '';
    const day = parseDay(value);
    if (day !== null) return `<c r="${cell}" s="1"><v>${day - (parseDay('1899-12-30') ?? 0)}</v></c>`;
    return /^-?\d{1,12}(\.\d+)?$/.test(value) && !/^0\d/.test(value)
      ? `<c r="${cell}"><v>${String(Number(value))}</v></c>`
      : text(value, cell);
  };
  const lines = [
    `<row r="1">${text(name, 'A1')}</row>`,
    `<row r="2">${columns.map((column, index) => text(column, `${String.fromCharCode(65 + index)}2`)).join('')}</row>`,
    ...rows.map(
      (row, index) =>
        `<row r="${index + 3}">${row.map((value, at) => cellOf(value, at, index + 3)).join('')}</row>`,
    ),
  ];
  return `${xml}<worksheet xmlns="${main}"><sheetData>${lines.join('')}</sheetData></worksheet>`;
}

function relation(id: number, type: string, target: string): string {
  return `<Relationship Id="rId${id}" Type="${office}/${type}" Target="${target}"/>`;
}

function relationships(relations: readonly string[]): string {
  return `${xml}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relations.join('')}</Relationships>`;
}

function contentTypes(sheets: number): string {
  const base = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const part = (name: string, type: string): string =>
    `<Override PartName="/xl/${name}" ContentType="${base}.${type}+xml"/>`;
  const parts = [
    part('workbook.xml', 'sheet.main'),
    part('sharedStrings.xml', 'sharedStrings'),
    part('styles.xml', 'styles'),
    ...Array.from({ length: sheets }, (_, index) => part(`worksheets/sheet${index + 1}.xml`, 'worksheet')),
  ];
  return `${xml}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${parts.join('')}</Types>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
