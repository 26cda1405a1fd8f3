import type { PlannedIndicator } from '../plan/plan.ts';
import type { LoanFigureRequest } from './metric-sql.ts';

/** The request of an indicator for one thing about loans. */
export function loanFigureOf(
  { parameters }: PlannedIndicator,
  of: LoanFigureRequest['of'],
): LoanFigureRequest {
  const { window, as, toleranceDays, atLeastMinor } = parameters;
  return {
    of,
    as,
    window: window === null ? null : { after: window.after, upTo: window.upTo },
    toleranceDays,
    atLeastMinor,
  };
}
