import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { filePieces } from './file-pieces.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gradus-pieces-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function allPieces(file: string): Promise<Buffer[]> {
  const pieces: Buffer[] = [];
  for await (const piece of filePieces(file)) pieces.push(piece);
  return pieces;
}

test.each([0, 1, 4095, 65_536, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3_500_000])(
  '%i bytes come whole, in pieces that take little more than they hold',
  async (size) => {
    const file = path.join(folder, `${size}`);
    const bytes = Buffer.alloc(size, 'a pattern of its own');
    await writeFile(file, bytes);
    const pieces = await allPieces(file);
    expect(Buffer.concat(pieces).equals(bytes)).toBe(true);
    for (const piece of pieces) {
      expect(piece.length).toBeLessThanOrEqual(1 << 20);
      expect(piece.buffer.byteLength).toBeLessThanOrEqual(Math.max(size, 4096));
    }
  },
);

test('what is added while a file is read comes too', async () => {
  const file = path.join(folder, 'grows');
  await writeFile(file, 'first');
  let text = '';
  for await (const piece of filePieces(file)) {
    if (text === '') await appendFile(file, ' and second, which is longer');
    text += piece.toString();
  }
  expect(text).toBe('first and second, which is longer');
});

test('a file that is not there is an error of the system', async () => {
  await expect(allPieces(path.join(folder, 'nowhere'))).rejects.toMatchObject({
    code: 'ENOENT',
  });
});
