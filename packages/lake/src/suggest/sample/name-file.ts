import path from 'node:path';
import type { FoundFile } from '../../source/folder.ts';
import { parseRecord } from '../../source/record-parser.ts';
import { isKnownName } from '../vocabulary.ts';
import { describedByDdl } from './ddl-columns.ts';
import type { FileSample } from './file-sample.ts';
import { readTableDdl } from './table-ddl.ts';

/** Longer texts hold no names of columns alone. */
const lengthMost = 1 << 16;

/** A short text, which may hold the names of another file's columns. */
export interface ShortText {
  readonly file: FoundFile;
  readonly text: string;
}

export function isShort(text: string): boolean {
  return text.length <= lengthMost;
}

/** Samples without a header that take theirs from a file beside them, and the files that were taken so. */
export function nameColumns(
  samples: readonly FileSample[],
  texts: readonly ShortText[],
): { readonly samples: readonly FileSample[]; readonly used: ReadonlySet<FoundFile> } {
  const used = new Set<FoundFile>();
  const created = texts.map(({ file, text }) => ({ file, tables: readTableDdl(text) }));
  const named = samples.map((sample): FileSample => {
    const { layout, header, file } = sample;
    if (layout.kind !== 'delimited' || header !== null) return sample;
    const byTable = describedByDdl(sample, created);
    if (byTable !== null) {
      for (const one of texts) if (one.file.name === byTable.described?.file) used.add(one.file);
      return byTable;
    }
    const found = texts.flatMap((one) => {
      const names = one.file === file ? null : namesOf(one.text, sample);
      return names === null ? [] : [{ file: one.file, names }];
    });
    const own = found.filter((one) => stemOf(one.file.name) === stemOf(file.name));
    // A file of another name must speak for itself, and alone.
    const others = found.filter(({ names }) => names.filter(isKnownName).length * 5 >= names.length * 4);
    const [choice, ...more] = own.length > 0 ? own : others;
    if (choice === undefined) return remarked(sample, texts, used);
    if (more.length > 0) return sample;
    used.add(choice.file);
    return {
      ...sample,
      layout: { ...layout, header: { kind: 'file', name: choice.file.name } },
      header: choice.names,
    };
  });
  return { samples: named, used };
}

/** Names in one line of a text that says other things as well, which a mapping has to repeat. */
function remarked(sample: FileSample, texts: readonly ShortText[], used: Set<FoundFile>): FileSample {
  const { layout, columnCount } = sample;
  if (layout.kind !== 'delimited') return sample;
  const found = texts.flatMap(({ file, text }) =>
    file === sample.file
      ? []
      : text.split('\n').flatMap((line) => {
          const names = line
            .replace(/^[\s*#/;-]+/, '')
            .split(layout.delimiter)
            .map((name) => name.trim());
          return names.length === columnCount && areNames(names) ? [{ file, names }] : [];
        }),
  );
  const [choice, ...more] = found;
  if (choice === undefined || more.length > 0) return sample;
  used.add(choice.file);
  const described = { file: choice.file.name, record: null, fields: [] };
  return { ...sample, header: choice.names, described };
}

/** As import reads them: in one line, or one on each before a delimiter; null when they are not the names of these columns. */
function namesOf(text: string, { layout, columnCount }: FileSample): string[] | null {
  if (layout.kind !== 'delimited') return null;
  const lines = text
    .replace(/^\u{FEFF}/u, '')
    .split('\n')
    .map((line) => line.replace(/\r$/, ''))
    .filter((line) => line.trim() !== '');
  const values = lines.map((line) => {
    const record = parseRecord(line, 0, layout, true);
    return record.kind === 'record' ? record.values : [''];
  });
  const names = (values.length === 1 ? (values[0] ?? []) : values.map(([first = '']) => first)).map((name) =>
    name.trim(),
  );
  if (names.at(-1) === '') names.pop();
  return names.length === columnCount && areNames(names) ? names : null;
}

function areNames(names: readonly string[]): boolean {
  const isSound =
    names.length > 1 &&
    new Set(names).size === names.length &&
    names.every((name) => /^\p{L}/u.test(name) && !/\s{2}/.test(name));
  return isSound && names.some(isKnownName);
}

/** What files of one kind share in their names: `entry` of `entry_20240131.txt` and `entry.names`. */
function stemOf(name: string): string {
  const [stem = ''] = path.posix.basename(name).toLowerCase().split('.', 1);
  return stem.replaceAll(/header|hdr|names?|columns?|fields?|layout|字段|表头|列名|[\d_\-\s]+/g, '');
}
