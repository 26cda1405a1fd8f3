import { createReadStream, createWriteStream } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { Failure, failure } from '@gradus/schema';
import type { FoundFile } from './folder.ts';

/** Unpacked files may be this many times as large as packed; text of a bank packs to a tenth, a bomb to a thousandth. */
const ratioMax = 200;
/** So much may come out of any file, however small. */
const bytesFree = 1 << 26;
/** 64 GiB. */
const bytesMost = 2 ** 36;

/** Most bytes that may come out of so many packed ones. */
export function unpackedBytesMax(packed: number): number {
  return Math.min(bytesMost, Math.max(bytesFree, packed * ratioMax));
}

/**
 * Unpacks a gzip file, of one member or several, to `target`.
 *
 * Errors: `intake.gzip-damaged`, `intake.unpacked-too-large`.
 */
export async function unpackGzip(found: FoundFile, packedBytes: number, target: string): Promise<void> {
  const most = unpackedBytesMax(packedBytes);
  const source = createReadStream(found.path, { highWaterMark: 1 << 20 });
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > most) done(failure('intake.unpacked-too-large', { file: found.name, limit: String(most) }));
      else done(null, chunk);
    },
  });
  let bytes = 0;
  await pipeline(source, createGunzip({ chunkSize: 1 << 18 }), counted, createWriteStream(target)).catch(
    (error: unknown) => {
      if (error instanceof Failure || !isOfZlib(error)) throw error;
      const problem = error.code === 'Z_BUF_ERROR' ? 'cut-off' : 'damaged';
      throw failure('intake.gzip-damaged', { file: found.name, problem });
    },
  );
}

function isOfZlib(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
}
