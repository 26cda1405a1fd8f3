import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { filePieces } from '@gradus/engine';
import { byteDecoder } from './byte-decoder.ts';
import type { FileEncoding } from './encoding.ts';
import { blankCharacters, type Blank } from './file-scan.ts';

/** What a file became as UTF-8. */
export interface Transcoded {
  readonly hasInvalidBytes: boolean;
  readonly blanks: ReadonlySet<Blank>;
}

/**
 * Writes a file as UTF-8 to `target`. Bytes that are no text become U+FFFD; the result says whether there were any.
 */
export async function transcode(path: string, encoding: FileEncoding, target: string): Promise<Transcoded> {
  const out = createWriteStream(target);
  const blanks = new Set<Blank>();
  let hasInvalidBytes = false;
  for await (const text of decodedText(path, encoding)) {
    hasInvalidBytes ||= text.includes('\u{fffd}');
    for (const [blank, character] of Object.entries(blankCharacters) as [Blank, string][]) {
      if (!blanks.has(blank) && text.includes(character)) blanks.add(blank);
    }
    if (!out.write(text, 'utf8')) await once(out, 'drain');
  }
  out.end();
  await finished(out);
  return { hasInvalidBytes, blanks };
}

/** Text of a file in pieces, without a byte order mark. */
export async function* decodedText(path: string, encoding: FileEncoding): AsyncGenerator<string, void> {
  const decoder = byteDecoder(encoding);
  for await (const chunk of filePieces(path)) yield decoder.next(chunk);
  yield decoder.end();
}
