import { diagnostic, type Diagnostic } from '@gradus/schema';
import { buildDocument } from './build-document.ts';
import type { PolicyDocument } from './policy-document.ts';
import { policySchema } from './policy-schema.ts';
import { readSource } from './read-source.ts';
import { shapeDiagnostics } from './shape-diagnostic.ts';
import { plainValue } from './source-node.ts';

export interface ReadPolicy {
  /** Null when the text has a mistake of form; each is in `diagnostics`. */
  readonly document: PolicyDocument | null;
  readonly diagnostics: readonly Diagnostic[];
  /** SHA-256, in hex, of the canonical form; null without a document. */
  readonly hash: string | null;
}

/**
 * Reads the text of a policy: YAML, then its shape. What the policy says is looked at by `checkPolicy`.
 * Never throws, whatever the text.
 */
export function readPolicy(text: string): ReadPolicy {
  const { source, diagnostics } = readSource(text);
  if (source === null) return { document: null, diagnostics, hash: null };
  const read = policySchema.safeParse(plainValue(source.root));
  if (!read.success) {
    if (source.has(['gradus_mapping']) && !source.has(['gradus'])) {
      const found = diagnostic('policy.is-mapping', 'error', source.keyPlace(['gradus_mapping']), {});
      return { document: null, diagnostics: [found], hash: null };
    }
    return { document: null, diagnostics: shapeDiagnostics(read.error.issues, source), hash: null };
  }
  const document = buildDocument(read.data, source);
  return { document, diagnostics: [], hash: document.hash };
}
