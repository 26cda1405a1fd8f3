import { formatDay, formatScaled, suggest, type Day } from '@gradus/schema';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { CustomerColumns, IndicatorValues } from '../decision/decision.ts';
import type { Influence } from '../plan/dependency.ts';
import type { Plan, PlannedIndicator } from '../plan/plan.ts';
import { calculatedFrom, unknownWords, type Claim } from './claim.ts';
import { fieldsRead, type Fields } from './fields-read.ts';
import { findCounterexample } from './counterexample.ts';
import { treatmentName } from '../difference/treatment-difference.ts';
import { claimIndicator, proveIndependence } from './independence.ts';

/**
 * What a non-interference certificate says, as plain JSON. `proved`: no excluded indicator has a way to any of the treatments.
 * `refuted`: two customers show that one has. `open`: there is a way, and no such pair was found.
 */
export interface Certificate {
  readonly format: 'gradus-certificate-1';
  readonly policy: { readonly id: string; readonly hash: string };
  readonly claim: Claim;
  readonly status: 'proved' | 'refuted' | 'open';
  readonly excluded: readonly CertifiedInput[];
  readonly treatments: readonly CertifiedTreatment[];
  readonly counterexample: CertifiedPair | null;
  /** SHA-256, in hex, of all the rest as JSON with sorted keys. */
  readonly hash: string;
}

/** An indicator down to what the lake has of it. */
export interface CertifiedInput {
  readonly indicator: string;
  readonly metric: string;
  /** Columns of the lake that the statement for it reads, by table. */
  readonly tables: Fields;
}

export interface CertifiedTreatment {
  readonly kind: string;
  /** Kind and settings in one line. */
  readonly treatment: string;
  readonly tiers: readonly string[];
  readonly inputs: readonly CertifiedInput[];
  readonly violations: readonly Influence[];
}

/** Two made-up customers, alike but in excluded indicators; values in natural units, null when missing. */
export interface CertifiedPair {
  readonly treatment: string;
  readonly asOf: string;
  readonly customer: {
    readonly openedOn: string;
    readonly birthYear: number | null;
    readonly status: string | null;
  };
  readonly without: Readonly<Record<string, string | null>>;
  readonly having: Readonly<Record<string, string | null>>;
}

/** Proves a claim on the plan, or shows what speaks against it. */
export function certify(plan: Plan, claim: Claim): Certificate {
  const indicators = plan.indicators.map(({ name, metric, parameters }) =>
    claimIndicator(name, metric, parameters),
  );
  const proof = proveIndependence(plan, indicators, claim);
  const inputOf = (name: string): CertifiedInput => {
    const metric = plan.indicators.find((one) => one.name === name)?.metric ?? '';
    return { indicator: name, metric, tables: fieldsRead(plan, calculatedFrom([name], indicators)) };
  };
  let pair: CertifiedPair | null = null;
  for (const { treatment, violations } of proof.treatments) {
    if (violations.length === 0 || pair !== null) continue;
    const names = [...new Set([...proof.excluded, ...violations.map(({ indicator }) => indicator)])];
    const found = findCounterexample(plan, treatment, names);
    if (found === null) continue;
    pair = {
      treatment: treatmentName(treatment),
      asOf: formatDay(plan.asOf),
      customer: shownCustomer(found.customer),
      without: naturalValues(plan.indicators, found.without),
      having: naturalValues(plan.indicators, found.having),
    };
  }
  const content = {
    format: 'gradus-certificate-1' as const,
    policy: { id: plan.policy.id, hash: plan.policy.hash },
    claim,
    status: proof.isProved ? ('proved' as const) : pair === null ? ('open' as const) : ('refuted' as const),
    excluded: proof.excluded.map(inputOf),
    treatments: proof.treatments.map(({ treatment, tiers, indicators: names, violations }) => ({
      kind: treatment.kind,
      treatment: treatmentName(treatment),
      tiers,
      inputs: names.map(inputOf),
      violations,
    })),
    counterexample: pair,
  };
  return { ...content, hash: contentHash(content) };
}

/** The first word of a claim that means nothing in the policy, with what may have been meant; null when all do. */
export function unknownClaim(
  plan: Plan,
  claim: Claim,
): { word: string; of: 'treatment' | 'indicator'; suggestions: readonly string[] } | null {
  const treatments = plan.tiers.flatMap((tier) => tier.treatments);
  const indicators = plan.indicators.map(({ name, metric, parameters }) =>
    claimIndicator(name, metric, parameters),
  );
  const unknown = unknownWords(claim, treatments, indicators);
  const [treatment] = unknown.treatments;
  const kinds = new Set(treatments.map(({ kind }) => kind));
  if (treatment !== undefined) {
    return { word: treatment, of: 'treatment', suggestions: suggest(treatment, kinds) };
  }
  const [indicator] = unknown.indicators;
  const names = indicators.map(({ name }) => name);
  return indicator === undefined
    ? null
    : { word: indicator, of: 'indicator', suggestions: suggest(indicator, names) };
}

/** Whether a certificate is as it was made. That its policy still says so is shown by certifying again. */
export function isCertificateWhole({ hash, ...content }: Certificate): boolean {
  return hash === contentHash(content);
}

function contentHash(content: Omit<Certificate, 'hash'>): string {
  return bytesToHex(sha256(utf8ToBytes(sortedJson(content))));
}

function sortedJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sortedJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${sortedJson(one)}`).join(',')}}`;
}

function shownCustomer({ openedOn, birthYear, status }: CustomerColumns): CertifiedPair['customer'] {
  return { openedOn: formatDay(openedOn satisfies Day), birthYear, status };
}

function naturalValues(
  indicators: readonly PlannedIndicator[],
  values: IndicatorValues,
): Readonly<Record<string, string | null>> {
  return Object.fromEntries(
    indicators.map(({ name, scale, classes }) => {
      const value = values[name] ?? null;
      if (value === null) return [name, null];
      return [
        name,
        classes === null ? formatScaled(value, scale) : (classes[Number(value)] ?? String(value)),
      ];
    }),
  );
}
