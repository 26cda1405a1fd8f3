import { formatDay, inLocale, type Locale } from '@gradus/schema';
import { traceDecision } from '../decision/decide.ts';
import type { CustomerColumns, Decision, IndicatorValues } from '../decision/decision.ts';
import { ruleDecides, type TierFinding } from '../decision/tier.ts';
import type { Plan, PlannedCharacteristic, PlannedRule } from '../plan/plan.ts';
import { columnTitle, conditionText } from './condition-text.ts';
import type {
  Explanation,
  ExplainedCharacteristic,
  ExplainedReason,
  ExplainedRule,
  ExplainedTier,
} from './explanation.ts';
import { lifecycleTexts, tierTitle } from './lifecycle-text.ts';
import { scaleText } from './scale-text.ts';
import { treatmentText } from './treatment-text.ts';
import { pointsText, say, valueText } from './value-text.ts';

/** A decision with what it was made from. */
export interface ExplainInput {
  readonly customer: CustomerColumns;
  readonly values: IndicatorValues;
  readonly decision: Decision;
}

/**
 * `decision` in words for the customer's branch and, as far as `isWithheld` allows, for the customer: confidential rules
 * are never named, and score and points are withheld whenever the neutral reason is shown.
 */
export function explainDecision(plan: Plan, input: ExplainInput, locale: Locale): Explanation {
  const { decision, values } = input;
  const isWithheld = isScoreWithheld(plan, decision);
  const tier = (rank: number | null): ExplainedTier | null =>
    rank === null ? null : { id: plan.tiers[rank]?.id ?? '', title: tierTitle(plan, rank, locale) };
  const effective = decision.effective === null ? undefined : plan.tiers[decision.effective];
  return {
    locale,
    policy: inLocale(plan.policy.title, locale, plan.policy.id),
    asOf: formatDay(plan.asOf),
    unrated: decision.unratedReason === null ? null : reason(plan, decision.unratedReason, locale),
    effective: tier(decision.effective),
    granted: tier(decision.state?.granted ?? null),
    computed: tier(decision.computed),
    score: decision.score === null || isWithheld ? null : pointsText(decision.score, 6),
    isWithheld,
    characteristics: plan.characteristics.flatMap((one, index) => {
      const points = decision.points[index] ?? null;
      const value = values[one.indicator.name] ?? null;
      return points === null ? [] : [characteristic(plan, one, value, isWithheld ? null : points, locale)];
    }),
    rules: explainRules(plan, input, locale),
    reasons: (decision.reasons ?? []).map((code) => reason(plan, code, locale)),
    lifecycle: lifecycleTexts(plan, decision, isWithheld, locale),
    treatments: (effective?.treatments ?? []).map((one) => treatmentText(one, locale)),
  };
}

/** Whether a decision's score and points must not be shown: a confidential rule may have acted. docs/language.md, "Score, rules, tier". */
export function isScoreWithheld(plan: Plan, { reasons }: Decision): boolean {
  return plan.neutralReason !== null && reasons?.includes(plan.neutralReason) === true;
}

function characteristic(
  plan: Plan,
  one: PlannedCharacteristic,
  value: bigint | null,
  points: number | null,
  locale: Locale,
): ExplainedCharacteristic {
  return {
    name: one.name,
    title: columnTitle(plan, one.indicator.name, locale),
    value: valueText(one.indicator, value, plan.currency, locale),
    weight: `${pointsText(one.weight, 2)}%`,
    applies: points === null ? null : scaleText(one, value, plan.currency, locale),
    points: points === null ? null : pointsText(points, 2),
    highest: points === null ? null : pointsText(one.highestPoints, 2),
    contribution: points === null ? null : pointsText(one.weight * points, 6),
  };
}

/** Rules that held and may be named: not the confidential ones, nor those that could only be told apart from them. */
function explainRules(plan: Plan, input: ExplainInput, locale: Locale): ExplainedRule[] {
  if (input.decision.unratedReason !== null) return [];
  const { held, finding } = traceDecision(plan, input);
  return plan.rules.flatMap((rule, index) => {
    const isNamed = !rule.confidential && rule.reason !== plan.neutralReason;
    return held[index] === true && isNamed ? [explainRule(plan, rule, finding, locale)] : [];
  });
}

function explainRule(plan: Plan, rule: PlannedRule, finding: TierFinding, locale: Locale): ExplainedRule {
  const title = tierTitle(plan, rule.tier, locale);
  const isCap = rule.effect === 'at_most';
  return {
    id: rule.id,
    condition: conditionText(plan, rule.when, locale),
    effect: isCap
      ? say(locale, `at most ${title}`, `不高于${title}`)
      : say(locale, `at least ${title}`, `不低于${title}`),
    isDeciding: ruleDecides(rule, finding),
  };
}

function reason(plan: Plan, code: string, locale: Locale): ExplainedReason {
  const text = Object.hasOwn(plan.reasonTexts, code) ? plan.reasonTexts[code] : undefined;
  return { code, text: inLocale(text, locale, code) };
}
