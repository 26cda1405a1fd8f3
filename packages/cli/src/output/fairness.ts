import type { AttributeGroups } from '@gradus/assessment';
import { inLocale } from '@gradus/schema';
import type { GroupFigures, Interval } from '@gradus/statistics';
import type { Context } from '../launch/launch.ts';
import { tableText } from './table.ts';

/** Figures of every group of every attribute. */
export interface FairnessReport extends Omit<AttributeGroups, 'attributes'> {
  readonly leastCustomers: number;
  readonly limit: number;
  readonly alpha: number;
  readonly attributes: readonly {
    readonly name: string;
    readonly groups: readonly (GroupFigures & { readonly unrated: number | null })[];
  }[];
}

/** A fairness report as tables for a terminal: one per attribute. */
export function fairnessText(report: FairnessReport, context: Context): string {
  const { say } = context;
  const { policy, asOf, attributes, unknownCustomers } = report;
  const percent = String(Math.round((1 - report.alpha) * 100));
  const parts = [
    say({
      en: `${policy.id} as of ${asOf}. Shares reaching a tier or better; ratio to the best group; ${percent} % intervals.\n`,
      'zh-CN': `${policy.id}，截至 ${asOf}。达到该等级及以上的占比、与最高组之比，括号内为 ${percent}% 区间。\n`,
    }),
  ];
  for (const attribute of attributes) parts.push(attributeText(report, attribute, context));
  if (unknownCustomers > 0) {
    parts.push(
      say({
        en: `${unknownCustomers} line(s) of the file name customers whom the result does not have.\n`,
        'zh-CN': `特征文件中有 ${unknownCustomers} 行客户不在结果中。\n`,
      }),
    );
  }
  return parts.join('\n');
}

function attributeText(
  { tiers, limit, leastCustomers }: FairnessReport,
  { name, groups }: FairnessReport['attributes'][number],
  { say, locale }: Context,
): string {
  const columns = [
    { title: name, align: 'left' as const },
    { title: say({ en: 'rated', 'zh-CN': '已评级' }), align: 'right' as const },
    { title: say({ en: 'unrated', 'zh-CN': '未评级' }), align: 'right' as const },
    ...tiers.slice(0, -1).flatMap(({ id, title }) => [
      { title: inLocale(title, locale, id), align: 'right' as const },
      { title: say({ en: 'ratio', 'zh-CN': '比值' }), align: 'right' as const },
    ]),
  ];
  const rows = groups.map(({ name: group, customers, unrated, reached }) => {
    const title = group ?? say({ en: '(not known)', 'zh-CN': '（未知）' });
    if (reached === null || customers === null) return [title, `< ${leastCustomers}`];
    const cells = reached.flatMap(
      ({ share, interval, ratio, ratioInterval, isBest, isBelow, isSurelyBelow }) => [
        `${percentText(share)}${rangeText(interval, percentText)}`,
        isBest
          ? say({ en: 'best', 'zh-CN': '最高' })
          : `${ratio === null ? '-' : ratioText(ratio)}${rangeText(ratioInterval, ratioText)}${isSurelyBelow ? ' !!' : isBelow ? ' !' : ''}`,
      ],
    );
    return [title, String(customers), String(unrated ?? ''), ...cells];
  });
  const notes = [
    groups.some(({ reached }) => reached?.some(({ isBelow }) => isBelow) === true)
      ? say({
          en: `! below ${ratioText(limit)}; !! the whole interval is`,
          'zh-CN': `! 低于 ${ratioText(limit)}；!! 整个区间均低于`,
        })
      : '',
    groups.some(({ isSmall }) => isSmall)
      ? say({
          en: `groups of fewer than ${leastCustomers} rated customers show no figures`,
          'zh-CN': `已评级客户少于 ${leastCustomers} 的组不显示数据`,
        })
      : '',
  ].filter((note) => note !== '');
  return `${tableText(columns, rows)}${notes.length === 0 ? '' : `${notes.join('; ')}\n`}`;
}

const percentText = (share: number): string => `${(share * 100).toFixed(1)}%`;
const ratioText = (ratio: number): string => ratio.toFixed(2);

function rangeText(interval: Interval | null, text: (value: number) => string): string {
  return interval === null ? '' : ` (${text(interval[0])}–${text(interval[1])})`;
}
