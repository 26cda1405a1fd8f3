import { assert, unreachable, type Locale } from '@gradus/schema';
import type { PlannedCharacteristic, PointScale } from '../plan/plan.ts';
import { pointsText, say, valueText } from './value-text.ts';

type Knots = Extract<PointScale, { kind: 'curve' }>['knots'];
type Bins = Extract<PointScale, { kind: 'bins' }>['bins'];

/** The part of a characteristic's bins, curve or classes that gave the points of `value`, in words. */
export function scaleText(
  { scale, indicator }: PlannedCharacteristic,
  value: bigint | null,
  currency: string,
  locale: Locale,
): string {
  if (value === null) return say(locale, 'scored as missing', '按缺失计分');
  const text = (stored: bigint) => valueText(indicator, stored, currency, locale);
  switch (scale.kind) {
    case 'bins':
      return binText(scale.bins, value, text, locale);
    case 'curve':
      return curveText(scale.knots, value, text, locale);
    case 'classes':
      return text(value);
    default:
      return unreachable(scale);
  }
}

function binText(bins: Bins, value: bigint, text: (stored: bigint) => string, locale: Locale): string {
  const reached = bins.findLastIndex((bin, index) => index === 0 || value >= bin.from);
  const lower = reached <= 0 ? null : (bins[reached]?.from ?? null);
  const upper = bins[reached + 1]?.from ?? null;
  if (lower === null && upper === null) return say(locale, 'any value', '任意数值');
  if (lower === null) return say(locale, `below ${text(upper ?? 0n)}`, `不足 ${text(upper ?? 0n)}`);
  if (upper === null) return say(locale, `${text(lower)} or more`, `${text(lower)}及以上`);
  return say(locale, `${text(lower)} to below ${text(upper)}`, `${text(lower)}及以上，不足 ${text(upper)}`);
}

function curveText(knots: Knots, value: bigint, text: (stored: bigint) => string, locale: Locale): string {
  const knot = (index: number) => {
    const found = knots[index];
    assert(found !== undefined, 'a curve has this knot');
    const points = pointsText(found.points, 2);
    return say(locale, `${text(found.at)}: ${points} points`, `${text(found.at)}：${points} 分`);
  };
  const after = knots.findIndex(({ at }) => value < at);
  if (after === 0) return say(locale, `up to ${knot(0)}`, `不超过 ${knot(0)}`);
  if (after < 0) return say(locale, `from ${knot(knots.length - 1)}`, `达到 ${knot(knots.length - 1)}`);
  return say(
    locale,
    `between ${knot(after - 1)} and ${knot(after)}`,
    `介于 ${knot(after - 1)}与 ${knot(after)}之间`,
  );
}
