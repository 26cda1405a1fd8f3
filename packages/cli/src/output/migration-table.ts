import type { MigrationCell } from '@gradus/assessment';
import type { Context } from '../launch/launch.ts';
import { countText, moneyText, shareText } from './figure.ts';
import { tableText } from './table.ts';

/** What of a cell a migration matrix shows. */
export type Measure = 'customers' | 'money';

/**
 * Rows are tiers before, columns tiers after, both best first with the unrated last. `titleOf(null)` is the unrated.
 */
export function migrationText(
  cells: readonly MigrationCell[],
  tiers: { readonly from: readonly string[]; readonly to: readonly string[] },
  titleOf: (tier: string | null) => string,
  {
    measure,
    currency,
    context,
  }: { readonly measure: Measure; readonly currency: string; readonly context: Context },
): string {
  const has = (side: 'from' | 'to', tier: string | null): boolean =>
    cells.some((cell) => cell[side] === tier);
  const from = [...tiers.from, ...(has('from', null) ? [null] : [])];
  const to = [...tiers.to, ...(has('to', null) ? [null] : [])];
  const columns = [
    { title: context.say({ en: 'from \\ to', 'zh-CN': '由 \\ 至' }), align: 'left' as const },
    ...to.map((tier) => ({ title: titleOf(tier), align: 'right' as const })),
  ];
  const rows = from.map((row) => [
    titleOf(row),
    ...to.map((column) => {
      const cell = cells.find((one) => one.from === row && one.to === column);
      if (cell === undefined) return '.';
      if (measure === 'money') return moneyText(cell.moneyMinor, currency);
      return `${countText(cell.customers)} (${shareText(cell.shareOfFrom)})`;
    }),
  ]);
  return tableText(columns, rows);
}
