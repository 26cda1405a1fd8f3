import { createReadStream, createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type { DetectedEncoding } from './file-scan.ts';

/**
 * Writes a file as UTF-8 to `target`. Bytes that are no text become U+FFFD; the result says whether there were any.
 */
export async function transcode(
  path: string,
  encoding: DetectedEncoding,
  target: string,
): Promise<{ hasInvalidBytes: boolean }> {
  const out = createWriteStream(target);
  let hasInvalidBytes = false;
  for await (const text of decodedText(path, encoding)) {
    hasInvalidBytes ||= text.includes('\u{fffd}');
    if (!out.write(text, 'utf8')) await once(out, 'drain');
  }
  out.end();
  await finished(out);
  return { hasInvalidBytes };
}

/** Text of a file in pieces, without a byte order mark. */
export async function* decodedText(path: string, encoding: DetectedEncoding): AsyncGenerator<string, void> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    yield decoder.decode(chunk, { stream: true });
  }
  yield decoder.decode();
}
