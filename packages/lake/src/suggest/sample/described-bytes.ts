import type { LocalText } from '@gradus/schema';
import type { FileEncoding } from '../../source/encoding.ts';
import type { FoundFile } from '../../source/folder.ts';
import { recordOf, type CopybookRecord } from './copybook.ts';
import type { FixedLines, RecordText } from './fixed-sample.ts';
import type { SampleBytes } from './sample-bytes.ts';
import { packedReason } from './unread-reason.ts';

/**
 * The records of a file without line ends, as a description beside it cuts them, or why they cannot be read; null when no
 * description fits.
 */
export function describeBytes(
  file: FoundFile,
  { head, isWhole }: SampleBytes,
  { encoding, texts }: { readonly encoding: FileEncoding | null; readonly texts: readonly RecordText[] },
): FixedLines | { readonly reason: LocalText } | null {
  const fitting = texts.flatMap((text) =>
    text.records
      .filter(({ length }) => head.length >= length && (!isWhole || head.length % length === 0))
      .map((record) => ({ record, by: text.file.name })),
  );
  for (const { record } of fitting) {
    const lines = cut(head, record);
    if (recordOf([record], lines, file.name) === null) continue;
    const { length } = record;
    return { file, encoding, unit: 'bytes', length, recordLength: length, lines, isWhole };
  }
  const packed = fitting.find(({ record }) => record.fields.some(({ holds }) => holds === 'packed'));
  if (packed === undefined) return null;
  const names = packed.record.fields.filter(({ holds }) => holds === 'packed').map(({ name }) => name);
  return { reason: packedReason(packed.by, names) };
}

function cut(head: Buffer, { length }: CopybookRecord): string[] {
  const text = head.toString('latin1');
  return Array.from({ length: Math.floor(text.length / length) }, (_, at) =>
    text.slice(at * length, (at + 1) * length),
  );
}
