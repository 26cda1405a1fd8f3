import type { Plan } from '@gradus/policy';
import { inLocale } from '@gradus/schema';
import type { Context } from '../launch/launch.ts';

/** Title and currency of the indicator that stands for a tier's money, from the first plan that has it. */
export function moneyHeading(
  { indicator, currency }: { readonly indicator: string; readonly currency: string },
  plans: readonly Plan[],
  context: Context,
): string {
  const planned = plans.flatMap(({ indicators }) => indicators).find(({ name }) => name === indicator);
  const title = inLocale(planned?.title, context.locale, indicator);
  return context.say({ en: `${title}, ${currency}`, 'zh-CN': `${title}（${currency}）` });
}
