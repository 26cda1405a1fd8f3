import { quoteText } from '@gradus/engine';
import type { Plan } from '@gradus/policy';
import type { DigestColumn } from '@gradus/sql';

const pointDigits = 2;
const scoreDigits = 6;

/** SQL for the text of a result's column in natural units: what a person reads, exact. Null stays null. */
export function naturalSql({ name, type }: DigestColumn, plan: Plan, value: string): string {
  const indicator = plan.indicators.find((one) => one.name === name);
  if (indicator !== undefined) {
    return indicator.classes === null ? fixedSql(value, indicator.scale) : classSql(value, indicator.classes);
  }
  if (name === 'score') return fixedSql(value, scoreDigits);
  if (type === 'integer') return fixedSql(value, pointDigits);
  return type === 'varchar' ? textSql(value) : `CAST(${value} AS VARCHAR)`;
}

/** SQL for text that a spreadsheet does not run: a formula begins with one of `= + - @`, a tab or a line break. */
export function textSql(value: string): string {
  return `CASE WHEN regexp_matches(${value}, '^[=+@\\t\\r\\n-]') THEN '''' || ${value} ELSE ${value} END`;
}

/** SQL for `value` · 10^-digits with exactly so many digits after the point. */
function fixedSql(value: string, digits: number): string {
  if (digits === 0) return `CAST(${value} AS VARCHAR)`;
  const magnitude = `abs(CAST(${value} AS HUGEINT))`;
  const unit = `1${'0'.repeat(digits)}`;
  const sign = `CASE WHEN ${value} < 0 THEN '-' ELSE '' END`;
  return `(${sign} || CAST(${magnitude} // ${unit} AS VARCHAR) || '.' || lpad(CAST(${magnitude} % ${unit} AS VARCHAR), ${digits}, '0'))`;
}

function classSql(value: string, classes: readonly string[]): string {
  const whens = classes.map((name, index) => `WHEN ${index} THEN ${quoteText(name)}`);
  return `CASE ${value} ${whens.join(' ')} END`;
}
