import { planDomain } from '../check/possibility.ts';
import { findRow } from '../check/witness.ts';
import { conditionBreaks } from '../explain/breakpoint.ts';
import { decider } from '../decision/decide.ts';
import type { CustomerColumns, IndicatorValues } from '../decision/decision.ts';
import { customerColumn } from '../decision/column-slot.ts';
import { metricMeanings } from '../metrics/meanings.ts';
import type { Plan, PlannedIndicator } from '../plan/plan.ts';
import { textOf } from './independence.ts';
import type { PlannedTreatment } from '../plan/plan.ts';

/** Two customers who differ in the excluded indicators alone, and of whom only the second has the treatment. */
export interface Counterexample {
  readonly treatment: PlannedTreatment;
  readonly customer: CustomerColumns;
  readonly without: IndicatorValues;
  readonly having: IndicatorValues;
}

/** Decisions that are tried before the search is given up. */
const triesMax = 20_000;

/** Looks for a pair of new customers near the edges of bins and conditions; each is decided by the policy itself. */
export function findCounterexample(
  plan: Plan,
  treatment: PlannedTreatment,
  excluded: readonly string[],
): Counterexample | null {
  const customer: CustomerColumns = { openedOn: plan.asOf - 2000, birthYear: 1980, status: 'active' };
  const decide = decider(plan);
  const wanted = textOf(treatment);
  let tries = 0;
  const has = (values: IndicatorValues): boolean => {
    tries += 1;
    const { effective } = decide({ customer, values, state: null, override: null });
    const tier = effective === null ? undefined : plan.tiers[effective];
    return tier?.treatments.some((one) => textOf(one) === wanted) === true;
  };
  for (const base of bases(plan, customer)) {
    for (const name of excluded) {
      const indicator = plan.indicators.find((one) => one.name === name);
      if (indicator === undefined) continue;
      let having: IndicatorValues | null = null;
      let without: IndicatorValues | null = null;
      for (const value of candidates(plan, indicator, base, customer)) {
        if (tries >= triesMax) return null;
        const values = { ...base, [name]: value };
        if (has(values)) having ??= values;
        else without ??= values;
        if (having !== null && without !== null) return { treatment, customer, without, having };
      }
    }
  }
  return null;
}

/** Customers to start from: nothing known, all at their best, all at their worst, and each of these with one or two values changed. */
function* bases(plan: Plan, customer: CustomerColumns): Generator<IndicatorValues> {
  const all = (pick: (values: readonly (bigint | null)[], isUp: boolean) => bigint | null): IndicatorValues =>
    Object.fromEntries(
      plan.indicators.map((indicator) => {
        const values = candidates(plan, indicator, {}, customer);
        const trend = metricMeanings.get(indicator.metric)?.trend ?? 'up';
        return [indicator.name, pick(values, trend === 'up')];
      }),
    );
  const numbers = (values: readonly (bigint | null)[]): bigint[] =>
    values.filter((value) => value !== null).sort((a, b) => (a < b ? -1 : 1));
  const starts = [
    all(() => null),
    all((values, isUp) => numbers(values).at(isUp ? -1 : 0) ?? null),
    all((values, isUp) => numbers(values).at(isUp ? 0 : -1) ?? null),
    all((values) => numbers(values)[values.length >> 1] ?? null),
  ];
  yield* ruleRows(plan);
  yield* starts;
  for (const start of starts) {
    for (const first of plan.indicators) {
      for (const value of candidates(plan, first, start, customer)) {
        const changed = { ...start, [first.name]: value };
        yield changed;
      }
    }
  }
  for (const start of starts) {
    for (const [at, first] of plan.indicators.entries()) {
      for (const value of candidates(plan, first, start, customer)) {
        for (const second of plan.indicators.slice(at + 1)) {
          const changed = { ...start, [first.name]: value };
          for (const other of candidates(plan, second, changed, customer)) {
            yield { ...changed, [second.name]: other };
          }
        }
      }
    }
  }
}

/** A customer whom a rule meets, alone if that can be, with nothing else known. */
function* ruleRows(plan: Plan): Generator<IndicatorValues> {
  const domain = planDomain(plan);
  for (const rule of plan.rules) {
    const own = { condition: rule.when, truth: 'true' as const };
    const others = plan.rules.filter((one) => one !== rule && one.tier >= rule.tier);
    const alone = others.map(({ when }) => ({ condition: when, truth: 'not true' as const }));
    const row = findRow(domain, [own, ...alone]) ?? findRow(domain, [own]);
    if (row === null) continue;
    yield Object.fromEntries(
      plan.indicators.map(({ name }) => {
        const value = row.get(name) ?? null;
        return [name, typeof value === 'string' ? null : value];
      }),
    );
  }
}

/** Missing, and values at and just below every edge that the policy has for an indicator. */
function candidates(
  plan: Plan,
  { name, classes, unit }: PlannedIndicator,
  values: IndicatorValues,
  customer: CustomerColumns,
): (bigint | null)[] {
  if (classes !== null) return [null, ...classes.map((_, index) => BigInt(index))];
  const indicatorNames = new Set(plan.indicators.map((one) => one.name));
  const valueOf = (column: string) =>
    indicatorNames.has(column) ? (values[column] ?? 0n) : customerColumn(plan, customer, column);
  const conditions = [...plan.rules.map(({ when }) => when), ...plan.population.map(({ when }) => when)];
  const edges = [
    ...conditions.flatMap((when) => conditionBreaks(when, name, valueOf)),
    ...plan.characteristics.flatMap(({ indicator, scale }) => {
      if (indicator.name !== name || scale.kind === 'classes') return [];
      return scale.kind === 'bins'
        ? scale.bins.flatMap(({ from }) => [from - 1n, from])
        : scale.knots.map(({ at }) => at);
    }),
  ];
  const isPossible = (value: bigint) => value >= 0n || unit === 'money' || unit === 'ratio';
  return [...new Set([null, 0n, ...edges.filter(isPossible)])];
}
