import { isAscii, isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { filePieces } from '@gradus/engine';
import type { UnicodeEncoding } from './encoding.ts';
import { LetterLines } from './letter-lines.ts';
import { utf16HeadBytes, utf16Of } from './utf16.ts';

/** What one pass over the bytes of a file tells. */
export interface FileScan {
  readonly bytes: number;
  /** SHA-256 in hex. */
  readonly sha256: string;
  /** Null: it is no Unicode. */
  readonly unicode: UnicodeEncoding | null;
  /** Of what is no Unicode: lines by which its encoding can be told. */
  readonly letterLines: Buffer;
  /** Whether some bytes are no text in that encoding. */
  readonly hasInvalidBytes: boolean;
  /** Lines with something on them. */
  readonly lines: number;
  /** Kinds of blanks that occur, so that values of files without any need not be trimmed. */
  readonly blanks: ReadonlySet<Blank>;
  /** Whether an empty line stands before the last line with something on it. */
  readonly hasBlankLines: boolean;
}

export type Blank = 'space' | 'tab' | 'no_break_space' | 'wide_space';

/** Blanks that are cut off at the ends of values; the wide one is that of Chinese text. */
export const blankCharacters: Readonly<Record<Blank, string>> = {
  space: ' ',
  tab: '\t',
  no_break_space: '\u{a0}',
  wide_space: '\u{3000}',
};

const blankBytes = Object.entries(blankCharacters).map(
  ([blank, character]) => [blank as Blank, Buffer.from(character)] as const,
);

const newline = 0x0a;
const carriageReturn = 0x0d;
/** So many sequences beyond ASCII are looked at to tell encodings apart. */
const sampleMax = 50_000;

/** Reads a file once: its hash, its encoding, its lines. */
export async function scanFile(
  path: string,
  onProgress: (bytes: number) => void = () => undefined,
): Promise<FileScan> {
  const hash = createHash('sha256');
  const encoding = new EncodingProbe();
  const lines = new LineCount();
  const blanks = new BlankProbe();
  let bytes = 0;
  for await (const chunk of filePieces(path)) {
    hash.update(chunk);
    encoding.add(chunk);
    blanks.add(chunk);
    lines.add(chunk);
    bytes += chunk.length;
    onProgress(bytes);
  }
  lines.end();
  const { unicode, hasInvalidBytes, letterLines } = encoding.verdict();
  return {
    bytes,
    sha256: hash.digest('hex'),
    unicode,
    letterLines,
    hasInvalidBytes,
    blanks: blanks.found,
    lines: lines.filled,
    hasBlankLines: lines.hasBlankBetween,
  };
}

class BlankProbe {
  readonly found = new Set<Blank>();
  #last: Buffer = Buffer.alloc(0);

  add(chunk: Buffer): void {
    for (const [blank, bytes] of blankBytes) {
      // A blank of several bytes may lie across two pieces.
      const seam = Buffer.concat([this.#last, chunk.subarray(0, bytes.length - 1)]);
      if (!this.found.has(blank) && (chunk.includes(bytes) || seam.includes(bytes))) this.found.add(blank);
    }
    this.#last = Buffer.from(chunk.subarray(-2));
  }
}

class LineCount {
  filled = 0;
  hasBlankBetween = false;
  #blankSeen = false;
  /** Bytes of the line so far, and whether they are a lone carriage return. */
  #length = 0;
  #isLoneReturn = false;

  add(chunk: Buffer): void {
    let from = 0;
    for (;;) {
      const at = chunk.indexOf(newline, from);
      const to = at < 0 ? chunk.length : at;
      if (to > from) {
        this.#isLoneReturn = this.#length === 0 && to - from === 1 && chunk[from] === carriageReturn;
        this.#length += to - from;
      }
      if (at < 0) return;
      this.end();
      from = at + 1;
    }
  }

  end(): void {
    if (this.#length === 0 || this.#isLoneReturn) this.#blankSeen = true;
    else {
      this.filled += 1;
      if (this.#blankSeen) this.hasBlankBetween = true;
    }
    this.#length = 0;
    this.#isLoneReturn = false;
  }
}

/**
 * Tells UTF-8 from what is no Unicode. Text that is UTF-8 throughout is UTF-8. Otherwise the question is what it was meant to be:
 * in text of another encoding most sequences are broken UTF-8, in UTF-8 with some damage only few are.
 */
class EncodingProbe {
  #isWhole = true;
  /** The first piece that speaks for UTF-8; no ASCII does, and only once there is doubt does it matter. */
  #witness: Buffer | null = null;
  #good = 0;
  #broken = 0;
  readonly #lines = new LetterLines();
  #rest: Buffer = Buffer.alloc(0);
  #first: Buffer = Buffer.alloc(0);

  add(chunk: Buffer): void {
    if (this.#first.length === 0) this.#first = Buffer.from(chunk.subarray(0, utf16HeadBytes));
    const text = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const cut = text.length - unfinished(text);
    const whole = text.subarray(0, cut);
    this.#rest = Buffer.from(text.subarray(cut));
    if (isUtf8(whole)) {
      if (!this.#isWhole) this.#sample(whole);
      else if (this.#witness === null && !isAscii(whole)) this.#witness = whole;
    } else this.#doubt(whole);
  }

  verdict(): Pick<FileScan, 'unicode' | 'hasInvalidBytes' | 'letterLines'> {
    const none = Buffer.alloc(0);
    const utf16 = utf16Of(this.#first);
    if (utf16 !== null) return { unicode: utf16, hasInvalidBytes: false, letterLines: none };
    if (this.#rest.length > 0) this.#doubt(this.#rest);
    if (this.#isWhole) return { unicode: 'utf-8', hasInvalidBytes: false, letterLines: none };
    const hasMark = this.#first[0] === 0xef && this.#first[1] === 0xbb && this.#first[2] === 0xbf;
    if (hasMark || this.#good > 4 * this.#broken) {
      return { unicode: 'utf-8', hasInvalidBytes: true, letterLines: none };
    }
    this.#lines.end();
    return { unicode: null, hasInvalidBytes: false, letterLines: this.#lines.bytes() };
  }

  #doubt(bytes: Buffer): void {
    if (this.#isWhole && this.#witness !== null) {
      this.#sample(this.#witness);
      this.#lines.end();
    }
    this.#isWhole = false;
    this.#sample(bytes);
  }

  #sample(bytes: Buffer): void {
    if (this.#good + this.#broken >= sampleMax) return;
    this.#lines.add(bytes);
    const text = bytes.toString('utf8');
    for (let index = 0; index < text.length; index += 1) {
      const unit = text.charCodeAt(index);
      if (unit === 0xfffd) this.#broken += 1;
      else if (unit > 0x7f) this.#good += 1;
    }
  }
}

/** Bytes at the end that begin a UTF-8 sequence without ending it. */
function unfinished(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return back < length ? back : 0;
    }
  }
  return 0;
}
