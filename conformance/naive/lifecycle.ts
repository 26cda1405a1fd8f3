// The lifecycle of a policy whose schedule is month ends, with graces and cures in months and no holds:
// up at once; nothing is ever held and `held_until` stays empty.
import { isMonthEnd, monthsLater } from './calendar.ts';
import { rankIn, type Decision } from './decision.ts';
import type { PolicyText, TierText } from './policy.ts';
import { windowOf } from './window.ts';

export interface State {
  readonly granted: string;
  readonly since: number;
  readonly fallingSince: number | null;
  readonly lastVeto: number | null;
}

export class Lifecycle {
  private readonly tiers: readonly TierText[];
  private readonly rankOf: (tier: string) => number;
  private readonly isOneStep: boolean;

  constructor(policy: PolicyText) {
    if (policy.schedule !== 'month_end') throw new Error('only month ends are followed');
    if ((policy.lifecycle?.upgrade ?? 'at_once') !== 'at_once')
      throw new Error('only upgrades at once are followed');
    this.tiers = policy.tiers;
    this.rankOf = rankIn(policy);
    this.isOneStep = (policy.lifecycle?.downgrade ?? 'one_step') === 'one_step';
  }

  /** State after the assessment on `asOf`; `previousAsOf` is that of the assessment before, whoever it rated. */
  next(before: State | null, decision: Decision, asOf: number, previousAsOf: number | null): State {
    const worstVeto = this.worstOf(decision.vetoes);
    if (before === null || previousAsOf === null) return this.restart(null, decision, asOf);
    const granted = worstVeto === null ? before.granted : this.worse(before.granted, worstVeto);
    const isChanged = granted !== before.granted;
    let lastVeto = before.lastVeto;
    if (worstVeto === granted) lastVeto = asOf;
    else if (isChanged) lastVeto = null;
    if (isChanged) return { granted, since: asOf, fallingSince: null, lastVeto };
    return this.move({ ...before, lastVeto }, decision.tier, asOf, lastMonthEnd(previousAsOf, asOf));
  }

  /** State of a customer who is new or forgotten; `forgotten` is what was held, a cure of which goes on. */
  restart(forgotten: State | null, decision: Decision, asOf: number): State {
    const isKept = forgotten !== null && this.isCuring(forgotten, asOf);
    const granted = isKept ? this.worse(decision.tier, forgotten.granted) : decision.tier;
    const isVetoed = this.worstOf(decision.vetoes) === granted;
    return {
      granted,
      since: asOf,
      fallingSince: null,
      lastVeto: isVetoed ? asOf : isKept ? forgotten.lastVeto : null,
    };
  }

  /** The day from which a falling tier is lost: the first month end after the grace. */
  graceUntil(state: State): number | null {
    if (state.fallingSince === null) return null;
    let day = monthsLater(state.fallingSince, this.months(state.granted, 'grace'));
    while (!isMonthEnd(day)) day += 1;
    return day;
  }

  isCuring({ granted, lastVeto }: State, asOf: number): boolean {
    return lastVeto !== null && asOf < monthsLater(lastVeto, this.months(granted, 'cure'));
  }

  /** Steps 2 to 4; `open` is the latest scheduled day since the assessment before, null when there is none. */
  private move(state: State, computed: string, asOf: number, open: number | null): State {
    const { granted } = state;
    const isWorse = this.rankOf(computed) > this.rankOf(granted);
    if (open === null) return state;
    if (this.rankOf(computed) < this.rankOf(granted) && !this.isCuring(state, asOf))
      return { granted: computed, since: asOf, fallingSince: null, lastVeto: null };
    if (!isWorse) return { ...state, fallingSince: null };
    const fallingSince = state.fallingSince ?? open;
    if (asOf < monthsLater(fallingSince, this.months(granted, 'grace'))) return { ...state, fallingSince };
    const lower = this.isOneStep ? this.stepDown(granted, computed) : computed;
    const isFallingOn = this.rankOf(computed) > this.rankOf(lower);
    return { granted: lower, since: asOf, fallingSince: isFallingOn ? open : null, lastVeto: null };
  }

  /** The next tier down that a score can reach, or the computed one if that is nearer. */
  private stepDown(from: string, computed: string): string {
    for (let rank = this.rankOf(from) + 1; rank < this.rankOf(computed); rank++) {
      const tier = this.tiers[rank] as TierText;
      if (tier.from !== undefined) return tier.id;
    }
    return computed;
  }

  private months(tier: string, key: 'grace' | 'cure'): number {
    const text = this.tiers[this.rankOf(tier)]?.[key];
    if (text === undefined) return 0;
    const { count, unit } = windowOf(text);
    if (unit !== 'months') throw new Error(`not in months: ${text}`);
    return count;
  }

  private worstOf(vetoes: readonly string[]): string | null {
    return vetoes.length === 0 ? null : vetoes.reduce((a, b) => this.worse(a, b));
  }

  private worse(a: string, b: string): string {
    return this.rankOf(a) > this.rankOf(b) ? a : b;
  }
}

function lastMonthEnd(after: number, upTo: number): number | null {
  for (let day = upTo; day > after; day--) if (isMonthEnd(day)) return day;
  return null;
}
