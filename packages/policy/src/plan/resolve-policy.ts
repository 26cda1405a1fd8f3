import { formatScaled, powerOfTen, suggest, toScaled, type LocalText } from '@gradus/schema';
import { parseCondition } from '../condition/parse-condition.ts';
import { indicatorScope, populationScope, type ConditionScope } from '../condition/scope.ts';
import type { Findings } from '../document/findings.ts';
import type { DocumentRule, DocumentTier, PolicyDocument } from '../document/policy-document.ts';
import type { Path } from '../document/policy-source.ts';
import type { Condition } from './condition.ts';
import type { PlannedCharacteristic, PlannedRule, PlannedTier, PopulationClause } from './plan.ts';
import { checkLooseCharacteristic, resolveCharacteristic } from './resolve-characteristic.ts';
import { resolveIndicators } from './indicator-order.ts';
import type { ResolvedIndicator } from './resolve-indicator.ts';

/**
 * A policy with names resolved and numbers in stored units: a plan without dates.
 * Parts that are wrong are left out and reported; `at` is a part's index in the document.
 */
export interface ResolvedPolicy {
  readonly document: PolicyDocument;
  readonly indicators: readonly ResolvedIndicator[];
  readonly population: readonly (PopulationClause & { readonly at: number })[];
  readonly characteristics: readonly PlannedCharacteristic[];
  readonly rules: readonly (PlannedRule & { readonly at: number })[];
  /** All tiers of the document, so that ranks are right. */
  readonly tiers: readonly PlannedTier[];
}

/** Names, types, units and numbers of a policy; what is wrong with them goes to `findings`. */
export function resolvePolicy(document: PolicyDocument, findings: Findings): ResolvedPolicy {
  const indicators = resolveIndicators(document, findings);
  const columns = indicators.map(({ column }) => column);
  const broken = new Set(document.indicators.map(({ name }) => name));
  for (const { name } of columns) broken.delete(name);
  const resolver = new Resolver(document, findings, broken);
  const inPopulation = populationScope(columns);
  const inRules = indicatorScope(columns);
  return {
    document,
    indicators,
    population: document.population.flatMap(({ when, reason }, at) => {
      const condition = resolver.condition(when, ['population', at, 'when'], inPopulation);
      return condition === null ? [] : [{ when: condition, reason, at }];
    }),
    characteristics: resolver.characteristics(indicators),
    rules: document.rules.flatMap((rule, at) => resolver.rule(rule, at, inRules) ?? []),
    tiers: document.tiers.map((tier, at) => resolver.tier(tier, at, inRules)),
  };
}

class Resolver {
  readonly #document: PolicyDocument;
  readonly #findings: Findings;
  /** Indicators that are defined, but wrongly: their use is no second mistake. */
  readonly #broken: ReadonlySet<string>;

  constructor(document: PolicyDocument, findings: Findings, broken: ReadonlySet<string>) {
    this.#document = document;
    this.#findings = findings;
    this.#broken = broken;
  }

  condition(text: string, path: Path, scope: ConditionScope): Condition | null {
    const { condition, findings } = parseCondition(text, scope);
    for (const finding of findings) {
      const { name } = finding.data as { name?: string };
      if (finding.code === 'policy.unknown-name' && this.#broken.has(name ?? '')) continue;
      this.#findings.inCondition(path, finding);
    }
    return condition;
  }

  characteristics(indicators: readonly ResolvedIndicator[]): PlannedCharacteristic[] {
    const byName = new Map(indicators.map((one) => [one.written.name, one]));
    const defined = this.#document.indicators.map(({ name }) => name);
    return this.#document.scorecard.flatMap((written) => {
      const indicator = byName.get(written.name);
      if (indicator !== undefined) return resolveCharacteristic(written, indicator, this.#findings) ?? [];
      checkLooseCharacteristic(written, this.#findings);
      if (!this.#broken.has(written.name)) {
        const suggestions = suggest(written.name, defined);
        const data = { name: written.name, suggestions };
        this.#findings.keyError('policy.unknown-name', ['scorecard', written.name], data);
      }
      return [];
    });
  }

  rule(written: DocumentRule, at: number, scope: ConditionScope): (PlannedRule & { at: number }) | null {
    const when = this.condition(written.when, ['rules', at, 'when'], scope);
    const tier = this.#rank(written.tier, ['rules', at, written.effect]);
    if (when === null || tier === null) return null;
    const { id, effect, reason, confidential } = written;
    return { id, when, effect, tier, reason, confidential, at };
  }

  tier(written: DocumentTier, at: number, scope: ConditionScope): PlannedTier {
    const { id, title, hold, grace, cure } = written;
    const treatments = this.#document.treatments.find((one) => one.tier === id)?.treatments ?? [];
    const when = cure?.when ?? null;
    const path = ['tiers', at, 'cure', 'when'];
    return {
      id,
      title: titleOr(title, id),
      from: this.#from(written, at),
      hold,
      grace,
      cure:
        cure === null
          ? null
          : { after: cure.after, when: when === null ? null : this.condition(when, path, scope) },
      treatments,
    };
  }

  #from({ from }: DocumentTier, at: number): bigint | null {
    if (from === null) return null;
    const score = toScaled(from, 6);
    if (score !== null) return score;
    const data = { text: formatScaled(from.digits, from.scale), digits: 6 };
    this.#findings.error('policy.too-fine', ['tiers', at, 'from'], data);
    return from.digits / powerOfTen(from.scale - 6);
  }

  #rank(id: string, path: Path): number | null {
    const rank = this.#document.tiers.findIndex((tier) => tier.id === id);
    if (rank >= 0) return rank;
    const known = this.#document.tiers.map((tier) => tier.id);
    this.#findings.error('policy.unknown-tier', path, { id, suggestions: suggest(id, known) });
    return null;
  }
}

function titleOr(title: LocalText, id: string): LocalText {
  return Object.keys(title).length === 0 ? { en: id } : title;
}
