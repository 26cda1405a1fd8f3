import type { ColumnPlace } from './file-sample.ts';
import { knownPlaces } from './known-places.ts';

const linesMost = 2000;
/** Of so many lines one may be odd: a text with blanks in its middle. */
const linesAgainstOdd = 200;

/** What stands at one place of all lines. */
interface Place {
  readonly blanks: number;
  /** What it is where it is not blank; null: several kinds. */
  readonly kind: Kind | null;
  /** Lines that are blank here are blank at the place before. */
  readonly isAfterBlank: boolean;
  /** Lines that are blank at the place before are blank here. */
  readonly isBlankAfter: boolean;
}

/** How blanks change from one place to the next. */
type Way = 'rising' | 'falling';

export type Kind = 'digit' | 'letter' | 'sign' | 'mark';

/**
 * Guesses the columns of lines of fixed width: days and currencies are known by their look; a value that is filled up with
 * blanks ends where the next begins; and letters do not go on as digits, except after a prefix that is always the same.
 * Columns that touch each other are not told apart.
 */
export function columnPlaces(lines: readonly string[]): ColumnPlace[] {
  const every = Math.max(1, Math.ceil(lines.length / linesMost));
  const looked = lines.filter((_, index) => index % every === 0).map(withoutInner);
  const length = looked[0]?.length ?? 0;
  const places: ColumnPlace[] = [];
  let from = 0;
  for (const known of knownPlaces(looked)) {
    places.push(...between(looked, from, known.from), known);
    from = known.from + known.length;
  }
  return [...places, ...between(looked, from, length)];
}

/** The signs of a line, with a mark for the blanks between the words of a text, which end no column. */
function withoutInner(line: string): string[] {
  return Array.from(line.replaceAll(/(?<=[\p{L}\u0080-\u00FF,.]) (?=[\p{L}\u0080-\u00FF])/gu, '_'));
}

/** Columns from one place to another, without those that are always blank. */
function between(lines: readonly (readonly string[])[], from: number, to: number): ColumnPlace[] {
  const places = Array.from({ length: to - from }, (_, at) => placeAt(lines, from + at, at > 0));
  const starts = [0];
  let way: Way | null = null;
  for (let at = 1; at < places.length; at += 1) {
    const place = places[at];
    const before = places[at - 1];
    const start = starts.at(-1) ?? 0;
    if (place === undefined || before === undefined) continue;
    const next: Way | null = place.isAfterBlank ? (place.isBlankAfter ? null : 'falling') : 'rising';
    const isNeither = !place.isAfterBlank && !place.isBlankAfter;
    // Blanks grow towards the end of a text and shrink towards the end of a number.
    const isTurn = next !== null && way !== null && next !== way;
    const isFilled = next === 'falling' && way === null && before.kind !== null && before.kind !== place.kind;
    if (isNeither || isTurn || isFilled || isOther(lines, from, { start, at, before, place })) {
      starts.push(blankStart(places, lines.length, start, at));
      way = null;
    } else if (next !== null) way = next;
  }
  return starts.flatMap((start, index) => {
    const end = starts[index + 1] ?? places.length;
    const isBlank = places.slice(start, end).every(({ blanks }) => blanks === lines.length);
    return isBlank || end === start ? [] : [{ from: from + start, length: end - start }];
  });
}

function placeAt(lines: readonly (readonly string[])[], at: number, hasBefore: boolean): Place {
  let [blanks, begun, ended] = [0, 0, 0];
  const kinds = new Set<Kind>();
  for (const line of lines) {
    const isBlank = line[at] === ' ';
    const wasBlank = hasBefore && line[at - 1] === ' ';
    if (isBlank) blanks += 1;
    else kinds.add(kindOf(line[at] ?? ''));
    if (isBlank && !wasBlank) begun += 1;
    if (wasBlank && !isBlank) ended += 1;
  }
  const [kind = null] = kinds.size === 1 ? kinds : [];
  const few = Math.floor(lines.length / linesAgainstOdd);
  return { blanks, kind, isAfterBlank: begun <= few, isBlankAfter: ended <= few };
}

export function kindOf(sign: string): Kind {
  if (/\d/.test(sign)) return 'digit';
  if (/[+-]/.test(sign)) return 'sign';
  return /[A-Za-z\u0080-\u{10FFFF}]/u.test(sign) ? 'letter' : 'mark';
}

/** Whether another column begins by what it is made of: letters after digits, digits after letters, anything after a sign at an end. */
function isOther(
  lines: readonly (readonly string[])[],
  from: number,
  { start, at, before, place }: { start: number; at: number; before: Place; place: Place },
): boolean {
  if (before.blanks > 0 || place.kind === null || before.kind === null) return false;
  if (before.kind === 'digit') return place.kind === 'letter';
  if (before.kind === 'sign') return at - start > 1;
  if (before.kind !== 'letter' || place.kind !== 'digit') return false;
  const texts = new Set(lines.map((line) => line.slice(from + start, from + at).join('')));
  return texts.size > 1;
}

/** Where blanks stand in all lines before a column, they belong to it: its longest values may not be among those seen. */
function blankStart(places: readonly Place[], lines: number, start: number, at: number): number {
  let first = at;
  while (first - 1 > start && places[first - 1]?.blanks === lines) first -= 1;
  return first;
}
