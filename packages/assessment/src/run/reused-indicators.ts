import { parquetSource, quoteName } from '@gradus/engine';
import type { Plan } from '@gradus/policy';
import { failure, formatDay, plainKey } from '@gradus/schema';
import { planOf } from '../plan/plan-of.ts';
import { openResult, type Result } from '../result/result-folder.ts';
import type { AttachedLake } from './attached-lake.ts';

/** What makes the indicators of a result no use to a plan. */
export type IndicatorDifference = 'lake' | 'as_of' | 'currency' | 'population' | 'indicator';

/**
 * Makes the relation `indicator` out of a result of the same lake, day and indicators, instead of out of money and loans. Every
 * byte of the result is checked first. A result leaves out the indicators of customers outside the population, so that must
 * be the same too, unless all of them were rated.
 *
 * Errors: those of openResult, `assessment.indicators-elsewhere`.
 */
export async function reuseIndicators(attached: AttachedLake, plan: Plan, folder: string): Promise<void> {
  const result = await openResult(folder, { isThorough: true });
  const { document } = result;
  const difference = differenceOf(attached, plan, result);
  if (difference !== null) {
    throw failure('assessment.indicators-elsewhere', { folder, ...difference, asOf: document.asOf });
  }
  const names = plan.indicators.map(({ name }) => quoteName(name));
  const columns = document.columns.filter(
    ({ name }) => name === 'customer_key' || plan.indicators.some((one) => one.name === name),
  );
  const values = [
    'r.customer_key',
    'c.opened_on',
    'c.birth_year',
    'c.status',
    ...names.map((name) => `r.${name}`),
  ];
  await attached.session.run(
    `CREATE OR REPLACE TEMP TABLE indicator AS SELECT ${values.join(', ')} FROM ${parquetSource(result.tierFiles, columns)} r JOIN customer c ON c.customer_key = r.customer_key`,
  );
}

function differenceOf(
  { manifest }: AttachedLake,
  plan: Plan,
  { document, asOf }: Result,
): { readonly what: IndicatorDifference; readonly name: string } | null {
  if (document.lake.sha256 !== manifest.sha256) return { what: 'lake', name: String(document.lake.manifest) };
  if (asOf !== plan.asOf) return { what: 'as_of', name: formatDay(asOf) };
  const earlier = planOf(document.policy.text, asOf, null);
  const isSameMoney = earlier.currency === plan.currency && earlier.noRate === plan.noRate;
  if (!isSameMoney) return { what: 'currency', name: earlier.currency };
  const known = new Map(earlier.indicators.map((one) => [one.name, plainKey(one)]));
  const other = plan.indicators.find((one) => known.get(one.name) !== plainKey(one));
  if (other !== undefined) return { what: 'indicator', name: other.name };
  const isEverybody = document.counts.rated === document.counts.customers;
  if (!isEverybody && plainKey(earlier.population) !== plainKey(plan.population)) {
    return { what: 'population', name: '' };
  }
  return null;
}
