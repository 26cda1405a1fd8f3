import { createHash } from 'node:crypto';
import { filePieces } from './file-pieces.ts';

/** Size and SHA-256, in hex, of a file, read in pieces. Errors: those of the file system. */
export async function hashFile(path: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of filePieces(path)) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: hash.digest('hex') };
}
