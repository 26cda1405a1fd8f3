import { diagnostic, type Diagnostic } from '@gradus/schema';
import type { PlacedDocument } from './place.ts';

type Path = readonly string[];

/** What a proposed mapping leaves to its reader is written so. */
const placeholder = '?';

/** Keys of a field whose text is a name or a value of Gradus; elsewhere a question mark may be a text of the bank's. */
const asked: readonly string[] = ['column', 'value', 'otherwise', 'codes', 'take', 'unit'];

/** One finding that names all places still to be filled in; null when there is none. */
export function placeholderDiagnostic(document: PlacedDocument): Diagnostic | null {
  const paths = entriesOf(document.value).flatMap(([key, value]) =>
    key === 'tables' ? tablePlaceholders(value) : scalarPlaceholder([key], value),
  );
  const [first] = paths;
  if (first === undefined) return null;
  const fields = paths.map((path) => path.filter((key) => key !== 'tables' && key !== 'fields').join('.'));
  const place = { position: document.positionOf(first, 'value'), path: first.join('.') };
  return diagnostic('intake.unfilled', 'error', place, { fields });
}

function tablePlaceholders(tables: unknown): Path[] {
  return entriesOf(tables).flatMap(([table, feeds]) => {
    const listed: readonly (readonly [Path, unknown])[] = Array.isArray(feeds)
      ? feeds.map((feed: unknown, index) => [[String(index)], feed])
      : [[[], feeds]];
    return listed.flatMap(([place, feed]) =>
      entriesOf(feed).flatMap(([key, value]) => {
        const path = ['tables', table, ...place, key];
        const isFields = key === 'fields' || key === 'figures';
        return isFields
          ? entriesOf(value).flatMap(([name, field]) => fieldPlaceholders([...path, name], field))
          : scalarPlaceholder(path, value);
      }),
    );
  });
}

function fieldPlaceholders(path: Path, field: unknown): Path[] {
  if (typeof field === 'string') return scalarPlaceholder(path, field);
  const within = entriesOf(field).flatMap(([key, value]) => {
    if (key === 'lookup') return fieldPlaceholders([...path, key], value);
    if (!asked.includes(key)) return [];
    return [
      ...scalarPlaceholder([...path, key], value),
      ...entriesOf(value).flatMap(([code, text]) => scalarPlaceholder([...path, key, code], text)),
    ];
  });
  // A field of many codes is one question.
  return within.length > 0 ? [path] : [];
}

function scalarPlaceholder(path: Path, value: unknown): Path[] {
  return value === placeholder ? [path] : [];
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}
