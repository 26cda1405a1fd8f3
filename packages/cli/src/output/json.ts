import { jsonWhole } from '@gradus/assessment';

/** JSON for machines: whole numbers beyond 2^53 are texts. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? jsonWhole(one) : one), 2)}\n`;
}
