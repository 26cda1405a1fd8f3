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
/** Signs that a start must have to say something. */
const signsLeast = 2;
/** A start that fewer rows share may be the name of a person: it is not told. */
const rowsLeast = 5;
/** Where so many different words follow, they are names of payees, and only what many rows share is a word of the bank. */
const wordsMost = 8;
/** Shares, in hundredths of all rows and of the rows with what stands in front, that are many. */
const manyLeast = { ofAll: 1, ofThose: 5 };
/** A letter alone is the initial of a name. */
const initial = /(?:^|[\s/:-])[A-Z]\.?$/u;
/** Share of the rows of a start, in hundredths, that settles what it says whatever its own words say. */
const settledLeast = 90;

/** Whether the values of a column are sentences with numbers and names in them rather than codes. */
export function areFreeTexts(texts: ReadonlySet<string>): boolean {
  if (texts.size <= codesMost) return false;
  const starts = new Set([...texts].map(withoutDigits));
  const long = [...texts].filter((text) => /\p{L}.*[\s/:-]|\p{L}{2}.*\d/u.test(text)).length;
  return long * 2 >= texts.size || starts.size * 2 <= texts.size;
}

/**
 * The beginnings by which free texts are told apart: words before the first number that many rows share, as far as they are
 * words of the bank and no names of payees. Most rows first.
 */
export function textStarts(counts: ReadonlyMap<string, number>): readonly TextStart[] {
  const told: Told[] = [...counts]
    .slice(0, textsLooked)
    .flatMap(([text, rows]) =>
      text === '' ? [] : [{ text, rows, value: guessCode('entry', 'purpose', text)?.value ?? null }],
    );
  const starts = [...gathered(told, sharedStart(told))]
    .map(([start, texts]) => ({ start, rows: sum(texts), value: valueOf(start, texts) }))
    .filter(({ start, rows }) => start.length >= signsLeast && rows >= rowsLeast);
  return widened(starts)
    .toSorted((a, b) => b.rows - a.rows || (a.start < b.start ? -1 : 1))
    .slice(0, startsMost);
}

/** Several that say the same and share words in front, which no other has, are one. */
function widened(starts: readonly TextStart[]): readonly TextStart[] {
  const within = new Map<string, TextStart[]>();
  for (const one of starts) {
    for (const start of beginnings(one.start)) within.set(start, [...(within.get(start) ?? []), one]);
  }
  const wide = (one: TextStart): string => {
    const own = beginnings(one.start);
    const shortest = own.find((start) => {
      const all = within.get(start) ?? [];
      return start.length >= signsLeast && all.length > 1 && all.every(({ value }) => value === one.value);
    });
    if (shortest === undefined) return one.start;
    const count = within.get(shortest)?.length;
    return own.findLast((start) => within.get(start)?.length === count) ?? shortest;
  };
  const found = new Map<string, TextStart>();
  for (const one of starts) {
    const start = wide(one);
    found.set(start, { start, rows: (found.get(start)?.rows ?? 0) + one.rows, value: one.value });
  }
  return [...found.values()];
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

/** For each text the longest beginning of whole words that is told; empty when none is. */
function sharedStart(told: readonly Told[]): (text: string) => string {
  const rows = new Map<string, number>();
  const longer = new Map<string, Set<string>>();
  for (const one of told) {
    let before = '';
    for (const start of beginnings(withoutDigits(one.text))) {
      rows.set(start, (rows.get(start) ?? 0) + one.rows);
      longer.set(before, (longer.get(before) ?? new Set()).add(start));
      before = start;
    }
  }
  const many = (start: string): number =>
    Math.max(sum(told) * manyLeast.ofAll, (rows.get(start) ?? 0) * manyLeast.ofThose) / 100;
  return (text) => {
    let start = '';
    for (const next of beginnings(withoutDigits(text))) {
      const isOfMany = (longer.get(start)?.size ?? 0) > wordsMost;
      const needed = Math.max(rowsLeast, isOfMany ? many(start) : 0);
      if ((rows.get(next) ?? 0) < needed || initial.test(next)) break;
      start = next;
    }
    return start;
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

/** What nearly all rows say, else what the start itself says, else what half of the rows say. */
function valueOf(start: string, told: readonly Told[]): string | null {
  const counts = new Map<string, number>();
  for (const { value, rows } of told) {
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + rows);
  }
  const [most] = [...counts].toSorted((a, b) => b[1] - a[1]);
  const isShare = (hundredths: number): boolean =>
    most !== undefined && most[1] * 100 >= sum(told) * hundredths;
  if (isShare(settledLeast)) return most?.[0] ?? null;
  return guessCode('entry', 'purpose', start)?.value ?? (isShare(50) ? (most?.[0] ?? null) : null);
}
