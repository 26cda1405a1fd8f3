import { planOfDocument, type SealedDocument } from '@gradus/assessment';
import { inLocale } from '@gradus/schema';
import type { Context } from '../launch/launch.ts';
import { countText, moneyText, partText } from './figure.ts';
import { moneyHeading } from './money-heading.ts';
import { tableText } from './table.ts';

/** Customers and money per effective tier, best first, and the unrated by reason. */
export function pyramidText(document: SealedDocument, context: Context): string {
  const { counts } = document;
  const titles = tierTitles(document, context);
  const titleOf = (id: string): string => {
    const title = titles.get(id) ?? id;
    return title === id ? id : `${title} (${id})`;
  };
  const money = counts.money;
  const moneyTotal = counts.tiers.reduce((sum, tier) => sum + BigInt(tier.moneyMinor ?? 0), 0n);
  const rows = counts.tiers.map((tier) => [
    titleOf(tier.tier),
    countText(tier.effective),
    partText(tier.effective, counts.rated),
    ...(money === null
      ? []
      : [
          moneyText(tier.moneyMinor, money.currency),
          partText(Number(BigInt(tier.moneyMinor ?? 0)), Number(moneyTotal)),
        ]),
  ]);
  const right = 'right' as const;
  const columns = [
    { title: context.say({ en: 'tier', 'zh-CN': '等级' }), align: 'left' as const },
    { title: context.say({ en: 'customers', 'zh-CN': '客户数' }), align: right },
    { title: context.say({ en: 'share', 'zh-CN': '占比' }), align: right },
    ...(money === null
      ? []
      : [
          { title: moneyHeading(money, [planOfDocument(document)], context), align: right },
          { title: context.say({ en: 'share', 'zh-CN': '占比' }), align: right },
        ]),
  ];
  const heading = context.say({
    en: `${countText(counts.customers)} customers as of ${document.asOf}, ${countText(counts.rated)} rated`,
    'zh-CN': `截至 ${document.asOf} 共 ${countText(counts.customers)} 户，已评级 ${countText(counts.rated)} 户`,
  });
  const unrated = counts.unrated.map(({ reason, customers }) =>
    context.say({
      en: `unrated, ${reason}: ${countText(customers)}`,
      'zh-CN': `未评级，${reason}：${countText(customers)}`,
    }),
  );
  return `${heading}\n\n${tableText(columns, rows)}${unrated.map((line) => `${line}\n`).join('')}`;
}

/** Titles of the tiers by id, in the language of the run. */
export function tierTitles(document: SealedDocument, context: Context): ReadonlyMap<string, string> {
  const { tiers } = planOfDocument(document);
  return new Map(tiers.map(({ id, title }) => [id, inLocale(title, context.locale, id)]));
}
