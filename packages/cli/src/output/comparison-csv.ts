import { moneyText } from './figure.ts';
import type { ShownComparison } from './comparison.ts';

/** Differences as CSV, one row per customer; a text that a spreadsheet would take for a formula begins with an apostrophe. */
export function comparisonCsv(comparisons: readonly ShownComparison[]): string {
  const head = ['comparison', 'customer_id', 'from', 'to', 'money', 'causes', 'detail'];
  const rows: string[][] = comparisons.flatMap(({ heading, differences, currency }) =>
    differences.map((one) => [
      heading.en ?? '',
      one.customerId,
      one.from ?? '',
      one.to ?? '',
      one.moneyMinor === null ? '' : moneyText(one.moneyMinor, currency).replaceAll(',', ''),
      one.causes.join('+'),
      one.detail,
    ]),
  );
  return [head, ...rows]
    .map((cells) => `${cells.map((cell, column) => cellText(cell, column)).join(',')}\n`)
    .join('');
}

function cellText(text: string, column: number): string {
  const isAmount = column === 4;
  const safe = !isAmount && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
