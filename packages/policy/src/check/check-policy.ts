import type { Diagnostic } from '@gradus/schema';
import { Findings } from '../document/findings.ts';
import type { PolicyDocument } from '../document/policy-document.ts';
import { resolvePolicy, type ResolvedPolicy } from '../plan/resolve-policy.ts';
import { checkGuarantees } from './check-guarantee.ts';
import { checkIds } from './check-id.ts';
import { checkNames, checkUse } from './check-indicator.ts';
import { checkOverlaps } from './check-overlap.ts';
import { checkReasons } from './check-reason.ts';
import { checkRules } from './check-rule.ts';
import { checkScorecard } from './check-scorecard.ts';
import { checkTiers } from './check-tier.ts';
import { checkTreatments } from './check-treatment.ts';

export interface CheckedPolicy {
  readonly resolved: ResolvedPolicy;
  readonly diagnostics: readonly Diagnostic[];
}

/** Everything that can be said against a policy before it meets data, in document order. */
export function checkPolicy(document: PolicyDocument): readonly Diagnostic[] {
  return checkedPolicy(document).diagnostics;
}

/**
 * The same, with the resolved policy that the plan is made of. Without `withAdvice` the search for customers whom rules meet, which only
 * ever warns, is left out: a plan needs to know of errors alone.
 */
export function checkedPolicy(document: PolicyDocument, withAdvice = true): CheckedPolicy {
  const findings = new Findings(document.source);
  const resolved = resolvePolicy(document, findings);
  checkNames(document, findings);
  checkIds(document, findings);
  checkScorecard(resolved, findings);
  checkRules(resolved, findings);
  if (withAdvice) checkOverlaps(resolved, findings);
  checkTiers(resolved, findings);
  checkTreatments(resolved, findings);
  checkGuarantees(resolved, findings);
  checkReasons(document, findings);
  checkUse(resolved, findings);
  return { resolved, diagnostics: inOrder(findings.list) };
}

function inOrder(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const key = ({ position }: Diagnostic): number => (position?.line ?? 0) * 100_000 + (position?.column ?? 0);
  return [...diagnostics].sort((a, b) => key(a) - key(b));
}
