import type { Condition } from '../plan/condition.ts';
import { comparisonSet } from './comparison-set.ts';
import { complement, intersect, isEmpty, numbers, texts, type ValueSet } from './value-set.ts';

/** Values of several columns at once; a column that is not named may hold anything. */
export type Box = ReadonlyMap<string, ValueSet>;

/** Boxes that together hold every row of interest; more than `boxesMax` of them are given up as null. */
export type Region = readonly Box[] | null;

/** What is asked of a condition of three values. */
export type Truth = 'true' | 'false' | 'not true' | 'not false';

const boxesMax = 400;
const everywhere: readonly Box[] = [new Map()];

const negated = { true: 'false', false: 'true', 'not true': 'not false', 'not false': 'not true' } as const;

/**
 * Rows for which a condition has the wanted truth: never too few. Comparisons between columns are taken to
 * come out either way, so that only what is certain is concluded.
 */
export function regionOf(condition: Condition, truth: Truth): Region {
  switch (condition.kind) {
    case 'constant':
      return condition.value === (truth === 'true' || truth === 'not false') ? everywhere : [];
    case 'not':
      return regionOf(condition.operand, negated[truth]);
    case 'and':
    case 'or': {
      const parts = condition.operands.map((operand) => regionOf(operand, truth));
      const everyPart = (condition.kind === 'and') === (truth === 'true' || truth === 'not false');
      return everyPart ? parts.reduce(overlap, everywhere) : parts.reduce(union, []);
    }
    case 'flag':
      return everywhere;
    case 'missing':
      return missingRegion(condition, truth);
    case 'compare':
      return comparisonRegion(condition, truth);
  }
}

/** Rows in both regions. */
export function overlap(a: Region, b: Region): Region {
  if (a === null || b === null || a.length * b.length > boxesMax * boxesMax) return null;
  const boxes = a.flatMap((one) => b.flatMap((two) => meet(one, two) ?? []));
  return boxes.length > boxesMax ? null : boxes;
}

function union(a: Region, b: Region): Region {
  if (a === null || b === null || a.length + b.length > boxesMax) return null;
  return [...a, ...b];
}

/** The box of what both hold; null when they hold nothing in common. */
export function meet(a: Box, b: Box): Box | null {
  const merged = new Map(a);
  for (const [column, set] of b) {
    const other = merged.get(column);
    const common = other === undefined ? set : intersect(other, set);
    if (isEmpty(common)) return null;
    merged.set(column, common);
  }
  return merged;
}

function comparisonRegion(condition: Extract<Condition, { kind: 'compare' }>, truth: Truth): Region {
  const found = comparisonSet(condition);
  if (found === null) return everywhere;
  const { column, set } = found;
  // With a missing side, = is false and != is true; the others are unknown.
  const { operator } = condition;
  const missingTruths: readonly Truth[] =
    operator === '='
      ? ['false', 'not true']
      : operator === '!='
        ? ['true', 'not false']
        : ['not true', 'not false'];
  const missing = missingTruths.includes(truth);
  const wanted = truth === 'true' || truth === 'not false' ? { ...set, missing } : complement(set, missing);
  return isEmpty(wanted) ? [] : [new Map([[column, wanted]])];
}

function missingRegion(
  { operand, negated: isNegated }: Extract<Condition, { kind: 'missing' }>,
  truth: Truth,
): Region {
  if (operand.kind !== 'column') return everywhere;
  const { name, type } = operand.column;
  const all = type === 'text' ? texts(false, [], true) : numbers(false, { from: null, to: null });
  const wantsMissing = isNegated !== (truth === 'true' || truth === 'not false');
  const none = type === 'text' ? texts(true, []) : numbers(true);
  return [new Map([[name, wantsMissing ? none : all]])];
}
