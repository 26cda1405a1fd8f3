import { closeSync, openSync, writeSync } from 'node:fs';

import { dayParts, type Day } from '@gradus/schema';

import type { FileFormat } from './file-formats.ts';
import { encode } from './encoding.ts';
import type { Spoiler } from './spoiler.ts';

const bufferBytes = 1 << 19;
/** More than the longest row, so that one check per row is enough. */
const rowBytesMax = 1 << 10;
const zero = 0x30;

/**
 * A delimited file in GB18030, written field by field into a large buffer.
 * Rows are plain bytes: at millions of rows, strings and an encoder would be most of the time.
 */
export class ByteFile {
  rows = 0;
  bytes = 0;
  readonly format: FileFormat;
  private readonly handle: number;
  private readonly buffer = Buffer.allocUnsafe(bufferBytes);
  private readonly delimiter: number;
  private readonly lineEnd: Uint8Array;
  private readonly spoiler: Spoiler | null;
  private position = 0;
  private rowStart = 0;

  constructor(path: string, format: FileFormat, spoiler: Spoiler | null) {
    this.format = format;
    this.spoiler = spoiler;
    this.delimiter = format.delimiter.charCodeAt(0);
    this.lineEnd = encode(format.lineEnd);
    this.handle = openSync(path, 'w');
    this.append(encode(format.columns.map((column) => column.header).join(format.delimiter)));
    this.append(this.lineEnd);
    this.rowStart = this.position;
  }

  /** A field of ready bytes. */
  text(bytes: Uint8Array): this {
    this.append(bytes);
    this.buffer[this.position++] = this.delimiter;
    return this;
  }

  /** A field put together from several ready texts. */
  joined(parts: readonly Uint8Array[]): this {
    for (const part of parts) this.append(part);
    this.buffer[this.position++] = this.delimiter;
    return this;
  }

  empty(): this {
    this.buffer[this.position++] = this.delimiter;
    return this;
  }

  /** A field of decimal digits, filled with leading zeros up to `width`. */
  whole(value: number, width = 1): this {
    this.digits(value, width);
    this.buffer[this.position++] = this.delimiter;
    return this;
  }

  /** A field of yuan with two decimals, from fen; the sign is written for negative ones only. */
  money(fen: number): this {
    this.decimal(fen, 2);
    return this;
  }

  /** A field with `places` decimals, from a whole number of that unit. */
  decimal(value: number, places: number): this {
    const size = value < 0 ? -value : value;
    if (value < 0) this.buffer[this.position++] = 0x2d;
    const scale = 10 ** places;
    const units = Math.floor(size / scale);
    this.digits(units, 1);
    this.buffer[this.position++] = 0x2e;
    this.digits(size - units * scale, places);
    this.buffer[this.position++] = this.delimiter;
    return this;
  }

  /** A field YYYYMMDD, empty for null. */
  day(day: Day | null): this {
    if (day !== null) this.append(dayText(day));
    this.buffer[this.position++] = this.delimiter;
    return this;
  }

  endRow(): void {
    this.position -= 1;
    this.append(this.lineEnd);
    this.rows += 1;
    if (this.spoiler !== null) {
      const row = this.buffer.subarray(this.rowStart, this.position - this.lineEnd.length);
      const spoiled = this.spoiler.spoil(this.format, row);
      if (spoiled !== null) {
        this.append(spoiled);
        this.append(this.lineEnd);
        this.rows += 1;
      }
    }
    if (this.position > bufferBytes - 3 * rowBytesMax) this.flush();
    this.rowStart = this.position;
  }

  close(): void {
    this.flush();
    closeSync(this.handle);
  }

  private flush(): void {
    let written = 0;
    while (written < this.position)
      written += writeSync(this.handle, this.buffer, written, this.position - written);
    this.bytes += this.position;
    this.position = 0;
  }

  private append(bytes: Uint8Array): void {
    const { buffer } = this;
    let position = this.position;
    for (let index = 0; index < bytes.length; index++) buffer[position++] = bytes[index] as number;
    this.position = position;
  }

  private digits(value: number, width: number): void {
    let count = 1;
    for (let rest = value; rest >= 10; rest = Math.floor(rest / 10)) count += 1;
    if (count < width) count = width;
    let rest = value;
    for (let place = this.position + count - 1; place >= this.position; place--) {
      const tens = Math.floor(rest / 10);
      this.buffer[place] = zero + (rest - tens * 10);
      rest = tens;
    }
    this.position += count;
  }
}

const dayTexts = new Map<Day, Uint8Array>();

/** YYYYMMDD of a day; each is made once, there are only some ten thousand. */
function dayText(day: Day): Uint8Array {
  let text = dayTexts.get(day);
  if (text === undefined) {
    const { year, month, day: dayOfMonth } = dayParts(day);
    text = encode(String(year * 10_000 + month * 100 + dayOfMonth));
    dayTexts.set(day, text);
  }
  return text;
}
