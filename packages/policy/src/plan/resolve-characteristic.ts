import { formatScaled, parseDecimal, suggest, toScaled, type Decimal } from '@gradus/schema';
import type { Findings } from '../document/findings.ts';
import type { DocumentCharacteristic, PointEntry } from '../document/policy-document.ts';
import type { Path } from '../document/policy-source.ts';
import type { ColumnReference } from './condition.ts';
import type { PlannedCharacteristic, PointScale } from './plan.ts';
import type { ResolvedIndicator } from './resolve-indicator.ts';

/** Largest points, in 1/100, either way. */
const pointsMax = 1_000_000n;
/** Digits of the largest number that a policy can state, in stored units. */
const digitsMax = 18;

/** Null when something that the plan needs is wrong; it has been reported then. */
export function resolveCharacteristic(
  written: DocumentCharacteristic,
  indicator: ResolvedIndicator,
  findings: Findings,
): PlannedCharacteristic | null {
  const path = ['scorecard', written.name];
  const weight = resolveWeight(written.weight, [...path, 'weight'], findings);
  const scale = resolveScale(written, indicator.column, path, findings);
  const missingPoints = resolveMissing(written, indicator, path, findings);
  if (weight === null || scale === null || missingPoints === null) return null;
  return {
    name: written.name,
    indicator: indicator.column,
    weight,
    scale,
    missingPoints,
    missingReason: written.missing?.reason ?? written.reason,
    reason: written.reason,
    highestPoints: Math.max(...pointsOf(scale)),
  };
}

/** What can be said of a characteristic whose indicator is not known: its weight, its points, the order of its keys. */
export function checkLooseCharacteristic(written: DocumentCharacteristic, findings: Findings): void {
  const path = ['scorecard', written.name];
  resolveWeight(written.weight, [...path, 'weight'], findings);
  if (written.missing !== null) resolvePoints(written.missing.points, [...path, 'missing'], findings);
  const { scale } = written;
  const isKey = scale.kind === 'points';
  const entries =
    scale.kind === 'points'
      ? scale.entries.map(({ key, points }) => ({
          at: parseDecimal(key),
          points,
          path: [...path, 'points', key],
        }))
      : scale.knots.map(([at, points], index) => ({ at, points, path: [...path, 'curve', index, 1] }));
  for (const { points, path: place } of entries) resolvePoints(points, place, findings);
  const digits = Math.max(...entries.map(({ at }) => at?.scale ?? 0));
  const bounds = entries.map(({ at, path: place }, index) => ({
    bound: at === null ? null : toScaled(at, digits),
    path: isKey ? place : [...path, 'curve', index, 0],
    isKey,
  }));
  requireAscending(bounds, digits, findings);
}

/** Points that a scale can give to a value that is there. */
export function pointsOf(scale: PointScale): readonly number[] {
  switch (scale.kind) {
    case 'bins':
      return scale.bins.map(({ points }) => points);
    case 'curve':
      return scale.knots.map(({ points }) => points);
    case 'classes':
      return scale.points;
  }
}

function resolveWeight(written: Decimal, path: Path, findings: Findings): number | null {
  const weight = toScaled(written, 2);
  if (weight !== null && weight > 0n && weight <= 10_000n) return Number(weight);
  findings.error('policy.weight-range', path, { text: formatScaled(written.digits, written.scale) });
  return null;
}

function resolveMissing(
  written: DocumentCharacteristic,
  { meaning }: ResolvedIndicator,
  path: Path,
  findings: Findings,
): number | null {
  if (written.missing !== null) return resolvePoints(written.missing.points, [...path, 'missing'], findings);
  if (meaning.neverMissing === true) return 0;
  findings.keyError('policy.missing-points-needed', path, { metric: meaning.name });
  return null;
}

function resolvePoints(written: Decimal, path: Path, findings: Findings): number | null {
  const points = toScaled(written, 2);
  if (points !== null && points >= -pointsMax && points <= pointsMax) return Number(points);
  findings.error('policy.points-range', path, { text: formatScaled(written.digits, written.scale) });
  return null;
}

function resolveScale(
  written: DocumentCharacteristic,
  column: ColumnReference,
  path: Path,
  findings: Findings,
): PointScale | null {
  if (written.scale.kind === 'points') {
    const at = [...path, 'points'];
    if (written.scale.entries.length === 0) {
      findings.error('policy.empty-list', at, {});
      return null;
    }
    return column.classes === null
      ? resolveBins(written.scale.entries, column, at, findings)
      : resolveClasses(written.scale.entries, column.classes, at, findings);
  }
  const at = [...path, 'curve'];
  if (column.classes !== null) {
    findings.keyError('policy.curve-on-class', at, { classes: column.classes });
    return null;
  }
  const knots = written.scale.knots.map(([x, y], index) => ({
    at: resolveBound(x, column, { path: [...at, index, 0], isKey: false }, findings),
    points: resolvePoints(y, [...at, index, 1], findings),
  }));
  requireAscending(
    knots.map((knot, index) => ({ bound: knot.at, path: [...at, index, 0], isKey: false })),
    column.scale,
    findings,
  );
  const whole = knots.flatMap(({ at: x, points }) =>
    x === null || points === null ? [] : [{ at: x, points }],
  );
  return whole.length === knots.length ? { kind: 'curve', knots: whole } : null;
}

function resolveBins(
  entries: readonly PointEntry[],
  column: ColumnReference,
  path: Path,
  findings: Findings,
): PointScale | null {
  const bins = entries.map(({ key, points }) => {
    const place = { path: [...path, key], isKey: true };
    const number = parseDecimal(key);
    if (number === null) findings.keyError('policy.bad-number', place.path, { text: key });
    return {
      from: number === null ? null : resolveBound(number, column, place, findings),
      points: resolvePoints(points, place.path, findings),
      place,
    };
  });
  const order = bins.map(({ from, place }) => ({ bound: from, ...place }));
  const ascending = requireAscending(order, column.scale, findings);
  const whole = bins.flatMap(({ from, points }) =>
    from === null || points === null ? [] : [{ from, points }],
  );
  return ascending && whole.length === bins.length ? { kind: 'bins', bins: whole } : null;
}

interface BoundPlace {
  readonly path: Path;
  readonly isKey: boolean;
}

function resolveBound(
  written: Decimal,
  { scale }: ColumnReference,
  { path, isKey }: BoundPlace,
  findings: Findings,
): bigint | null {
  const report = isKey ? findings.keyError.bind(findings) : findings.error.bind(findings);
  const bound = toScaled(written, scale);
  if (bound === null) {
    report('policy.too-fine', path, { text: formatScaled(written.digits, written.scale), digits: scale });
  } else if (bound.toString().replace('-', '').length > digitsMax) {
    report('policy.number-too-large', path, {});
    return null;
  }
  return bound;
}

function requireAscending(
  bounds: readonly (BoundPlace & { readonly bound: bigint | null })[],
  scale: number,
  findings: Findings,
): boolean {
  let before: bigint | null = null;
  let ascending = true;
  for (const { bound, path, isKey } of bounds) {
    if (bound === null) continue;
    if (before !== null && bound <= before) {
      const data = { key: formatScaled(bound, scale), before: formatScaled(before, scale) };
      if (isKey) findings.keyError('policy.keys-not-ascending', path, data);
      else findings.error('policy.keys-not-ascending', path, data);
      ascending = false;
    }
    before = bound;
  }
  return ascending;
}

function resolveClasses(
  entries: readonly PointEntry[],
  classes: readonly string[],
  path: Path,
  findings: Findings,
): PointScale | null {
  const byClass = new Map<string, number | null>();
  for (const { key, points } of entries) {
    if (!classes.includes(key)) {
      const suggestions = suggest(key, classes);
      findings.keyError('policy.unknown-class', [...path, key], { name: key, classes, suggestions });
    }
    byClass.set(key, resolvePoints(points, [...path, key], findings));
  }
  const absent = classes.filter((name) => !byClass.has(name));
  if (absent.length > 0) findings.error('policy.class-without-points', path, { classes: absent });
  const points = classes.flatMap((name) => byClass.get(name) ?? []);
  return points.length === classes.length && byClass.size === classes.length
    ? { kind: 'classes', points }
    : null;
}
