import { formatDay, parseDay } from '@gradus/schema';
import { writtenDay, type DayFormat } from '../mapping/day-format.ts';
import { readXml, type Workbook } from './workbook.ts';

/** A row of a sheet: texts of its cells, without empty ones at its end. */
export interface SheetRow {
  /** Number of the row, from 1. */
  readonly row: number;
  readonly cells: readonly string[];
  /** A formula in it could not be worked out. */
  readonly hasError: boolean;
}

export interface SheetReading {
  /** How days are written into the texts. */
  readonly date: DayFormat;
  /** What stands between the digits of numbers in the texts. */
  readonly decimal: string;
  /** Takes a row; the next ones wait for its promise. */
  readonly onRow: (row: SheetRow) => Promise<unknown> | undefined;
  /** Whether enough was read. */
  readonly isDone?: () => boolean;
}

/**
 * Reads the rows of a sheet. Numbers are taken from their text, with the fifteen digits that Excel shows; numbers shown as
 * days become days; of a formula the value counts that was saved. Throws when the text is no sheet.
 */
export async function readSheet(
  workbook: Workbook,
  pieces: AsyncIterable<string>,
  reading: SheetReading,
): Promise<void> {
  await new SheetReader(workbook, reading).read(pieces);
}

class SheetReader {
  readonly #workbook: Workbook;
  readonly #reading: SheetReading;
  #row = 0;
  #cells: string[] = [];
  #at = 0;
  #type = '';
  #style = 0;
  #value = '';
  #isValue = false;
  #hasError = false;
  #pending: Promise<unknown> | undefined;

  constructor(workbook: Workbook, reading: SheetReading) {
    this.#workbook = workbook;
    this.#reading = reading;
  }

  async read(pieces: AsyncIterable<string>): Promise<void> {
    await readXml(this.#paced(pieces), {
      open: (name, attributes) => this.#open(name, attributes),
      text: (text) => {
        if (this.#isValue) this.#value += text;
      },
      close: (name) => this.#close(name),
      ...(this.#reading.isDone === undefined ? {} : { isDone: this.#reading.isDone }),
    });
  }

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
        return this.#workbook.isDay(this.#style) ? this.#dayOf(this.#value) : this.#numberOf(this.#value);
      default:
        return this.#value;
    }
  }

  #end(): void {
    const cells = Array.from(this.#cells, (cell: string | undefined) => cell ?? '');
    while (cells.at(-1) === '') cells.pop();
    if (cells.length === 0) return;
    const row = { row: this.#row, cells, hasError: this.#hasError };
    this.#pending = this.#reading.onRow(row) ?? this.#pending;
  }

  #numberOf(written: string): string {
    const { decimal } = this.#reading;
    return decimal === '.' ? numberText(written) : numberText(written).replace('.', decimal);
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
    const day = parseDay(iso);
    const text = day === null ? iso : writtenDay(day, this.#reading.date);
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
