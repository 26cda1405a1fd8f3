import { failure } from '@gradus/schema';
import { parseRecord, type RecordForm } from './record-parser.ts';
import { decodedText } from './transcode.ts';

/** A file of names is short; what is longer is the wrong one. */
const lengthMax = 1 << 20;

/**
 * Names of columns from a file of their own: one line of them, by the delimiter of the data, or one on each line (what
 * follows a delimiter there, such as a type, is left out). `textPath` is UTF-8.
 *
 * Errors: `intake.header-file`.
 */
export async function namesIn(file: string, textPath: string, form: RecordForm): Promise<string[]> {
  let text = '';
  for await (const piece of decodedText(textPath, 'utf-8')) {
    text += piece;
    if (text.length > lengthMax) throw failure('intake.header-file', { file, problem: 'too-long' });
  }
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const records = lines.map((line) => parseRecord(line.replace(/\r$/, ''), 0, form, true));
  const values = records.map((record) => (record.kind === 'record' ? record.values : []));
  const names = (values.length === 1 ? (values[0] ?? []) : values.map((one) => one[0] ?? '')).map((name) =>
    name.trim(),
  );
  if (names.at(-1) === '') names.pop();
  if (names.length === 0 || names.includes(''))
    throw failure('intake.header-file', { file, problem: 'no-names' });
  return names;
}
