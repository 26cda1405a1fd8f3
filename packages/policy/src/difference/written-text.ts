import { formatDay, formatScaled } from '@gradus/schema';
import type { ColumnReference } from '../plan/condition.ts';
import type { WitnessRow } from '../check/witness.ts';
import type { ExampleValue } from './policy-change.ts';

/** A setting as text: decimals in their shortest spelling, lengths of time as written, maps with sorted keys. */
export function writtenText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean')
    return String(value);
  if (typeof value !== 'object') return null;
  if (Array.isArray(value)) return `[${value.map((one) => writtenText(one) ?? 'null').join(', ')}]`;
  if ('digits' in value && typeof value.digits === 'bigint') {
    return formatScaled(value.digits, (value as unknown as { scale: number }).scale);
  }
  if ('count' in value && 'unit' in value)
    return `${String(value.count)} ${String(value.unit).replace('_', ' ')}`;
  const entries = Object.entries(value).filter(([, part]) => part !== null && part !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{ ${entries.map(([key, part]) => `${key}: ${writtenText(part) ?? 'null'}`).join(', ')} }`;
}

/** A made-up customer in natural units, by the columns that a policy has. */
export function exampleOf(row: WitnessRow, columns: readonly ColumnReference[]): ExampleValue[] {
  return [...row].map(([name, value]) => ({ name, value: naturalText(name, value, columns) }));
}

function naturalText(
  name: string,
  value: bigint | string | null,
  columns: readonly ColumnReference[],
): string | null {
  if (value === null || typeof value === 'string') return value;
  if (name === 'opened_on') return formatDay(Number(value));
  const column = columns.find((one) => one.name === name);
  if (column === undefined) return String(value);
  return column.classes === null
    ? formatScaled(value, column.scale)
    : (column.classes[Number(value)] ?? String(value));
}
