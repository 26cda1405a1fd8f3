import { parseDuration, type Duration, type LocalText } from '@gradus/schema';
import type { Path } from '../document/policy-source.ts';
import type { PlannedTreatment } from '../plan/plan.ts';
import type { ResolvedPolicy } from '../plan/resolve-policy.ts';
import type { PackParameters } from './rule-pack.ts';

/** A place of a policy that a rule speaks of, and what is there. */
export interface PackSite {
  readonly path: Path;
  readonly detail: Required<LocalText>;
}

export interface PackCheck {
  /** Names of its parameters, with what each may be. */
  readonly parameters: Readonly<Record<string, (value: PackParameters[string]) => boolean>>;
  readonly find: (resolved: ResolvedPolicy, parameters: PackParameters) => PackSite[];
}

export interface TreatmentSite {
  readonly treatment: PlannedTreatment;
  readonly rank: number;
  readonly tier: string;
  readonly path: Path;
}

/** Every treatment of a tier that is there, with its place. */
export function treatmentSites({ document, tiers }: ResolvedPolicy): TreatmentSite[] {
  return document.treatments.flatMap(({ tier, treatments }) => {
    const rank = tiers.findIndex(({ id }) => id === tier);
    if (rank < 0) return [];
    return treatments.map((treatment, at) => ({ treatment, rank, tier, path: ['treatments', tier, at] }));
  });
}

export function listOf(parameters: PackParameters, key: string): readonly string[] {
  const value = parameters[key];
  return Array.isArray(value) ? (value as readonly string[]) : [];
}

export function durationOf(parameters: PackParameters, key: string): Duration {
  const value = parameters[key];
  return (typeof value === 'string' ? parseDuration(value) : null) ?? { count: 0, unit: 'days' };
}

/** Whether a length of time is as long as another; a month is taken at its shortest. */
export function isAsLong(one: Duration, least: Duration): boolean {
  if (one.unit === least.unit) return one.count >= least.count;
  const days = (duration: Duration, perMonth: number) =>
    duration.unit === 'days' ? duration.count : duration.count * perMonth;
  return days(one, 28) >= days(least, 31);
}

/** The first of `words` with which a part of `name` begins; Chinese words count wherever they stand. */
export function wordIn(name: string, words: readonly string[]): string | null {
  const lower = name.toLowerCase();
  return (
    words.find((word) => {
      const at = lower.indexOf(word.toLowerCase());
      return at >= 0 && (at === 0 || !/[a-z]/.test(lower[at - 1] ?? ''));
    }) ?? null
  );
}
