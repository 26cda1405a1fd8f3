import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { LineMap } from './line-map.ts';
import type { BrokenLine, RecordCopy } from './record-copy.ts';

/** Text is handed on in pieces of about this many characters. */
const pieceLength = 1 << 18;

/** Writes the records of a file that is no delimited text as one that is: all values quoted, comma between, no header. */
export class TableCopy implements RecordCopy {
  records = 0;
  readonly lines = new LineMap();
  readonly broken: BrokenLine[] = [];
  readonly #out: WriteStream;
  #piece = '';

  constructor(target: string) {
    this.#out = createWriteStream(target);
  }

  /** Adds the record of a line; to be awaited when it gives a promise. */
  add(values: readonly string[], line: number): Promise<unknown> | undefined {
    this.lines.add(this.records, line);
    this.records += 1;
    this.#piece += `${values.map((value) => `"${value.replaceAll('"', '""')}"`).join(',')}\n`;
    return this.#piece.length < pieceLength ? undefined : this.#flush();
  }

  /** Lists a line that is no record. */
  refuse(line: BrokenLine): void {
    this.broken.push(line);
  }

  async close(): Promise<void> {
    await this.#flush();
    this.#out.end();
    await finished(this.#out);
  }

  /** Gives the file up. */
  discard(): void {
    this.#out.destroy();
  }

  async #flush(): Promise<void> {
    const piece = this.#piece;
    this.#piece = '';
    if (piece !== '' && !this.#out.write(piece)) await once(this.#out, 'drain');
  }
}
