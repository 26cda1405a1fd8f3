import {
  formatScaled,
  suggest,
  toScaled,
  unitScale,
  windowMonths,
  type Unit,
  type WindowLength,
} from '@gradus/schema';
import { parseCondition } from '../condition/parse-condition.ts';
import { accountScope } from '../condition/scope.ts';
import type { Findings } from '../document/findings.ts';
import type { DocumentIndicator, PolicyDocument } from '../document/policy-document.ts';
import { metricMeanings } from '../metrics/meanings.ts';
import type { MetricMeaning, MetricParameters } from '../metrics/metric.ts';
import type { ColumnReference, Condition } from './condition.ts';
import type { Factors, PlannedIndicator } from './plan.ts';

/** An indicator with its metric looked up, all but the dates of its window. */
export interface ResolvedIndicator {
  readonly written: DocumentIndicator;
  readonly meaning: MetricMeaning;
  readonly column: ColumnReference;
  readonly unit: Unit;
  readonly window: WindowLength | null;
  readonly parameters: Omit<PlannedIndicator['parameters'], 'window' | 'against'>;
  /** Length of the window before, for metrics that look at it. */
  readonly against: WindowLength | null;
}

/** Days after which the latest report of a loan is stale, unless the policy says otherwise. docs/language.md, "What is measured". */
const reportAgeDays = 62;

/** Days that a customer has for renewing a deposit, unless the policy says otherwise. docs/language.md, "What is measured". */
const renewalDays = 7;

/** Null when something that the plan needs is wrong; it has been reported then. */
export function resolveIndicator(
  written: DocumentIndicator,
  { currency }: PolicyDocument,
  findings: Findings,
  unitOf: (name: string) => Unit | null = () => null,
): ResolvedIndicator | null {
  const path = ['indicators', written.name];
  const meaning = metricMeanings.get(written.metric);
  // What does not hang on the metric or the unit is read whatever else is wrong.
  const accounts = resolveAccounts(written, findings);
  const atLeastMinor = resolveAtLeast(written, currency, findings);
  const factors = resolveFactors(written, findings);
  if (meaning === undefined) {
    const suggestions = suggest(written.metric, metricMeanings.keys());
    findings.error('policy.unknown-metric', [...path, 'metric'], { name: written.metric, suggestions });
    return null;
  }
  refuseUnreadParameters(written, meaning, findings);
  requireParameters(written, meaning, findings);
  const unit = resolveUnit(written, meaning, findings, unitOf);
  if (unit === null) return null;
  const { classes } = meaning;
  const scale = unitScale(unit, currency);
  return {
    written,
    meaning,
    column: { name: written.name, type: 'number', unit, scale, classes },
    unit,
    window: written.window,
    against: meaning.parameters.against ? (written.against ?? written.window) : null,
    parameters: {
      accounts,
      denominator: written.denominator ?? 'window',
      toleranceDays: written.toleranceDays ?? 0,
      atLeastMinor,
      as: written.as ?? 'borrower',
      maxAgeDays: written.maxAgeDays ?? (isLatestReport(meaning) ? reportAgeDays : null),
      fact: written.fact,
      factors,
      withinDays: written.withinDays ?? renewalDays,
      of: written.of,
      to: written.to,
    },
  };
}

function isLatestReport({ factor, parameters }: MetricMeaning): boolean {
  return factor === 'loans' && parameters.maxAge !== 'none';
}

function resolveUnit(
  written: DocumentIndicator,
  meaning: MetricMeaning,
  findings: Findings,
  unitOf: (name: string) => Unit | null,
): Unit | null {
  const path = ['indicators', written.name, 'unit'];
  if (meaning.unit !== null) {
    if (written.unit !== null && written.unit !== meaning.unit) {
      findings.error('policy.unit-contradiction', path, { metric: meaning.name, unit: meaning.unit });
    }
    return meaning.unit;
  }
  // What is made of two others has their unit.
  if (meaning.parameters.operands) {
    const unit = written.of === null ? null : unitOf(written.of);
    if (unit !== null && written.unit !== null && written.unit !== unit) {
      findings.error('policy.unit-contradiction', path, { metric: meaning.name, unit });
    }
    return unit;
  }
  if (written.unit === 'class') {
    const allowed = ['money', 'months', 'per_month', 'ratio', 'days', 'count'];
    findings.error('policy.unknown-value', path, { value: 'class', allowed });
    return null;
  }
  if (written.unit === null) findings.error('policy.missing-key', path, { key: 'unit' });
  return written.unit;
}

/** What a metric may read, by the keys of the document. */
function readsOf(parameters: MetricParameters): Readonly<Record<string, boolean>> {
  return {
    window: parameters.window !== 'none',
    accounts: parameters.accounts,
    denominator: parameters.denominator,
    tolerance: parameters.tolerance,
    at_least: parameters.atLeast,
    as: parameters.as,
    max_age: parameters.maxAge !== 'none',
    name: parameters.fact,
    factors: parameters.factors,
    against: parameters.against,
    within: parameters.within,
    of: parameters.operands,
    to: parameters.operands,
  };
}

function givenIn(written: DocumentIndicator): Readonly<Record<string, boolean>> {
  return {
    window: written.window !== null,
    accounts: written.accounts !== null,
    denominator: written.denominator !== null,
    tolerance: written.toleranceDays !== null,
    at_least: written.atLeast !== null,
    as: written.as !== null,
    max_age: written.maxAgeDays !== null,
    name: written.fact !== null,
    factors: written.factors !== null,
    against: written.against !== null,
    within: written.withinDays !== null,
    of: written.of !== null,
    to: written.to !== null,
  };
}

function refuseUnreadParameters(
  written: DocumentIndicator,
  meaning: MetricMeaning,
  findings: Findings,
): void {
  const reads = readsOf(meaning.parameters);
  const given = givenIn(written);
  for (const key of Object.keys(given)) {
    if (given[key] !== true || reads[key] === true) continue;
    const readable = Object.keys(reads).filter((one) => reads[one] === true);
    const data = { key, metric: meaning.name, readable };
    findings.keyError('policy.parameter-not-read', ['indicators', written.name, key], data);
  }
}

function requireParameters(written: DocumentIndicator, meaning: MetricMeaning, findings: Findings): void {
  const { parameters } = meaning;
  const path = ['indicators', written.name];
  const needs = [
    { key: 'window', needed: parameters.window === 'required' || parameters.window === 'months' },
    { key: 'max_age', needed: parameters.maxAge === 'required' },
    { key: 'name', needed: parameters.fact },
    { key: 'of', needed: parameters.operands },
    { key: 'to', needed: parameters.operands },
  ];
  const given = givenIn(written);
  for (const { key, needed } of needs) {
    if (needed && given[key] !== true) findings.error('policy.missing-key', [...path, key], { key });
  }
  if (parameters.window === 'months' && written.window !== null && windowMonths(written.window) === null) {
    findings.error('policy.window-in-months', [...path, 'window'], { metric: meaning.name });
  }
}

function resolveAccounts(written: DocumentIndicator, findings: Findings): Condition | null {
  if (written.accounts === null) return null;
  const { condition, findings: found } = parseCondition(written.accounts, accountScope);
  for (const one of found) findings.inCondition(['indicators', written.name, 'accounts'], one);
  return condition;
}

/** Factors in 1/10,000; one below 0 or with more digits is reported. */
function resolveFactors({ name, factors }: DocumentIndicator, findings: Findings): Factors {
  const resolved = Object.entries(factors ?? {}).map(([product, written]): [string, bigint] => {
    const factor = toScaled(written, 4);
    if (factor === null || factor < 0n) {
      const data = { text: formatScaled(written.digits, written.scale), digits: 4 };
      findings.error('policy.too-fine', ['indicators', name, 'factors', product], data);
    }
    return [product, factor ?? 0n];
  });
  return Object.fromEntries(resolved);
}

function resolveAtLeast(written: DocumentIndicator, currency: string, findings: Findings): bigint | null {
  if (written.atLeast === null) return null;
  const { digits, scale } = written.atLeast;
  const minor = toScaled(written.atLeast, unitScale('money', currency));
  if (minor === null || minor < 0n) {
    const data = { text: formatScaled(digits, scale), digits: unitScale('money', currency) };
    findings.error('policy.too-fine', ['indicators', written.name, 'at_least'], data);
  }
  return minor;
}
