import type { Mover, Simulation } from '@gradus/assessment';
import type { Plan } from '@gradus/policy';
import { inLocale } from '@gradus/schema';
import type { Context } from '../launch/launch.ts';
import { moneyHeading } from './money-heading.ts';
import { countText, moneyText, partText } from './figure.ts';
import { migrationText } from './migration-table.ts';
import { tableText } from './table.ts';

const reasonsMax = 10;

/**
 * A simulation for a terminal: matrix of customers and money, the largest movers, reasons gained and lost. The first of
 * `plans` is that of the policy compared with.
 */
export function simulationText(simulation: Simulation, plans: readonly Plan[], context: Context): string {
  const { against, policy, money, cells } = simulation;
  const titleOf = (id: string | null): string =>
    id === null
      ? context.say({ en: 'unrated', 'zh-CN': '未评级' })
      : inLocale(
          plans.flatMap(({ tiers }) => tiers).find((tier) => tier.id === id)?.title,
          context.locale,
          id,
        );
  const tiers = { from: against.tiers, to: policy.tiers };
  const currency = money?.currency ?? '';
  const matrix = (measure: 'customers' | 'money'): string =>
    migrationText(cells, tiers, titleOf, { measure, currency, context });
  const share = partText(simulation.changed, simulation.customers);
  const parts = [
    context.say({
      en: `As of ${simulation.asOf}, from ${against.id} (${short(against.hash)}) to ${policy.id} (${short(policy.hash)}): ${countText(simulation.changed)} of ${countText(simulation.customers)} customers move (${share}).`,
      'zh-CN': `截至 ${simulation.asOf}，由 ${against.id}（${short(against.hash)}）改为 ${policy.id}（${short(policy.hash)}）：${countText(simulation.customers)} 户中有 ${countText(simulation.changed)} 户变动（${share}）。`,
    }),
    matrix('customers'),
    ...(money === null ? [] : [moneyHeading(money, plans, context), matrix('money')]),
    ...(simulation.movers.length === 0 ? [] : [moversText(simulation.movers, titleOf, currency, context)]),
    ...(simulation.reasons.length === 0 ? [] : [reasonsText(simulation, context)]),
  ];
  return `${parts.map((part) => part.trimEnd()).join('\n\n')}\n`;
}

function moversText(
  movers: readonly Mover[],
  titleOf: (id: string | null) => string,
  currency: string,
  context: Context,
): string {
  const columns = [
    { title: context.say({ en: 'largest movers', 'zh-CN': '变动最大的客户' }), align: 'left' as const },
    { title: context.say({ en: 'money', 'zh-CN': '金额' }), align: 'right' as const },
    { title: context.say({ en: 'from', 'zh-CN': '由' }), align: 'left' as const },
    { title: context.say({ en: 'to', 'zh-CN': '至' }), align: 'left' as const },
    { title: context.say({ en: 'reasons', 'zh-CN': '原因' }), align: 'left' as const },
  ];
  const rows = movers.map((mover) => [
    mover.customerId,
    moneyText(mover.moneyMinor, currency),
    titleOf(mover.from),
    titleOf(mover.to),
    mover.toReasons.join(', '),
  ]);
  return tableText(columns, rows);
}

function reasonsText({ reasons }: Simulation, context: Context): string {
  const columns = [
    { title: context.say({ en: 'reason', 'zh-CN': '原因' }), align: 'left' as const },
    { title: context.say({ en: 'gained by', 'zh-CN': '新增户数' }), align: 'right' as const },
    { title: context.say({ en: 'lost by', 'zh-CN': '减少户数' }), align: 'right' as const },
  ];
  const rows = reasons
    .slice(0, reasonsMax)
    .map(({ reason, gained, lost }) => [reason, countText(gained), countText(lost)]);
  return tableText(columns, rows);
}

const short = (hash: string): string => hash.slice(0, 8);
