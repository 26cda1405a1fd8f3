// The lifecycle of the ready-made policy: month ends, up at once, down one step after a grace, six months' cure of risk.
// No tier has a hold, so nothing is ever held and `held_until` stays empty.
import { isMonthEnd, monthsLater } from './calendar.ts';
import { rankOf, worse, type Decision, type Tier } from './decision.ts';

export interface State {
  readonly granted: Tier;
  readonly since: number;
  readonly fallingSince: number | null;
  readonly lastVeto: number | null;
}

const graceMonths: Record<Tier, number> = { premium: 12, good: 6, ordinary: 0, risk: 0 };
const cureMonths: Record<Tier, number> = { premium: 0, good: 0, ordinary: 0, risk: 6 };

/** State after the assessment on `asOf`; `previousAsOf` is that of the assessment before, whoever it rated. */
export function nextState(
  before: State | null,
  decision: Decision,
  asOf: number,
  previousAsOf: number | null,
): State {
  const worstVeto = decision.vetoes.length === 0 ? null : decision.vetoes.reduce(worse);
  if (before === null || previousAsOf === null) {
    const granted = decision.tier;
    return {
      granted,
      since: asOf,
      fallingSince: null,
      lastVeto: worstVeto === granted ? asOf : null,
    };
  }
  const granted = worstVeto === null ? before.granted : worse(before.granted, worstVeto);
  const isChanged = granted !== before.granted;
  let lastVeto = before.lastVeto;
  if (worstVeto === granted) lastVeto = asOf;
  else if (isChanged) lastVeto = null;
  if (isChanged) return { granted, since: asOf, fallingSince: null, lastVeto };
  return move({ ...before, lastVeto }, decision.tier, asOf, lastMonthEnd(previousAsOf, asOf));
}

/** Steps 2 to 4; `open` is the latest scheduled day since the assessment before, null when there is none. */
function move(state: State, computed: Tier, asOf: number, open: number | null): State {
  const { granted, lastVeto } = state;
  if (rankOf(computed) < rankOf(granted)) {
    const isCuring = lastVeto !== null && asOf < monthsLater(lastVeto, cureMonths[granted]);
    if (open !== null && !isCuring) {
      return { granted: computed, since: asOf, fallingSince: null, lastVeto: null };
    }
  }
  if (open === null) return state;
  if (rankOf(computed) <= rankOf(granted)) {
    return { ...state, fallingSince: null };
  }
  const fallingSince = state.fallingSince ?? open;
  if (asOf < monthsLater(fallingSince, graceMonths[granted])) return { ...state, fallingSince };
  const lower: Tier = granted === 'premium' ? 'good' : granted === 'good' ? 'ordinary' : computed;
  return {
    granted: lower,
    since: asOf,
    fallingSince: rankOf(computed) > rankOf(lower) ? open : null,
    lastVeto: null,
  };
}

/** The day from which a falling tier is lost: the first month end after the grace. */
export function graceUntil(state: State): number | null {
  if (state.fallingSince === null) return null;
  let day = monthsLater(state.fallingSince, graceMonths[state.granted]);
  while (!isMonthEnd(day)) day += 1;
  return day;
}

function lastMonthEnd(after: number, upTo: number): number | null {
  for (let day = upTo; day > after; day--) if (isMonthEnd(day)) return day;
  return null;
}
