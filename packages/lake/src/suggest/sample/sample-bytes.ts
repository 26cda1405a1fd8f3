import { isAscii, isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { decodeBytes } from '../../source/byte-decoder.ts';
import type { FileEncoding } from '../../source/encoding.ts';
import { utf16Of } from '../../source/utf16.ts';
import { isGzip } from '../../source/first-bytes.ts';
import { LetterLines } from '../../source/letter-lines.ts';

/** Bytes looked at, of all files together: from the beginning, and in the middle and at the end of what is longer. */
const budgetBytes = 24 << 20;
const headBytesMost = 4 << 20;
const headBytesLeast = 1 << 18;

/** Pieces of a file, unpacked. */
export interface SampleBytes {
  readonly head: Buffer;
  /** From the middle and the end of a long file; each begins and ends anywhere. */
  readonly pieces: readonly Buffer[];
  /** Whether `head` is all there is. */
  readonly isWhole: boolean;
  readonly isPacked: boolean;
}

/** Looks at pieces of one of so many files. Null: it is packed and cannot be unpacked. */
export async function sampleBytes(path: string, files: number): Promise<SampleBytes | null> {
  const headBytes = Math.max(headBytesLeast, Math.min(headBytesMost, Math.floor(budgetBytes / files)));
  const plain = await readPieces(path, headBytes);
  return isGzip(plain.head) ? unpackedHead(path, headBytes) : plain;
}

async function readPieces(path: string, headBytes: number): Promise<SampleBytes> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    const pieceBytes = headBytes >> 2;
    const head = await readAt(handle, 0, Math.min(size, headBytes));
    if (size <= headBytes + 2 * pieceBytes) {
      return { head: await readAt(handle, 0, size), pieces: [], isWhole: true, isPacked: false };
    }
    // Signs of UTF-16 begin at even places.
    const at = [Math.floor(size / 2), size - pieceBytes].map((from) => from - (from % 2));
    const pieces = await Promise.all(at.map((from) => readAt(handle, from, pieceBytes + 1)));
    return { head, pieces, isWhole: false, isPacked: false };
  } finally {
    await handle.close();
  }
}

async function readAt(handle: FileHandle, from: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await handle.read(buffer, 0, length, from);
  return buffer.subarray(0, bytesRead);
}

/** What comes out of a packed file first; where its middle lies cannot be told without unpacking all before. */
async function unpackedHead(path: string, headBytes: number): Promise<SampleBytes | null> {
  const source = createReadStream(path);
  const unpacked = createGunzip();
  source.on('error', (error) => unpacked.destroy(error));
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of source.pipe(unpacked) as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes > headBytes) break;
    }
  } catch {
    return null;
  } finally {
    source.destroy();
  }
  const all = Buffer.concat(chunks);
  return { head: all.subarray(0, headBytes), pieces: [], isWhole: bytes <= headBytes, isPacked: true };
}

/** UTF-16, UTF-8 where the bytes are; null: something else. */
function unicodeOf(head: Buffer): FileEncoding | null {
  const utf16 = utf16Of(head);
  if (utf16 !== null) return utf16;
  // The sample may end within a sign of up to four bytes.
  const isText = [0, 1, 2, 3].some((cut) => isUtf8(head.subarray(0, head.length - cut)));
  return isText ? 'utf-8' : null;
}

/** Lines by which the encoding of bytes that are no Unicode can be told; null when they are, or are no text. */
export function letterLinesOf({ head }: SampleBytes): Buffer | null {
  if (unicodeOf(head) !== null || head.includes(0)) return null;
  const lines = new LetterLines();
  lines.add(head);
  lines.end();
  return lines.bytes();
}

/** Pieces of a file as text, of whole lines only. */
export interface SampleText {
  /** Null: there is nothing beyond ASCII in it. */
  readonly encoding: FileEncoding | null;
  readonly head: string;
  readonly pieces: readonly string[];
  readonly isWhole: boolean;
}

/** The text of bytes that are Unicode, or else in the encoding `beyond`. Null when the bytes are no text. */
export function sampleText(
  { head, pieces, isWhole }: SampleBytes,
  beyond: FileEncoding = 'gb18030',
): SampleText | null {
  if (head.includes(0) && utf16Of(head) === null) return null;
  const encoding = unicodeOf(head) ?? beyond;
  return {
    encoding: encoding === 'utf-8' && [head, ...pieces].every((one) => isAscii(one)) ? null : encoding,
    head: decode(head, encoding, !isWhole),
    pieces: pieces.map((piece) => inner(decode(piece, encoding, true))),
    isWhole,
  };
}

function decode(bytes: Buffer, encoding: FileEncoding, isCut: boolean): string {
  const text = decodeBytes(encoding)(bytes);
  return isCut ? text.slice(0, text.lastIndexOf('\n') + 1) : text;
}

/** A piece without the line in whose middle it begins. */
function inner(piece: string): string {
  const newline = piece.indexOf('\n');
  return newline < 0 ? '' : piece.slice(newline + 1);
}
