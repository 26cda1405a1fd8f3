import { diagnosticText, failure, latestScheduledDay, windowEndingOn, type Day } from '@gradus/schema';
import { checkedPolicy } from '../check/check-policy.ts';
import type { PolicyDocument } from '../document/policy-document.ts';
import type { Plan, PlannedIndicator, PlannedLifecycle } from './plan.ts';
import type { ResolvedIndicator } from './resolve-indicator.ts';
import type { ResolvedPolicy } from './resolve-policy.ts';

export interface PlanRequest {
  readonly document: PolicyDocument;
  readonly asOf: Day;
  /** As-of date of the assessment before this one; null for the first. */
  readonly previousAsOf: Day | null;
}

/**
 * What a policy means at one as-of date. docs/language.md, "Days", §8.
 *
 * Errors: `policy.not-plannable` when `checkPolicy` finds an error in the document;
 * `policy.as-of-not-later` when the as-of date is not after the previous one.
 */
export function planPolicy({ document, asOf, previousAsOf }: PlanRequest): Plan {
  const { resolved, diagnostics } = checkedPolicy(document, false);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (first !== undefined) {
    throw failure('policy.not-plannable', { count: errors.length, first: diagnosticText(first, 'en') });
  }
  if (previousAsOf !== null && asOf <= previousAsOf) {
    throw failure('policy.as-of-not-later', { asOf, previousAsOf });
  }
  return {
    language: document.language,
    policy: { id: document.id, title: document.title, hash: document.hash },
    currency: document.currency,
    asOf,
    previousAsOf,
    noRate: document.noRate,
    indicators: resolved.indicators.map((one) => planIndicator(one, asOf)),
    population: resolved.population.map(({ when, reason }) => ({ when, reason })),
    characteristics: resolved.characteristics,
    rules: resolved.rules.map(({ id, when, effect, tier, reason, confidential }) => ({
      id,
      when,
      effect,
      tier,
      reason,
      confidential,
    })),
    tiers: resolved.tiers,
    lifecycle: planLifecycle(resolved, asOf, previousAsOf),
    neutralReason: document.neutralReason,
    reasonTexts: document.reasons,
  };
}

function planIndicator(one: ResolvedIndicator, asOf: Day): PlannedIndicator {
  const { written, meaning, column, unit, window, parameters } = one;
  return {
    name: written.name,
    title: written.title ?? meaning.title,
    metric: meaning.name,
    unit,
    scale: column.scale,
    classes: column.classes,
    parameters: {
      window: window === null ? null : { ...windowEndingOn(asOf, window), length: window },
      ...parameters,
      against: planAgainst(one, asOf),
    },
  };
}

/** The window before ends on the day before the first of the later one. */
function planAgainst(
  { window, against }: ResolvedIndicator,
  asOf: Day,
): PlannedIndicator['parameters']['against'] {
  if (window === null || against === null) return null;
  return { ...windowEndingOn(windowEndingOn(asOf, window).after, against), length: against };
}

function planLifecycle({ document }: ResolvedPolicy, asOf: Day, previousAsOf: Day | null): PlannedLifecycle {
  const { schedule, lifecycle, renamed } = document;
  return {
    ...lifecycle,
    upgradeSchedule: schedule.upgrade,
    downgradeSchedule: schedule.downgrade,
    upgradeOpen: latestScheduledDay(schedule.upgrade, previousAsOf, asOf) !== null,
    downgradeOn: latestScheduledDay(schedule.downgrade, previousAsOf, asOf),
    renamed,
  };
}
