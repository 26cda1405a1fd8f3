import type { ForwardLedger, MoveCell, Scenario, ScenarioAhead } from '@gradus/assessment';
import type { Plan } from '@gradus/policy';
import { inLocale, type LocalText } from '@gradus/schema';
import type { Context } from '../launch/launch.ts';
import { countText, moneyText } from './figure.ts';
import { moneyHeading } from './money-heading.ts';
import { tableText, type TableColumn } from './table.ts';

const scenarioTitles: Readonly<Record<Scenario, LocalText>> = {
  unchanged: { en: 'indicators as they are', 'zh-CN': '指标不变' },
  staying: { en: 'balances roll on, maturing money stays', 'zh-CN': '余额不变、到期续存' },
  leaving: { en: 'balances roll on, maturing money leaves', 'zh-CN': '余额不变、到期流出' },
};

const branchesMax = 10;

/** A forward ledger for a terminal: per scenario falls and rises by date, then by branch, and the first customers. */
export function forwardText(ledger: ForwardLedger, plan: Plan, context: Context): string {
  const { money } = ledger;
  const parts = [
    context.say({
      en: `From ${ledger.asOf} to ${ledger.until} the policy ${ledger.policy.id} has ${countText(ledger.dates.length)} dates on which tiers can change.`,
      'zh-CN': `自 ${ledger.asOf} 至 ${ledger.until}，政策 ${ledger.policy.id} 有 ${countText(ledger.dates.length)} 个可能变动等级的日期。`,
    }),
    ...(money === null ? [] : [moneyHeading(money, [plan], context)]),
    ...ledger.scenarios.flatMap((scenario) => scenarioParts(scenario, ledger, plan, context)),
    ...(ledger.maturing.length === 0 ? [] : [maturingText(ledger, context)]),
  ];
  return `${parts.map((part) => part.trimEnd()).join('\n\n')}\n`;
}

function scenarioParts(
  { scenario, cells, moves }: ScenarioAhead,
  ledger: ForwardLedger,
  plan: Plan,
  context: Context,
): string[] {
  const title = `${context.say(scenarioTitles[scenario])} (${scenario})`;
  if (cells.length === 0) {
    return [context.say({ en: `${title}: no tier changes.`, 'zh-CN': `${title}：无等级变动。` })];
  }
  const currency = ledger.money?.currency ?? '';
  const titleOf = (id: string | null): string =>
    id === null
      ? context.say({ en: 'none', 'zh-CN': '无' })
      : inLocale(plan.tiers.find((tier) => tier.id === id)?.title, context.locale, id);
  const dates = ledger.dates.filter((on) => cells.some((cell) => cell.on === on));
  const byDate = dates.map((on) => [
    on,
    ...fallsAndRises(
      cells.filter((cell) => cell.on === on),
      currency,
    ),
  ]);
  const customers = moves.map((move) => [
    move.on,
    move.customerId,
    move.branchId ?? '-',
    titleOf(move.from),
    titleOf(move.to),
    moneyText(move.moneyMinor, currency),
    move.reasons.join(', '),
  ]);
  return [
    `${title}\n\n${tableText([leftColumn(context, { en: 'date', 'zh-CN': '日期' }), ...sumColumns(context)], byDate)}`,
    branchText(cells, currency, context),
    tableText(customerColumns(context), customers),
  ];
}

function branchText(cells: readonly MoveCell[], currency: string, context: Context): string {
  const branches = [...new Set(cells.map(({ branchId }) => branchId))].map((branch) => {
    const own = cells.filter(({ branchId }) => branchId === branch);
    return { branch, own, falls: customersOf(own, 'fall') };
  });
  const shown = branches.toSorted((a, b) => b.falls - a.falls).slice(0, branchesMax);
  const rows = shown.map(({ branch, own }) => [branch ?? '-', ...fallsAndRises(own, currency)]);
  const more = branches.length - shown.length;
  const table = tableText(
    [leftColumn(context, { en: 'branch', 'zh-CN': '机构' }), ...sumColumns(context)],
    rows,
  );
  if (more === 0) return table;
  return `${table}${context.say({ en: `and ${more} more branches (--json or --branch)`, 'zh-CN': `另有 ${more} 家机构（用 --json 或 --branch 查看）` })}\n`;
}

function maturingText({ maturing }: ForwardLedger, context: Context): string {
  const keys = [...new Set(maturing.map(({ upTo, currency }) => JSON.stringify([upTo, currency])))];
  const rows = keys.map((key) => {
    const [upTo, currency] = JSON.parse(key) as [string | null, string];
    const own = maturing.filter((one) => one.upTo === upTo && one.currency === currency);
    const amount = own.reduce((sum, one) => sum + BigInt(one.amountMinor), 0n);
    const deposits = own.reduce((sum, one) => sum + one.deposits, 0);
    const later = context.say({ en: 'later', 'zh-CN': '之后' });
    return [upTo ?? later, currency, countText(deposits), moneyText(amount, currency)];
  });
  const columns: TableColumn[] = [
    leftColumn(context, { en: 'maturing up to', 'zh-CN': '到期（截至）' }),
    leftColumn(context, { en: 'currency', 'zh-CN': '币种' }),
    rightColumn(context, { en: 'deposits', 'zh-CN': '笔数' }),
    rightColumn(context, { en: 'amount', 'zh-CN': '金额' }),
  ];
  return tableText(columns, rows);
}

function fallsAndRises(cells: readonly MoveCell[], currency: string): string[] {
  return (['fall', 'rise'] as const).flatMap((direction) => {
    const own = cells.filter((cell) => cell.direction === direction);
    const known = own.flatMap(({ moneyMinor }) => (moneyMinor === null ? [] : [BigInt(moneyMinor)]));
    const money = known.length === 0 ? null : known.reduce((sum, one) => sum + one, 0n);
    return [countText(customersOf(cells, direction)), moneyText(money, currency)];
  });
}

function customersOf(cells: readonly MoveCell[], direction: MoveCell['direction']): number {
  return cells.reduce((sum, cell) => (cell.direction === direction ? sum + cell.customers : sum), 0);
}

const leftColumn = (context: Context, title: LocalText): TableColumn => ({
  title: context.say(title),
  align: 'left',
});
const rightColumn = (context: Context, title: LocalText): TableColumn => ({
  title: context.say(title),
  align: 'right',
});

function sumColumns(context: Context): TableColumn[] {
  return [
    rightColumn(context, { en: 'fall', 'zh-CN': '降级户数' }),
    rightColumn(context, { en: 'money', 'zh-CN': '金额' }),
    rightColumn(context, { en: 'rise', 'zh-CN': '升级户数' }),
    rightColumn(context, { en: 'money', 'zh-CN': '金额' }),
  ];
}

function customerColumns(context: Context): TableColumn[] {
  return [
    leftColumn(context, { en: 'first to move', 'zh-CN': '最先变动' }),
    leftColumn(context, { en: 'customer', 'zh-CN': '客户号' }),
    leftColumn(context, { en: 'branch', 'zh-CN': '机构' }),
    leftColumn(context, { en: 'from', 'zh-CN': '由' }),
    leftColumn(context, { en: 'to', 'zh-CN': '至' }),
    rightColumn(context, { en: 'money', 'zh-CN': '金额' }),
    leftColumn(context, { en: 'reasons', 'zh-CN': '原因' }),
  ];
}
