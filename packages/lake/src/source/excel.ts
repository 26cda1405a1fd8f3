import { stat } from 'node:fs/promises';
import { Failure, failure, formatDay, parseDay } from '@gradus/schema';
import type { ReadOptions } from '../mapping/mapping.ts';
import { firstBytes, kindOfBytes } from './first-bytes.ts';
import type { FoundFile } from './folder.ts';
import { TableCopy } from './table-copy.ts';
import { readWorkbook, readXml, type Workbook } from './workbook.ts';
import { ZipArchive } from './zip-archive.ts';

/** A sheet copied as text, with the names of its columns. */
export interface ExcelCopy {
  readonly columns: readonly string[];
  readonly copy: TableCopy;
}

/**
 * Copies a sheet of an Excel file to `target`, row by row. Numbers are taken from their text, with the fifteen digits that
 * Excel shows; numbers shown as days become days as the mapping writes them; of a formula the value counts that was saved.
 *
 * Errors: `intake.not-excel`, `intake.old-excel`, `intake.no-sheet`, `intake.empty-file`, `intake.unpacked-too-large`.
 */
export async function copyExcel(found: FoundFile, read: ReadOptions, target: string): Promise<ExcelCopy> {
  const kind = kindOfBytes(await firstBytes(found.path));
  if (kind === 'compound') throw failure('intake.old-excel', { file: found.name });
  const zip = kind === 'zip' ? await ZipArchive.open(found, (await stat(found.path)).size) : null;
  if (zip === null) {
    throw failure('intake.not-excel', { file: found.name, problem: kind === 'zip' ? 'damaged' : 'no-zip' });
  }
  const copy = new TableCopy(target);
  try {
    const workbook = await readWorkbook(zip);
    if (workbook === null) throw failure('intake.not-excel', { file: found.name, problem: 'no-workbook' });
    const sheet = new SheetCopy(workbook, read, copy);
    await sheet.read(zip.text(partOf(workbook, found, read.sheet)));
    if (sheet.columns === null) throw failure('intake.empty-file', { file: found.name });
    await copy.close();
    return { columns: sheet.columns, copy };
  } catch (error) {
    copy.discard();
    if (error instanceof Failure) throw error;
    throw failure('intake.not-excel', { file: found.name, problem: 'damaged' });
  } finally {
    zip.close();
  }
}

function partOf({ sheets }: Workbook, { name: file }: FoundFile, wanted: string | null): string {
  const sheet = wanted === null ? sheets[0] : sheets.find(({ name }) => name === wanted);
  if (sheet !== undefined) return sheet.part;
  throw failure('intake.no-sheet', { file, sheet: wanted ?? '', sheets: sheets.map(({ name }) => name) });
}

/** Rows of a sheet as they come. */
class SheetCopy {
  columns: readonly string[] | null;
  readonly #workbook: Workbook;
  readonly #read: ReadOptions;
  readonly #copy: TableCopy;
  #row = 0;
  #cells: string[] = [];
  #at = 0;
  #type = '';
  #style = 0;
  #value = '';
  #isValue = false;
  #hasError = false;

  constructor(workbook: Workbook, read: ReadOptions, copy: TableCopy) {
    this.#workbook = workbook;
    this.#read = read;
    this.#copy = copy;
    this.columns = read.columns;
  }

  async read(pieces: AsyncIterable<string>): Promise<void> {
    await readXml(this.#paced(pieces), {
      open: (name, attributes) => this.#open(name, attributes),
      text: (text) => {
        if (this.#isValue) this.#value += text;
      },
      close: (name) => this.#close(name),
    });
  }

  #pending: Promise<unknown> | undefined;

  /** Pieces are read no faster than rows are written. */
  async *#paced(pieces: AsyncIterable<string>): AsyncGenerator<string, void> {
    for await (const piece of pieces) {
      yield piece;
      await this.#pending;
      this.#pending = undefined;
    }
  }

  #open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'row') {
      this.#row = attributes['r'] === undefined ? this.#row + 1 : Number(attributes['r']);
      this.#cells = [];
      this.#at = 0;
      this.#hasError = false;
    } else if (name === 'c') {
      const reference = attributes['r'];
      if (reference !== undefined) this.#at = columnOf(reference);
      this.#type = attributes['t'] ?? 'n';
      this.#style = Number(attributes['s'] ?? 0);
      this.#value = '';
    }
    this.#isValue = name === 'v' || name === 't';
  }

  #close(name: string): void {
    this.#isValue = false;
    if (name === 'c') {
      this.#hasError ||= this.#type === 'e';
      this.#cells[this.#at] = this.#text().trim();
      this.#at += 1;
    } else if (name === 'row') this.#end();
  }

  #text(): string {
    if (this.#value === '') return '';
    switch (this.#type) {
      case 's':
        return this.#workbook.strings[Number(this.#value)] ?? '';
      case 'b':
        return this.#value === '1' ? 'TRUE' : 'FALSE';
      case 'd':
        return this.#dayText(this.#value.slice(0, 10), this.#value.slice(11));
      case 'n':
        return this.#workbook.isDay(this.#style) ? this.#dayOf(this.#value) : numberText(this.#value);
      default:
        return this.#value;
    }
  }

  #end(): void {
    const cells = Array.from(this.#cells, (cell: string | undefined) => cell ?? '');
    while (cells.at(-1) === '') cells.pop();
    const { headerRow } = this.#read;
    if (this.#row < headerRow || cells.length === 0) return;
    if (this.columns === null) {
      this.columns = cells;
      return;
    }
    const count = this.columns.length;
    const text = cells.join(',');
    // What a formula could not work out is no value that somebody meant.
    if (this.#hasError) this.#copy.refuse({ line: this.#row, text, code: 'intake.cell-unreadable' });
    else if (cells.length > count) this.#copy.refuse({ line: this.#row, text });
    else {
      const values = [...cells, ...Array.from({ length: count - cells.length }, () => '')];
      this.#pending = this.#copy.add(values, this.#row) ?? this.#pending;
    }
  }

  /** Day of a serial number; the part after the point is a time. */
  #dayOf(written: string): string {
    const serial = Number(written);
    if (!Number.isFinite(serial) || serial < 0) return written;
    const days = Math.floor(serial);
    // Excel of 1900 has a 29 February in that year.
    const epoch = this.#workbook.isFrom1904 ? '1904-01-01' : days < 60 ? '1899-12-31' : '1899-12-30';
    const seconds = Math.round((serial - days) * 86_400);
    const time = seconds === 0 ? '' : timeText(seconds);
    return this.#dayText(formatDay((parseDay(epoch) ?? 0) + days), time);
  }

  #dayText(iso: string, time: string): string {
    const [year = '', month = '', day = ''] = iso.split('-');
    const text = this.#read.date.written
      .replace('yyyy', year)
      .replace('yy', year.slice(2))
      .replace('mm', month)
      .replace('dd', day);
    return time === '' || /^0?0:00/.test(time) ? text : `${text} ${time}`;
  }
}

function timeText(seconds: number): string {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}

/** Index of a column, from 0: `C7` is 2. */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of reference) {
    const code = letter.charCodeAt(0) - 64;
    if (code < 1 || code > 26) break;
    column = column * 26 + code;
  }
  return column - 1;
}

/** Most digits that Excel keeps of a number. */
const digitsMax = 15;

/** A number as Excel shows it, without an exponent: what a double adds beyond fifteen digits is noise. */
function numberText(written: string): string {
  if (/^-?\d{1,15}$/.test(written)) return written;
  const number = Number(written);
  if (!Number.isFinite(number)) return written;
  const [mantissa = '', exponent = '0'] = number.toExponential(digitsMax - 1).split('e');
  const sign = mantissa.startsWith('-') ? '-' : '';
  const digits = mantissa.replaceAll(/[-.]/g, '');
  const point = 1 + Number(exponent);
  const whole = point <= 0 ? '0' : digits.slice(0, point).padEnd(point, '0');
  const fraction = (point <= 0 ? '0'.repeat(-point) + digits : digits.slice(point)).replace(/0+$/, '');
  return fraction === '' ? `${sign}${whole}` : `${sign}${whole}.${fraction}`;
}
