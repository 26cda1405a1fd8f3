import { open } from 'node:fs/promises';

/** The first bytes of a file, by which its kind is known. */
export async function firstBytes(file: string): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(8), 0, 8, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

export function isGzip(first: Buffer): boolean {
  return first[0] === 0x1f && first[1] === 0x8b;
}

/** Kinds of files that are no text; Excel is a zip archive, and a compound file when it is old or has a password. */
export function kindOfBytes(first: Buffer): 'zip' | 'compound' | 'parquet' | null {
  const hex = first.toString('hex');
  if (hex.startsWith('504b0304') || hex.startsWith('504b0506')) return 'zip';
  if (hex === 'd0cf11e0a1b11ae1') return 'compound';
  return first.subarray(0, 4).toString('latin1') === 'PAR1' ? 'parquet' : null;
}
