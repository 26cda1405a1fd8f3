import type { BankCauseName, BankDifference, InputName } from '@gradus/assessment';
import type { LocalText } from '@gradus/schema';
import type { Context } from '../launch/launch.ts';
import { countText, moneyText } from './figure.ts';
import { tableText } from './table.ts';

/** One pair of tierings as it is shown. Customers are as external ids, or masked. */
export interface ShownComparison {
  readonly heading: LocalText;
  readonly sides: { readonly from: LocalText; readonly to: LocalText };
  /** Best first, of both sides. */
  readonly tiers: readonly string[];
  readonly currency: string;
  readonly cells: readonly {
    readonly from: string | null;
    readonly to: string | null;
    readonly customers: number;
  }[];
  readonly differences: readonly ShownDifference[];
}

export interface ShownDifference {
  readonly customerId: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly moneyMinor: bigint | null;
  /** Names of causes; several when one input after another moved the customer. */
  readonly causes: readonly string[];
  readonly detail: string;
}

export const inputTitles: Readonly<Record<InputName, LocalText>> = {
  time: { en: 'time', 'zh-CN': '时点' },
  state: { en: 'state before', 'zh-CN': '上期状态' },
  data: { en: 'data', 'zh-CN': '数据' },
  identity: { en: 'identity', 'zh-CN': '客户归并' },
  policy: { en: 'policy', 'zh-CN': '政策' },
  override: { en: 'override', 'zh-CN': '人工调整' },
};

export const bankCauseTitles: Readonly<Record<BankCauseName, LocalText>> = {
  identity: { en: 'identity (merged or renumbered)', 'zh-CN': '客户归并或换号' },
  missing_at_bank: { en: 'not in the bank’s list', 'zh-CN': '行内名单缺少' },
  missing_here: { en: 'not in the result', 'zh-CN': '结果中缺少' },
  unrated: { en: 'unrated here', 'zh-CN': '本系统未评级' },
  override: { en: 'override', 'zh-CN': '人工调整' },
  edge: { en: 'edge of a threshold', 'zh-CN': '临界值' },
  data: { en: 'data', 'zh-CN': '数据' },
  rule: { en: 'veto or floor', 'zh-CN': '否决或保底规则' },
  clock: { en: 'clock of the lifecycle', 'zh-CN': '等级时钟' },
  by_hand: { en: 'by hand, or a rule unknown here', 'zh-CN': '手工调整或未知规则' },
};

/** What a cause is about, in a few words. */
export function bankCauseDetail({ cause }: BankDifference, context: Context): string {
  const { subject, bank, ours } = cause;
  if (bank === null && ours === null) return subject ?? '';
  const sides = context.say({
    en: `bank ${bank ?? '-'}, here ${ours ?? '-'}`,
    'zh-CN': `行内 ${bank ?? '-'}，本系统 ${ours ?? '-'}`,
  });
  return subject === null ? sides : `${subject}: ${sides}`;
}

/** `10000001` as `100**001`: enough to find a customer by, too little to pass one on. */
export function maskedId(id: string): string {
  const signs = Array.from(id);
  if (signs.length <= 4) return '*'.repeat(signs.length);
  const shown = Math.floor(signs.length / 3);
  return [...signs.slice(0, shown), '*'.repeat(signs.length - 2 * shown), ...signs.slice(-shown)].join('');
}

/** A comparison for a terminal: tier by tier, causes with customers and money, and one page of the customers. */
export function comparisonText(
  one: ShownComparison,
  titleOf: (cause: string) => string,
  page: { readonly number: number; readonly size: number },
  context: Context,
): string {
  const total = one.cells.reduce((sum, { customers }) => sum + customers, 0);
  const parts = [
    context.say(one.heading),
    context.say({
      en: `${countText(one.differences.length)} of ${countText(total)} customers differ.`,
      'zh-CN': `${countText(total)} 户中有 ${countText(one.differences.length)} 户不同。`,
    }),
    crossText(one, context),
    ...(one.differences.length === 0
      ? []
      : [causesText(one, titleOf, context), listText(one, titleOf, page, context)]),
  ];
  return `${parts.map((part) => part.trimEnd()).join('\n\n')}\n`;
}

const noTier: LocalText = { en: 'none', 'zh-CN': '无' };

function crossText({ cells, tiers, sides }: ShownComparison, context: Context): string {
  const names = [...new Set([...tiers, ...cells.flatMap(({ from, to }) => [from, to])])].filter(
    (name) => name !== null,
  );
  const ends: (string | null)[] = [...names, null];
  const tierText = (tier: string | null): string => tier ?? context.say(noTier);
  const found = (from: string | null, to: string | null): number =>
    cells.find((cell) => cell.from === from && cell.to === to)?.customers ?? 0;
  const columns = [
    { title: `${context.say(sides.from)} \\ ${context.say(sides.to)}`, align: 'left' as const },
    ...ends.map((tier) => ({ title: tierText(tier), align: 'right' as const })),
  ];
  return tableText(
    columns,
    ends.map((from) => [tierText(from), ...ends.map((to) => countText(found(from, to)))]),
  );
}

function causesText(
  { differences, currency }: ShownComparison,
  titleOf: (cause: string) => string,
  context: Context,
): string {
  const columns = [
    { title: context.say({ en: 'cause', 'zh-CN': '原因' }), align: 'left' as const },
    { title: context.say({ en: 'customers', 'zh-CN': '户数' }), align: 'right' as const },
    {
      title: context.say({ en: `money, ${currency}`, 'zh-CN': `金额（${currency}）` }),
      align: 'right' as const,
    },
  ];
  return tableText(
    columns,
    byCause(differences).map(({ causes, customers, moneyMinor }) => [
      causeText(causes, titleOf, context),
      countText(customers),
      moneyText(moneyMinor, currency),
    ]),
  );
}

/** Customers and money by cause, most customers first. */
export function byCause(differences: readonly ShownDifference[]) {
  const groups = new Map<string, { causes: readonly string[]; customers: number; moneyMinor: bigint }>();
  for (const { causes, moneyMinor } of differences) {
    const key = causes.join('+');
    const group = groups.get(key) ?? { causes, customers: 0, moneyMinor: 0n };
    groups.set(key, {
      causes,
      customers: group.customers + 1,
      moneyMinor: group.moneyMinor + (moneyMinor ?? 0n),
    });
  }
  return [...groups]
    .toSorted(([a, one], [b, other]) => other.customers - one.customers || (a < b ? -1 : 1))
    .map(([, group]) => group);
}

function causeText(causes: readonly string[], titleOf: (cause: string) => string, context: Context): string {
  if (causes.length === 0) return context.say({ en: 'unexplained', 'zh-CN': '无法解释' });
  return causes.map(titleOf).join(' + ');
}

function listText(
  { differences, currency }: ShownComparison,
  titleOf: (cause: string) => string,
  page: { readonly number: number; readonly size: number },
  context: Context,
): string {
  const pages = Math.max(1, Math.ceil(differences.length / page.size));
  const start = (page.number - 1) * page.size;
  const columns = [
    { title: context.say({ en: 'customer', 'zh-CN': '客户' }), align: 'left' as const },
    { title: context.say({ en: 'from', 'zh-CN': '由' }), align: 'left' as const },
    { title: context.say({ en: 'to', 'zh-CN': '至' }), align: 'left' as const },
    { title: context.say({ en: 'money', 'zh-CN': '金额' }), align: 'right' as const },
    { title: context.say({ en: 'cause', 'zh-CN': '原因' }), align: 'left' as const },
    { title: '', align: 'left' as const },
  ];
  const rows = differences
    .slice(start, start + page.size)
    .map((one) => [
      one.customerId,
      one.from ?? context.say(noTier),
      one.to ?? context.say(noTier),
      moneyText(one.moneyMinor, currency),
      causeText(one.causes, titleOf, context),
      one.detail,
    ]);
  const footer =
    pages === 1
      ? ''
      : context.say({
          en: `page ${page.number} of ${pages}; --page shows another\n`,
          'zh-CN': `第 ${page.number} 页，共 ${pages} 页；用 --page 查看其他页\n`,
        });
  return `${tableText(columns, rows)}${footer}`;
}
