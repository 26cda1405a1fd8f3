import { suggest } from '@gradus/schema';
import type { Findings } from '../document/findings.ts';
import type { PolicyDocument } from '../document/policy-document.ts';

/** Ids that stand twice, and former ids of tiers that lead nowhere. */
export function checkIds(document: PolicyDocument, findings: Findings): void {
  const { tiers, rules, renamed } = document;
  reportTwice(
    'rules',
    rules.map(({ id }) => id),
    findings,
  );
  const ids = tiers.map(({ id }) => id);
  reportTwice('tiers', ids, findings);
  for (const [former, id] of Object.entries(renamed)) {
    if (ids.includes(former)) findings.keyError('policy.renamed-in-use', ['renamed', former], { id: former });
    if (!ids.includes(id)) {
      findings.error('policy.unknown-tier', ['renamed', former], { id, suggestions: suggest(id, ids) });
    }
  }
}

function reportTwice(list: string, ids: readonly string[], findings: Findings): void {
  for (const [at, id] of ids.entries()) {
    if (ids.indexOf(id) < at) findings.error('policy.duplicate-id', [list, at, 'id'], { id });
  }
}
