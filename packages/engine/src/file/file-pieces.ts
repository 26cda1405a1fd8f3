import { open } from 'node:fs/promises';

const pieceBytesMax = 1 << 20;
const pieceBytesMin = 1 << 12;

/**
 * The bytes of a file in pieces of at most 1 MiB, each in memory of its own. A piece of a small file takes little more than the file:
 * a read of thousands of files that took the most each time would keep the garbage collector busy.
 *
 * Errors: those of the file system.
 */
export async function* filePieces(path: string): AsyncGenerator<Buffer, void> {
  await using file = await open(path);
  let expected = (await file.stat()).size;
  for (;;) {
    const length = Math.min(pieceBytesMax, Math.max(pieceBytesMin, expected));
    const piece = Buffer.allocUnsafeSlow(length);
    const { bytesRead } = await file.read(piece, 0, length);
    if (bytesRead === 0) return;
    expected -= bytesRead;
    yield piece.subarray(0, bytesRead);
  }
}
