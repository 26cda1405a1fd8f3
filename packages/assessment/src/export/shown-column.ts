import { quoteName, quoteText } from '@gradus/engine';
import type { Plan } from '@gradus/policy';
import type { DigestColumn } from '@gradus/sql';

/**
 * SQL for a result's column as everybody may see it, from a relation `row`: `internal_reasons` says no more than `reasons`,
 * and where those hold the neutral reason, score, points and the day of the last veto are null. The condition is that of
 * isScoreWithheld. With `isInternal` the column is as stored.
 */
export function shownSql({ name, type }: DigestColumn, plan: Plan, isInternal: boolean): string {
  const stored = `row.${quoteName(name)}`;
  if (isInternal || plan.neutralReason === null) return stored;
  if (name === 'internal_reasons') return 'row.reasons';
  if (!isTelling(name, plan)) return stored;
  const reasons = `string_split(coalesce(row.reasons, ''), ',')`;
  const isWithheld = `list_contains(${reasons}, ${quoteText(plan.neutralReason)})`;
  return `CASE WHEN ${isWithheld} THEN CAST(NULL AS ${type}) ELSE ${stored} END`;
}

/** Whether a column tells a tier by score from one by a rule. An indicator may have any name, but not twice. */
function isTelling(name: string, plan: Plan): boolean {
  if (plan.indicators.some((indicator) => indicator.name === name)) return false;
  const points = plan.characteristics.map((characteristic) => `${characteristic.name}_points`);
  return ['score', 'last_veto', ...points].includes(name);
}
