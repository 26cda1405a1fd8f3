import type { DayFormat } from '../mapping/day-format.ts';
import { profileDays } from './day-profile.ts';
import { numberForm, type NumberForm } from './number-form.ts';
import { isKnownName } from './vocabulary.ts';

/** What the values of one column look like. */
export interface ColumnProfile {
  /** Name in the header, or `c1`, `c2` … where there is none. */
  readonly name: string;
  /** The name that says most: what a description calls the column, where that is known here. */
  readonly called: string;
  /** Whether the name says anything that is known here; `c1` does not. */
  readonly isNamed: boolean;
  readonly filled: number;
  readonly empty: number;
  /** Different values, up to {@link distinctMax} of them. */
  readonly distinct: ReadonlySet<string>;
  /** No value comes twice, as far as was looked. */
  readonly isUnique: boolean;
  /** How its days are written, when all are days; several when the sample does not tell. */
  readonly dates: readonly DayFormat[];
  /** Whether a time of day follows some of its days. */
  readonly hasTime: boolean;
  /** Texts that stand for "no value" beside the empty one. */
  readonly missing: readonly string[];
  readonly number: NumberForm | null;
  /** Digits after a point that is not written, as a description of the file says. */
  readonly impliedDecimals: number;
  /** Whether a description says that amounts are in cents; null: it does not say. */
  readonly isMinor: boolean | null;
}

/** Beyond this many different values a column is no code list, and a key is known well enough. */
const distinctMax = 200_000;

/** Whether an id says that there is none: empty, or zeros alone. */
export function isNothing(id: string): boolean {
  return /^0*$/.test(id) || nothings.has(id);
}

const nothings = new Set(['NULL', 'null', 'N/A', 'NA', 'n/a', '\\N', '?', '-', '--', '无', '空']);

export function profileColumn(name: string, values: readonly string[], impliedDecimals = 0): ColumnProfile {
  const filled = values.filter((value) => value !== '');
  const missing = [...new Set(filled.filter((value) => nothings.has(value)))];
  const meant = filled.filter((value) => !nothings.has(value));
  const distinct = new Set(meant.slice(0, distinctMax));
  const { dates, ends, hasTime } = profileDays(name, meant);
  return {
    name,
    called: name,
    isNamed: isKnownName(name),
    filled: meant.length,
    empty: values.length - meant.length,
    distinct,
    isUnique: meant.length > 0 && distinct.size === Math.min(meant.length, distinctMax),
    dates,
    hasTime,
    missing: dates.length > 0 ? [...missing, ...new Set(ends)] : missing,
    number: numberForm(meant),
    impliedDecimals,
    isMinor: null,
  };
}
