/** A set of whole numbers as ranges, ascending and apart; null is an open end. Missing is a value of its own. */
export interface NumberSet {
  readonly kind: 'numbers';
  readonly missing: boolean;
  readonly ranges: readonly NumberRange[];
}

export interface NumberRange {
  readonly from: bigint | null;
  readonly to: bigint | null;
}

/** A set of texts: those listed, or all others. */
export interface TextSet {
  readonly kind: 'texts';
  readonly missing: boolean;
  readonly listed: ReadonlySet<string>;
  readonly others: boolean;
}

/** What one column may hold. */
export type ValueSet = NumberSet | TextSet;

export function numbers(missing: boolean, ...ranges: readonly NumberRange[]): NumberSet {
  const real = ranges.filter(({ from, to }) => from === null || to === null || from <= to);
  return { kind: 'numbers', missing, ranges: real };
}

export function texts(missing: boolean, listed: Iterable<string>, others = false): TextSet {
  return { kind: 'texts', missing, listed: new Set(listed), others };
}

export function isEmpty(set: ValueSet): boolean {
  if (set.missing) return false;
  return set.kind === 'numbers' ? set.ranges.length === 0 : !set.others && set.listed.size === 0;
}

/** Whether a set of numbers has this one in it. */
export function contains(set: ValueSet, value: bigint): boolean {
  if (set.kind !== 'numbers') return false;
  return set.ranges.some(({ from, to }) => (from === null || from <= value) && (to === null || value <= to));
}

/** What is in both. Sets of different kinds are of different columns and never meet. */
export function intersect(a: ValueSet, b: ValueSet): ValueSet {
  const missing = a.missing && b.missing;
  if (a.kind === 'texts' && b.kind === 'texts') return intersectTexts(a, b, missing);
  if (a.kind !== 'numbers' || b.kind !== 'numbers') return a;
  const ranges = a.ranges.flatMap((one) =>
    b.ranges.map((two) => ({ from: later(one.from, two.from), to: earlier(one.to, two.to) })),
  );
  return numbers(missing, ...ranges);
}

/** Every value that is not in the set; `missing` says whether missing is one of them. */
export function complement(set: ValueSet, missing: boolean): ValueSet {
  if (set.kind === 'texts') return { ...set, missing, others: !set.others };
  const ranges: NumberRange[] = [];
  let from: bigint | null = null;
  for (const range of set.ranges) {
    if (range.from !== null) ranges.push({ from, to: range.from - 1n });
    if (range.to === null) return numbers(missing, ...ranges);
    from = range.to + 1n;
  }
  return numbers(missing, ...ranges, { from, to: null });
}

function intersectTexts(a: TextSet, b: TextSet, missing: boolean): TextSet {
  if (a.others && b.others) return texts(missing, a.listed.union(b.listed), true);
  if (a.others) return texts(missing, b.listed.difference(a.listed));
  if (b.others) return texts(missing, a.listed.difference(b.listed));
  return texts(missing, a.listed.intersection(b.listed));
}

function later(a: bigint | null, b: bigint | null): bigint | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}

function earlier(a: bigint | null, b: bigint | null): bigint | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}
