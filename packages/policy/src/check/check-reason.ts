import { suggest } from '@gradus/schema';
import type { Findings } from '../document/findings.ts';
import type { PolicyDocument } from '../document/policy-document.ts';
import type { Path } from '../document/policy-source.ts';

/** The neutral reason behind which confidential ones stand, and the words for all of them. */
export function checkReasons(document: PolicyDocument, findings: Findings): void {
  const { rules, neutralReason } = document;
  const confidential = rules.findIndex((rule) => rule.confidential);
  if (confidential >= 0 && neutralReason === null) {
    const { id = '' } = rules[confidential] ?? {};
    findings.keyError('policy.neutral-reason-needed', ['rules', confidential, 'confidential'], { id });
  }
  if (neutralReason !== null && !rules.some((rule) => !rule.confidential && rule.reason === neutralReason)) {
    findings.error('policy.neutral-reason-unused', ['neutral_reason'], { reason: neutralReason });
  }
  checkTexts(document, findings);
}

/** A policy without any words for reasons leaves them to the bank's own list. */
function checkTexts(document: PolicyDocument, findings: Findings): void {
  const texts = Object.keys(document.reasons);
  if (texts.length === 0) return;
  const used = new Map<string, Path>();
  for (const { reason, path } of reasonsOf(document)) if (!used.has(reason)) used.set(reason, path);
  for (const [reason, path] of used) {
    if (!texts.includes(reason)) {
      const suggestions = suggest(reason, texts);
      findings.warning('policy.reason-without-text', path, { reason, suggestions });
    }
  }
  for (const reason of texts) {
    if (!used.has(reason)) findings.keyWarning('policy.unused-reason', ['reasons', reason], { reason });
  }
}

function reasonsOf(document: PolicyDocument): { reason: string; path: Path }[] {
  return [
    ...document.population.map(({ reason }, at) => ({ reason, path: ['population', at, 'reason'] })),
    ...document.scorecard.flatMap(({ name, reason, missing }) => [
      { reason, path: ['scorecard', name, 'reason'] },
      ...(missing?.reason === undefined || missing.reason === null
        ? []
        : [{ reason: missing.reason, path: ['scorecard', name, 'missing', 'reason'] }]),
    ]),
    // A confidential reason is never told to a customer, so it needs no words for one.
    ...document.rules.flatMap(({ reason, confidential }, at) =>
      confidential ? [] : [{ reason, path: ['rules', at, 'reason'] }],
    ),
    ...(document.neutralReason === null
      ? []
      : [{ reason: document.neutralReason, path: ['neutral_reason'] }]),
  ];
}
