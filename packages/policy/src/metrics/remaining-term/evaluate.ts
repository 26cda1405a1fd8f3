import { divideRounded } from '@gradus/schema';
import { inPolicyCurrency } from '../../records/money.ts';
import { balanceOn, byCurrency, isOpenIn, spellsPassing } from '../../records/spell-days.ts';
import type { SpellRow } from '../../records/customer-records.ts';
import { accountsOf } from '../accounts-of.ts';
import type { EvaluateMetric } from '../metric.ts';

/** In days. */
export const evaluate: EvaluateMetric = (indicator, records, context) => {
  const { asOf } = context.plan;
  const { filter, window } = accountsOf(indicator, context.plan);
  const open = spellsPassing(records.spells, filter).filter((spell) => isOpenIn(spell, window));
  const positive = (spell: SpellRow): bigint => {
    const balance = balanceOn(spell, asOf);
    return balance > 0n ? balance : 0n;
  };
  const daysLeft = ({ kind, maturesOn }: SpellRow): number =>
    kind === 'demand' || maturesOn === null ? 0 : Math.max(0, maturesOn - asOf);
  const total = inPolicyCurrency(byCurrency(open, positive), context);
  const weighted = inPolicyCurrency(
    byCurrency(open, (spell) => positive(spell) * BigInt(daysLeft(spell))),
    context,
  );
  if (total === null || weighted === null || total <= 0n) return null;
  return divideRounded(weighted, total);
};
