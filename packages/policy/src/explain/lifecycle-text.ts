import { addDuration, assert, formatDay, inLocale, nextScheduledDay, type Locale } from '@gradus/schema';
import type { Decision, LifecycleState } from '../decision/decision.ts';
import type { Plan, PlannedTier } from '../plan/plan.ts';
import { conditionText } from './condition-text.ts';
import { say } from './value-text.ts';

/** Title of the tier of a rank, its id when the policy gives none in either language. */
export function tierTitle(plan: Plan, rank: number, locale: Locale): string {
  const tier = tierOf(plan, rank);
  return inLocale(tier.title, locale, tier.id);
}

/**
 * Why the granted tier is what it is, one sentence each: since when, what the policy says today, what holds it.
 * `isWithheld` leaves out what would give away a confidential rule: the day of a veto and its cure.
 */
export function lifecycleTexts(
  plan: Plan,
  decision: Decision,
  isWithheld: boolean,
  locale: Locale,
): string[] {
  const { state, computed } = decision;
  if (state === null) return [];
  const granted = tierTitle(plan, state.granted, locale);
  const since = formatDay(state.since);
  const texts = [say(locale, `Granted ${granted} since ${since}.`, `${since} 起执行等级为${granted}。`)];
  if (computed === null) return texts;
  if (computed !== state.granted) {
    const today = tierTitle(plan, computed, locale);
    texts.push(say(locale, `The policy says ${today} today.`, `按现行政策，今日计算等级为${today}。`));
  }
  if (computed > state.granted) texts.push(...keptTexts(plan, decision, state, locale));
  else if (computed < state.granted) texts.push(...waitingTexts(plan, state, isWithheld, locale));
  if (state.heldUntil !== null && state.heldUntil > plan.asOf) {
    const until = formatDay(state.heldUntil);
    texts.push(say(locale, `${granted} is guaranteed until ${until}.`, `${granted}等级保证期至 ${until}。`));
  }
  if (decision.effective !== null && decision.effective !== state.granted) {
    const effective = tierTitle(plan, decision.effective, locale);
    texts.push(
      say(locale, `An override in force makes it ${effective}.`, `现有人工调整，生效等级为${effective}。`),
    );
  }
  return texts;
}

/** Computed worse than granted: how far the fall has come. */
function keptTexts(plan: Plan, { graceUntil }: Decision, state: LifecycleState, locale: Locale): string[] {
  if (state.fallingSince !== null && graceUntil !== null) {
    const [since, until] = [formatDay(state.fallingSince), formatDay(graceUntil)];
    return [
      say(locale, `Falling since ${since}, grace until ${until}.`, `${since} 起进入缓降期，至 ${until}。`),
    ];
  }
  if (plan.lifecycle.downgradeOn !== null) return [];
  const next = formatDay(nextScheduledDay(plan.lifecycle.downgradeSchedule, plan.asOf + 1));
  return [say(locale, `Falls are next judged on ${next}.`, `下一降级评定日为 ${next}。`)];
}

/** Computed better than granted: what a rise waits for. */
function waitingTexts(plan: Plan, state: LifecycleState, isWithheld: boolean, locale: Locale): string[] {
  const { cure } = tierOf(plan, state.granted);
  const cureEnd = cure === null || state.lastVeto === null ? null : addDuration(state.lastVeto, cure.after);
  if (
    cure !== null &&
    state.lastVeto !== null &&
    cureEnd !== null &&
    (cureEnd > plan.asOf || cure.when !== null)
  ) {
    if (isWithheld) return [];
    const from = formatDay(cureEnd);
    const veto = formatDay(state.lastVeto);
    const condition = cure.when === null ? null : conditionText(plan, cure.when, locale);
    return [
      condition === null
        ? say(
            locale,
            `Last capped on ${veto}; no rise before ${from}.`,
            `${veto} 最近一次触发否决规则，${from} 前不得升级。`,
          )
        : say(
            locale,
            `Last capped on ${veto}; no rise before ${from}, and only when ${condition}.`,
            `${veto} 最近一次触发否决规则，${from} 前不得升级，此后升级须满足：${condition}。`,
          ),
    ];
  }
  if (plan.lifecycle.upgradeOpen) return [];
  const next = formatDay(nextScheduledDay(plan.lifecycle.upgradeSchedule, plan.asOf + 1));
  return [say(locale, `Rises are next judged on ${next}.`, `下一升级评定日为 ${next}。`)];
}

function tierOf(plan: Plan, rank: number): PlannedTier {
  const tier = plan.tiers[rank];
  assert(tier !== undefined, `rank ${rank} names a tier`);
  return tier;
}
