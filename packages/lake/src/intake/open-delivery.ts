import { assert, diagnostic, failure, suggest, type Diagnostic } from '@gradus/schema';
import type { Feed, ReadOptions } from '../mapping/mapping.ts';
import { parseYaml, type PlacedDocument } from '../mapping/place.ts';
import {
  controlColumns,
  lookupUses,
  ownColumns,
  type FileUse,
  type UsedColumn,
} from '../mapping/used-column.ts';
import type { SourceFile } from '../source/source-file.ts';
import { controlPatterns } from './control-file.ts';
import { assertFlagged } from './flag-file.ts';
import { assumedHeader, columnIndex } from './file-columns.ts';
import { missingFile } from './missing-file.ts';
import type { OpenedRun } from './run.ts';

/**
 * Looks through every file that the mapping names, so that a known delivery is recognised before it is read.
 *
 * Errors: `intake.nothing-delivered`, those of assertFlagged and of the catalogue.
 */
export async function openDelivery(run: OpenedRun): Promise<void> {
  const { catalogue, mapping } = run;
  for (const [index, feed] of mapping.feeds.entries()) {
    run.onProgress({ phase: 'read', subject: feed.file, done: index, total: mapping.feeds.length });
    await assertFlagged(run, feed);
    for (const { pattern, read } of await openedBy(run, feed)) await catalogue.open(pattern, read);
  }
  run.warnings.push(...guessedEncodings(catalogue.files()));
  if (catalogue.files().length === 0) {
    throw failure('intake.nothing-delivered', { directory: catalogue.directory });
  }
}

/** One warning for each encoding, however many files were read in it. */
function guessedEncodings(files: readonly SourceFile[]): Diagnostic[] {
  const guessed = files.filter(({ isEncodingGuessed }) => isEncodingGuessed);
  return [...Map.groupBy(guessed, ({ encoding }) => encoding ?? '')].map(([encoding, own]) => {
    const file = own[0]?.name ?? '';
    const others = [...new Set(own.flatMap(({ otherEncodings }) => otherEncodings))];
    const data = { encoding, file, files: own.length, others };
    return diagnostic('intake.encoding-guessed', 'warning', { position: null, path: file }, data);
  });
}

/** The files of a feed and of what it looks up or is checked against. */
async function openedBy(
  run: OpenedRun,
  feed: Feed,
): Promise<{ readonly pattern: string; readonly read: ReadOptions }[]> {
  const { control } = feed;
  const controls = await controlPatterns(run, feed);
  return [
    { pattern: feed.file, read: feed.read },
    ...[...feed.lookups].map(([{ file }, read]) => ({ pattern: file, read })),
    ...controls.map((pattern) => ({ pattern, read: control?.read ?? feed.read })),
  ];
}

/** Files that are not there and columns that files do not have, each with its place in the mapping, before a row is read. */
export async function findLacking(run: OpenedRun, mappingText: string): Promise<Diagnostic[]> {
  const document = parseYaml(mappingText);
  assert('positionOf' in document, 'a mapping was read whose text is no YAML');
  const findings: Diagnostic[] = [];
  for (const feed of run.mapping.feeds) {
    const own = await run.catalogue.open(feed.file, feed.read);
    if (own.length === 0) {
      const place = placeIn(document, feed, ['file'], 'value');
      if (feed.isRequired) findings.push(await absentFile(run, feed, feed.file, place));
      continue;
    }
    findings.push(...lackingColumns(own, ownColumns(feed), feed, document));
    for (const use of lookupUses(feed)) findings.push(...(await lackingLookup(run, use, feed, document)));
    findings.push(...(await lackingControl(run, feed, document)));
  }
  return findings;
}

async function lackingLookup(
  run: OpenedRun,
  { pattern, read, columns }: FileUse,
  feed: Feed,
  document: PlacedDocument,
): Promise<Diagnostic[]> {
  const files = await run.catalogue.open(pattern, read);
  if (files.length > 0) return lackingColumns(files, columns, feed, document);
  const lookup = columns.at(-1)?.path.slice(0, -1) ?? [];
  return [await absentFile(run, feed, pattern, placeIn(document, feed, [...lookup, 'file'], 'value'))];
}

async function lackingControl(run: OpenedRun, feed: Feed, document: PlacedDocument): Promise<Diagnostic[]> {
  const findings: Diagnostic[] = [];
  const place = placeIn(document, feed, ['control', 'file'], 'value');
  const files: SourceFile[] = [];
  for (const pattern of await controlPatterns(run, feed)) {
    const found = await run.catalogue.open(pattern, feed.control?.read ?? feed.read);
    if (found.length === 0) findings.push(await absentFile(run, feed, pattern, place));
    files.push(...found);
  }
  return [...findings, ...lackingColumns(files, controlColumns(feed), feed, document)];
}

type Place = Pick<Diagnostic, 'position' | 'path'>;

async function absentFile(
  run: OpenedRun,
  { table }: Feed,
  pattern: string,
  place: Place,
): Promise<Diagnostic> {
  return diagnostic('intake.missing-file', 'error', place, await missingFile(run, table, pattern));
}

/** Of a file that has none of the columns one is told: it is read in a wrong way, or is another file. */
function lackingColumns(
  files: readonly SourceFile[],
  used: readonly UsedColumn[],
  feed: Feed,
  document: PlacedDocument,
): Diagnostic[] {
  const names = new Set(used.map(({ name }) => name));
  const told = new Set<string>();
  return files.flatMap((file) => {
    const known = file.columns;
    const absent = used.filter(({ name }, index) => {
      const isFirst = used.findIndex((one) => one.name === name) === index;
      return isFirst && columnIndex(known, name) < 0 && !told.has(name);
    });
    const hasNone = names.size > 1 && absent.length === names.size;
    return absent.slice(0, hasNone ? 1 : undefined).map(({ name, path, part }) => {
      for (const one of hasNone ? names : [name]) told.add(one);
      const suggestions = suggest(name, known);
      const absentCount = hasNone ? names.size : 1;
      const headerRow = assumedHeader(file.read);
      const data = { file: file.name, column: name, suggestions, known, absent: absentCount, headerRow };
      return diagnostic('intake.missing-column', 'error', placeIn(document, feed, path, part), data);
    });
  });
}

/** Where a part of a feed stands in the mapping. A feed may be the only item of a list. */
function placeIn(
  document: PlacedDocument,
  feed: Feed,
  path: readonly PropertyKey[],
  part: UsedColumn['part'],
): Place {
  const { tables } = document.value as { readonly tables: Readonly<Record<string, unknown>> };
  const [, table = '', index] = feed.path.split('.');
  const item = index === undefined ? (Array.isArray(tables[table]) ? [0] : []) : [Number(index)];
  const whole = ['tables', table, ...item, ...path];
  // What has no place of its own, such as the column in a short form, stands where its field does.
  const exact = document.positionOf(whole, part);
  return { position: exact, path: whole.map(String).join('.') };
}
