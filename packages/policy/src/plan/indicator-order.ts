import { suggest, type Unit } from '@gradus/schema';
import type { Findings } from '../document/findings.ts';
import type { DocumentIndicator, PolicyDocument } from '../document/policy-document.ts';
import { metricMeanings } from '../metrics/meanings.ts';
import { resolveIndicator, type ResolvedIndicator } from './resolve-indicator.ts';

/**
 * The indicators of a document, each after those that it is made of, otherwise in document order. What is made of itself,
 * of something that is not there, or of two different units is reported and left out.
 */
export function resolveIndicators(document: PolicyDocument, findings: Findings): ResolvedIndicator[] {
  return new IndicatorOrder(document, findings).all();
}

class IndicatorOrder {
  readonly #document: PolicyDocument;
  readonly #findings: Findings;
  readonly #byName: ReadonlyMap<string, DocumentIndicator>;
  readonly #resolved = new Map<string, ResolvedIndicator | null>();
  readonly #open: string[] = [];

  constructor(document: PolicyDocument, findings: Findings) {
    this.#document = document;
    this.#findings = findings;
    this.#byName = new Map(document.indicators.map((one) => [one.name, one]));
  }

  all(): ResolvedIndicator[] {
    for (const { name } of this.#document.indicators) this.#resolve(name);
    return [...this.#resolved.values()].filter((one) => one !== null);
  }

  #resolve(name: string): ResolvedIndicator | null {
    const known = this.#resolved.get(name);
    if (known !== undefined) return known;
    const written = this.#byName.get(name);
    if (written === undefined) return null;
    this.#open.push(name);
    const isSound = this.#operands(written);
    const unitOf = (operand: string): Unit | null => this.#resolved.get(operand)?.unit ?? null;
    // Resolved even when an operand is wrong, so that its other mistakes are told too.
    const one = resolveIndicator(written, this.#document, this.#findings, unitOf);
    this.#open.pop();
    this.#resolved.set(name, isSound ? one : null);
    return isSound ? one : null;
  }

  #operands(written: DocumentIndicator): boolean {
    if (metricMeanings.get(written.metric)?.parameters.operands !== true) return true;
    const [of, to] = (['of', 'to'] as const).map((key) => this.#operand(written, key));
    if (of === null || of === undefined || to === null || to === undefined) return false;
    const path = ['indicators', written.name];
    for (const { written: operand, column } of [of, to]) {
      if (column.classes === null) continue;
      this.#findings.error('policy.class-arithmetic', path, { name: operand.name });
      return false;
    }
    if (of.unit === to.unit) return true;
    const data = { of: of.written.name, ofUnit: of.unit, to: to.written.name, toUnit: to.unit };
    this.#findings.error('policy.units-differ', path, data);
    return false;
  }

  #operand(written: DocumentIndicator, key: 'of' | 'to'): ResolvedIndicator | null {
    const name = written[key];
    if (name === null) return null;
    const path = ['indicators', written.name, key];
    if (!this.#byName.has(name)) {
      const suggestions = suggest(name, this.#byName.keys());
      this.#findings.error('policy.unknown-name', path, { name, suggestions });
      return null;
    }
    if (this.#open.includes(name)) {
      const ring = [...this.#open.slice(this.#open.indexOf(name)), name];
      this.#findings.error('policy.indicator-ring', path, { ring });
      return null;
    }
    return this.#resolve(name);
  }
}
