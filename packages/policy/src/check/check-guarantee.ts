import { suggest } from '@gradus/schema';
import { unknownWords } from '../certificate/claim.ts';
import { claimIndicator, proveIndependence } from '../certificate/independence.ts';
import { treatmentName } from '../difference/treatment-difference.ts';
import type { Findings } from '../document/findings.ts';
import type { ResolvedPolicy } from '../plan/resolve-policy.ts';
import { decisionParts, wayText } from './check-treatment.ts';

/** Promises of the policy about itself: each is proved, or its ways are named. */
export function checkGuarantees(resolved: ResolvedPolicy, findings: Findings): void {
  const { document, tiers } = resolved;
  const indicators = resolved.indicators.map(({ column, meaning, parameters }) =>
    claimIndicator(column.name, meaning.name, parameters),
  );
  // An indicator that did not resolve has its own finding, and is not unknown.
  const broken = document.indicators.filter(({ name }) => !indicators.some((one) => one.name === name));
  const treatments = tiers.flatMap((tier) => tier.treatments);
  for (const [at, guarantee] of document.guarantees.entries()) {
    const path = ['guarantees', at];
    const unknown = unknownWords(guarantee, treatments, indicators);
    for (const word of unknown.treatments) {
      const suggestions = suggest(word, new Set(treatments.map(({ kind }) => kind)));
      const place = [...path, 'treatments', guarantee.treatments.indexOf(word)];
      findings.error('policy.unknown-claim', place, { word, of: 'treatment', suggestions });
    }
    for (const word of unknown.indicators) {
      if (broken.some(({ name }) => name === word)) continue;
      const names = indicators.map(({ name }) => name);
      const place = [...path, 'independent_of', guarantee.independentOf.indexOf(word)];
      const suggestions = suggest(word, names);
      findings.error('policy.unknown-claim', place, { word, of: 'indicator', suggestions });
    }
    const proof = proveIndependence(decisionParts(resolved), indicators, guarantee);
    for (const { treatment, tiers: ids, violations } of proof.treatments) {
      if (violations.length === 0) continue;
      findings.error('policy.guarantee-broken', [...path, 'independent_of'], {
        treatment: treatmentName(treatment),
        tiers: ids,
        ways: violations.map(wayText),
      });
    }
  }
}
