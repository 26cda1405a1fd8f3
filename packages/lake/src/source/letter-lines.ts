import { isAscii } from 'node:buffer';

/** So many bytes of lines with letters beyond ASCII tell how they are encoded. */
const bytesMost = 1 << 16;
/** A longer line, as that of records without line ends, is divided. */
const lineBytesMost = 4096;
const lineFeed = 0x0a;
/** Bytes from here on may be the second of a character of several. */
const laterByteLeast = 0x30;

/** Collects the first lines of a text that hold bytes beyond ASCII; however the bytes come divided, the lines are the same. */
export class LetterLines {
  readonly #found: Buffer[] = [];
  #bytes = 0;
  #rest: Buffer = Buffer.alloc(0);

  get isFull(): boolean {
    return this.#bytes >= bytesMost;
  }

  add(piece: Buffer): void {
    if (this.isFull) return;
    const bytes = this.#rest.length === 0 ? piece : Buffer.concat([this.#rest, piece]);
    // In most files only few lines hold any, and whole stretches need not be divided.
    let from = isAscii(bytes) ? bytes.lastIndexOf(lineFeed) + 1 : 0;
    for (
      let at = bytes.indexOf(lineFeed, from);
      at >= 0 && !this.isFull;
      at = bytes.indexOf(lineFeed, from)
    ) {
      this.#take(bytes.subarray(from, at + 1));
      from = at + 1;
    }
    // What is left is no line yet; of a long one what is a part for certain is taken.
    const rest = bytes.subarray(from);
    const kept = rest.length > lineBytesMost ? this.#takeParts(rest) : rest;
    this.#rest = Buffer.from(kept);
  }

  /** What was added next does not follow on what was added before. */
  end(): void {
    this.#take(this.#rest);
    this.#rest = Buffer.alloc(0);
  }

  /** All lines found, once the end was told. */
  bytes(): Buffer {
    return Buffer.concat(this.#found);
  }

  #take(line: Buffer): void {
    const last = line.length > lineBytesMost ? this.#takeParts(line) : line;
    if (this.isFull || isAscii(last)) return;
    this.#found.push(Buffer.from(last));
    this.#bytes += last.length;
  }

  /** Takes parts of a long line that end where no character goes on, and gives what is left. */
  #takeParts(line: Buffer): Buffer {
    let from = 0;
    while (line.length - from > lineBytesMost && !this.isFull) {
      let to = from + lineBytesMost;
      while (to > from && (line[to - 1] ?? 0) >= laterByteLeast) to -= 1;
      // No blank and no mark in so much: that is no text, or has no place to divide it.
      if (to === from) to = from + lineBytesMost;
      const part = line.subarray(from, to);
      from = to;
      if (isAscii(part)) continue;
      this.#found.push(Buffer.concat([part, Buffer.from('\n')]));
      this.#bytes += part.length + 1;
    }
    return line.subarray(from);
  }
}
