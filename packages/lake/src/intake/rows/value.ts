import type { StagedFeed } from '../stage-feed.ts';
import { minorSql } from '../field/field-value.ts';
import type { RowFault } from './collect-rows.ts';

/** The staged value of a field, or a null of `type` when the feed does not map it. */
export function valueOr({ fields }: StagedFeed, field: string, type: string): string {
  const value = fields.get(field);
  return value === undefined ? `CAST(NULL AS ${type})` : `s.${value.valueName}`;
}

/** Minor units of a staged amount for a currency of `digits` decimals; null when the feed does not map it. */
export function minorOr(feed: StagedFeed, field: string, digits: string): string {
  const value = feed.fields.get(field);
  if (value?.amount === undefined || value.amount === null) return 'CAST(NULL AS BIGINT)';
  return minorSql(`s.${value.valueName}`, value.amount, digits);
}

/** Checks on an amount that only its currency decides: `column` is null though the staged value is not. */
export function minorFaults(feed: StagedFeed, field: string, column: string): RowFault[] {
  const value = feed.fields.get(field);
  if (value?.amount === undefined || value.amount === null) return [];
  const staged = value.valueName;
  const isLost = `${staged} IS NOT NULL AND ${column} IS NULL`;
  if (value.amount.form === 'rounded') {
    return [{ when: isLost, code: 'intake.number-out-of-range', field, shown: staged }];
  }
  const digits = `lpad(CAST(abs(${staged}) % 10000 AS VARCHAR), 4, '0')`;
  const shown = `CASE WHEN ${staged} < 0 THEN '-' ELSE '' END || CAST(abs(${staged}) // 10000 AS VARCHAR) || '.' || ${digits}`;
  return [
    { when: `${isLost} AND ${staged} % 10000 <> 0`, code: 'intake.too-many-decimals', field, shown },
    { when: isLost, code: 'intake.number-out-of-range', field, shown },
  ];
}
