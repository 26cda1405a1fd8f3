import { isOpenIn, spellsPassing } from '../../records/spell-days.ts';
import { accountsOf } from '../accounts-of.ts';
import type { EvaluateMetric } from '../metric.ts';

/** In 1/100 months. */
export const evaluate: EvaluateMetric = (indicator, records, context) => {
  const { filter, window } = accountsOf(indicator, context.plan);
  const open = spellsPassing(records.spells, filter).filter((spell) => isOpenIn(spell, window));
  if (open.length === 0) return null;
  const months = open.map(({ kind, termMonths }) => (kind === 'demand' ? 0 : (termMonths ?? 0)));
  return BigInt(Math.max(...months)) * 100n;
};
