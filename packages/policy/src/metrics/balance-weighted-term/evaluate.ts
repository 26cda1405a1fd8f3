import { divideRounded } from '@gradus/schema';
import type { SpellRow } from '../../records/customer-records.ts';
import { inPolicyCurrency } from '../../records/money.ts';
import { balanceOn, byCurrency, isOpenIn, spellsPassing } from '../../records/spell-days.ts';
import { accountsOf } from '../accounts-of.ts';
import type { EvaluateMetric } from '../metric.ts';

/** In 1/100 months. */
export const evaluate: EvaluateMetric = (indicator, records, context) => {
  const { filter, window } = accountsOf(indicator, context.plan);
  const open = spellsPassing(records.spells, filter).filter((spell) => isOpenIn(spell, window));
  const positive = (spell: SpellRow): bigint => {
    const balance = balanceOn(spell, context.plan.asOf);
    return balance > 0n ? balance : 0n;
  };
  const total = inPolicyCurrency(byCurrency(open, positive), context);
  const weighted = inPolicyCurrency(
    byCurrency(open, (spell) => positive(spell) * BigInt(termMonths(spell))),
    context,
  );
  if (total === null || weighted === null || total <= 0n) return null;
  return divideRounded(weighted * 100n, total);
};

function termMonths({ kind, termMonths: months }: SpellRow): number {
  return kind === 'demand' ? 0 : (months ?? 0);
}
