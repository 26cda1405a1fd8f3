import { guessCode } from './code-words.ts';

/** What texts that begin alike say, with the rows that hold one. */
export interface TextStart {
  readonly start: string;
  readonly rows: number;
  /** What most of these rows say; null: nothing is known of them. */
  readonly value: string | null;
}

/** Beyond this many different texts they are no codes. */
const codesMost = 40;
const textsLooked = 5000;
const startsMost = 60;
/** Texts of one start that differ behind it, as by the name of a payee. */
const endsLeast = 4;
/** Signs that a start must have to say something. */
const signsLeast = 2;

/** Whether the values of a column are sentences with numbers and names in them rather than codes. */
export function areFreeTexts(texts: ReadonlySet<string>): boolean {
  if (texts.size <= codesMost) return false;
  const starts = new Set([...texts].map(withoutDigits));
  const long = [...texts].filter((text) => /\p{L}.*[\s/:-]|\p{L}{2}.*\d/u.test(text)).length;
  return long * 2 >= texts.size || starts.size * 2 <= texts.size;
}

/**
 * The beginnings by which free texts are told apart: what stands before the first number, and of texts that go on with ever
 * different words but say the same the words that they share. Most rows first.
 */
export function textStarts(counts: ReadonlyMap<string, number>): readonly TextStart[] {
  const told: Told[] = [...counts]
    .slice(0, textsLooked)
    .flatMap(([text, rows]) =>
      text === '' ? [] : [{ text, rows, value: guessCode('entry', 'purpose', text)?.value ?? null }],
    );
  const starts = gathered(told, wordsShared(gathered(told, withoutDigits)));
  return [...starts]
    .filter(([start]) => start.length >= signsLeast)
    .map(([start, texts]) => ({ start, rows: sum(texts), value: valueOf(texts) }))
    .toSorted((a, b) => b.rows - a.rows || (a.start < b.start ? -1 : 1))
    .slice(0, startsMost);
}

/** Starts in the order in which they must be asked for, those first that go on from another of a different value. */
export function orderedCases(
  starts: readonly TextStart[],
): readonly { readonly value: string; readonly starts: readonly string[] }[] {
  const known = starts.filter(({ value }) => value !== null);
  const depths = known.map(
    ({ start, value }) =>
      known.filter((one) => one.value !== value && one.start !== start && start.startsWith(one.start)).length,
  );
  const cases = new Map<string, { value: string; depth: number; starts: string[] }>();
  for (const [index, { start, value }] of known.entries()) {
    const depth = depths[index] ?? 0;
    const own = cases.get(`${depth} ${value}`) ?? { value: value ?? '', depth, starts: [] };
    // What a shorter one says already need not be said.
    const isSaid = known.some(
      (one) => one.value === value && one.start !== start && start.startsWith(one.start),
    );
    if (!isSaid || depth > 0) own.starts.push(start);
    cases.set(`${depth} ${value}`, own);
  }
  return [...cases.values()].filter((one) => one.starts.length > 0).toSorted((a, b) => b.depth - a.depth);
}

function withoutDigits(text: string): string {
  const [start = ''] = /^\D*/.exec(text) ?? [];
  return start.trim().length < signsLeast ? text : trimmed(start);
}

/** Without what stands between words: blanks at the ends of a condition do not count. */
function trimmed(start: string): string {
  return start.replace(/[\s\-–/:,.;*#(]+$/u, '');
}

/** A text with what it says. */
interface Told {
  readonly text: string;
  readonly rows: number;
  readonly value: string | null;
}

/** For each text the shortest beginning of whole words that many others share, all of which say the same, and what these have in common behind it. */
function wordsShared(found: ReadonlyMap<string, readonly Told[]>): (text: string) => string {
  const ends = new Map<string, (string | null)[]>();
  for (const [text, told] of found) {
    for (const start of beginnings(text)) ends.set(start, [...(ends.get(start) ?? []), valueOf(told)]);
  }
  const isShared = (start: string): boolean => {
    const values = ends.get(start) ?? [];
    return values.length >= endsLeast && new Set(values).size === 1;
  };
  return (text) => {
    const plain = withoutDigits(text);
    const [first, ...longer] = beginnings(plain).filter(isShared);
    if (first === undefined) return plain;
    const count = ends.get(first)?.length;
    return longer.findLast((one) => ends.get(one)?.length === count) ?? first;
  };
}

/** The first word, the first two, and so on. */
function beginnings(text: string): string[] {
  const words = text.split(/(?<=[\s/:-])/u);
  return words
    .map((_, index) => trimmed(words.slice(0, index + 1).join('')))
    .filter((one, index, all) => one !== '' && one !== all[index - 1]);
}

function gathered(
  told: readonly Told[],
  startOf: (text: string) => string,
): ReadonlyMap<string, readonly Told[]> {
  const found = new Map<string, Told[]>();
  for (const one of told) {
    const start = startOf(one.text);
    const own = found.get(start) ?? [];
    own.push(one);
    found.set(start, own);
  }
  return found;
}

function sum(told: readonly Told[]): number {
  return told.reduce((all, { rows }) => all + rows, 0);
}

/** What at least half of the rows say. */
function valueOf(told: readonly Told[]): string | null {
  const counts = new Map<string, number>();
  for (const { value, rows } of told) {
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + rows);
  }
  const [most] = [...counts].toSorted((a, b) => b[1] - a[1]);
  return most !== undefined && most[1] * 2 >= sum(told) ? most[0] : null;
}
