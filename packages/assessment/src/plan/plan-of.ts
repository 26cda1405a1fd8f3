import { failure, type Day, type Diagnostic } from '@gradus/schema';
import { checkPolicy, planPolicy, readPolicy, type Plan, type PolicyDocument } from '@gradus/policy';

/** Findings about the text of a policy, and the document if its form is right. */
export function inspectPolicy(text: string): {
  document: PolicyDocument | null;
  diagnostics: readonly Diagnostic[];
} {
  const { document, diagnostics } = readPolicy(text);
  return document === null ? { document, diagnostics } : { document, diagnostics: checkPolicy(document) };
}

/**
 * The plan of a policy's text at an as-of date.
 *
 * Errors: `assessment.policy-refused`, with the diagnostics, when the policy has errors.
 */
export function planOf(text: string, asOf: Day, previousAsOf: Day | null): Plan {
  const { document, diagnostics } = inspectPolicy(text);
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  if (document === null || errors > 0) throw failure('assessment.policy-refused', { errors, diagnostics });
  return planPolicy({ document, asOf, previousAsOf });
}
