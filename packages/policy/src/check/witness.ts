import { conditionBreaks } from '../explain/breakpoint.ts';
import { evaluateCondition, type ConditionValue } from '../condition/evaluate.ts';
import { columnsOf } from '../plan/condition-columns.ts';
import type { Condition } from '../plan/condition.ts';
import { meet, overlap, regionOf, type Box, type Region } from './region.ts';
import { contains, numbers, texts, type ValueSet } from './value-set.ts';

/** Values of the columns that some conditions read: one made-up customer. Columns that are not named may be anything. */
export type WitnessRow = ReadonlyMap<string, WitnessValue>;
export type WitnessValue = bigint | string | null;

/** A condition and what it should say of the customer. */
export interface Wanted {
  readonly condition: Condition;
  readonly truth: 'true' | 'not true';
}

/** Rows that are tried before the search is given up. */
const triesMax = 3000;

/** 1970 … 2100, as days, for columns that hold one. */
const dayRange = { from: 0n, to: 47_482n };

/** What columns of the customer can hold, for examples that a reader believes. */
const customerDomain: Box = new Map<string, ValueSet>([
  ['opened_on', numbers(false, dayRange)],
  ['birth_year', numbers(true, { from: 1900n, to: 2030n })],
  ['age', numbers(true, { from: 0n, to: 120n })],
  ['status', texts(true, [], true)],
]);

/**
 * A customer for whom every condition says what is wanted, checked by evaluating them; null when none was found. That is a proof
 * that there is none only where the region is empty. `within` restricts what columns can hold.
 *
 * Values of different indicators are chosen apart: whether a bank can have both at once is for its people to judge.
 */
export function findRow(within: Box, wanted: readonly Wanted[]): WitnessRow | null {
  const columns = new Set(wanted.flatMap(({ condition }) => [...columnsOf(condition)]));
  // Both come from one date; a made-up pair would seldom agree.
  if (columns.has('age') && columns.has('birth_year')) return null;
  const region = regionOfAll(wanted);
  if (region === null) return null;
  const domain: Box = new Map([...customerDomain, ...within].filter(([name]) => columns.has(name)));
  const search = new Search(wanted);
  for (const box of region) {
    const sets = meet(domain, box);
    if (sets === null) continue;
    const found = search.in(sets);
    if (found !== null || search.isSpent) return found;
  }
  return null;
}

/** Rows in which all conditions may say what is wanted: never too few. */
function regionOfAll(wanted: readonly Wanted[]): Region {
  return wanted.map(({ condition, truth }) => regionOf(condition, truth)).reduce(overlap, [new Map()]);
}

/** Whether a row does what is wanted. */
export function isWitness(row: WitnessRow, wanted: readonly Wanted[]): boolean {
  const valueOf = (name: string): ConditionValue => row.get(name) ?? null;
  return wanted.every(
    ({ condition, truth }) => (evaluateCondition(condition, valueOf) === true) === (truth === 'true'),
  );
}

/** Tries values column by column; edges that depend on the columns chosen before are tried too. */
class Search {
  readonly #wanted: readonly Wanted[];
  #tries = 0;

  constructor(wanted: readonly Wanted[]) {
    this.#wanted = wanted;
  }

  get isSpent(): boolean {
    return this.#tries >= triesMax;
  }

  in(sets: Box): WitnessRow | null {
    const row = new Map<string, WitnessValue>();
    for (const [name, set] of sets) row.set(name, likelyValues(set)[0] ?? null);
    // What is bounded is chosen first, so that what it is compared with can follow.
    const byOpenness = ([, a]: [string, ValueSet], [, b]: [string, ValueSet]) => openness(a) - openness(b);
    return (
      this.#extend(row, [...sets].sort(byOpenness), 0) ??
      this.#extend(row, [...sets].reverse().sort(byOpenness), 0)
    );
  }

  #extend(
    row: Map<string, WitnessValue>,
    sets: readonly (readonly [string, ValueSet])[],
    at: number,
  ): WitnessRow | null {
    const entry = sets[at];
    if (entry === undefined) {
      this.#tries += 1;
      return isWitness(row, this.#wanted) ? new Map(row) : null;
    }
    const [name, set] = entry;
    for (const value of this.#candidates(row, name, set)) {
      if (this.isSpent) return null;
      row.set(name, value);
      const found = this.#extend(row, sets, at + 1);
      if (found !== null) return found;
    }
    return null;
  }

  #candidates(row: ReadonlyMap<string, WitnessValue>, name: string, set: ValueSet): WitnessValue[] {
    const valueOf = (column: string): ConditionValue => row.get(column) ?? null;
    const breaks = this.#wanted.flatMap(({ condition }) => conditionBreaks(condition, name, valueOf));
    return [...new Set([...likelyValues(set), ...breaks.filter((value) => contains(set, value))])];
  }
}

/** A few values of a set, the most telling first: edges, small numbers, and missing last. */
function likelyValues(set: ValueSet): WitnessValue[] {
  const missing = set.missing ? [null] : [];
  if (set.kind === 'texts') {
    const other = ['active', 'other', 'another'].find((word) => !set.listed.has(word));
    return set.others ? [other ?? 'something else', ...missing] : [...set.listed, ...missing];
  }
  const edges = set.ranges.flatMap(({ from, to }) => {
    if (from === null && to === null) return [0n, 1n];
    return [from, to].filter((edge) => edge !== null);
  });
  return [...new Set([...edges, ...(contains(set, 0n) ? [0n] : [])]), ...missing];
}

function openness(set: ValueSet): number {
  if (set.kind === 'texts') return 0;
  return set.ranges.reduce((ends, { from, to }) => ends + (from === null ? 1 : 0) + (to === null ? 1 : 0), 0);
}
