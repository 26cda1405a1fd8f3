import { diagnosticText, failure } from '@gradus/schema';
import { checkedPolicy } from '../check/check-policy.ts';
import type { PolicyDocument } from '../document/policy-document.ts';
import type { ResolvedPolicy } from '../plan/resolve-policy.ts';
import { ConditionComparison } from './condition-difference.ts';
import { indicatorChanges } from './indicator-difference.ts';
import type { Aspect } from './aspect.ts';
import { change, type Effect, type PolicyChange } from './policy-change.ts';
import { ruleChanges } from './rule-difference.ts';
import { scoreChanges } from './score-difference.ts';
import { tierChanges } from './tier-difference.ts';
import { treatmentChanges } from './treatment-difference.ts';
import { writtenText } from './written-text.ts';

/** What changed in meaning between two policies; the order of rules, keys and tiers' treatments means nothing. */
export interface PolicyDifference {
  readonly before: { readonly id: string; readonly hash: string };
  readonly after: { readonly id: string; readonly hash: string };
  /** In the order of a document: indicators, score, rules, tiers, treatments. */
  readonly changes: readonly PolicyChange[];
}

/**
 * Compares two policies by meaning, not by text.
 *
 * Errors: `policy.not-comparable` when one of them has errors.
 */
export function comparePolicies(before: PolicyDocument, after: PolicyDocument): PolicyDifference {
  const [old, now] = [sound(before, 1), sound(after, 2)];
  const conditions = new ConditionComparison(old, now);
  return {
    before: { id: before.id, hash: before.hash },
    after: { id: after.id, hash: after.hash },
    changes: [
      ...generalChanges(before, after),
      ...indicatorChanges(old, now, conditions),
      ...scoreChanges(old, now),
      ...ruleChanges(old, now, conditions),
      ...tierChanges(old, now, conditions),
      ...treatmentChanges(old, now),
      ...reasonChanges(before, after),
    ],
  };
}

function sound(document: PolicyDocument, which: 1 | 2): ResolvedPolicy {
  const { resolved, diagnostics } = checkedPolicy(document, false);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (first === undefined) return resolved;
  const texts = { en: diagnosticText(first, 'en'), 'zh-CN': diagnosticText(first, 'zh-CN') };
  throw failure('policy.not-comparable', { which, count: errors.length, first: texts });
}

function generalChanges(before: PolicyDocument, after: PolicyDocument): PolicyChange[] {
  const settings: readonly [Aspect, string, (one: PolicyDocument) => unknown, Effect][] = [
    ['policy.id', 'id', ({ id }) => id, 'none'],
    ['policy.title', 'title', ({ title }) => title, 'none'],
    ['policy.currency', 'currency', ({ currency }) => currency, 'either'],
    ['policy.no-rate', 'no_rate', ({ noRate }) => noRate, 'either'],
    ['policy.neutral-reason', 'neutral_reason', ({ neutralReason }) => neutralReason, 'none'],
    ['policy.guarantees', 'guarantees', ({ guarantees }) => guarantees, 'none'],
    ['policy.evaluation', 'evaluation', ({ evaluation }) => evaluation, 'none'],
  ];
  return settings.flatMap(([kind, at, read, effect]) => {
    const values = { before: writtenText(read(before)), after: writtenText(read(after)) };
    return values.before === values.after ? [] : [change(kind, at, at, { ...values, effect })];
  });
}

function reasonChanges(before: PolicyDocument, after: PolicyDocument): PolicyChange[] {
  const codes = new Set([...Object.keys(before.reasons), ...Object.keys(after.reasons)]);
  return [...codes].flatMap((code) => {
    const values = {
      before: writtenText(before.reasons[code] ?? null),
      after: writtenText(after.reasons[code] ?? null),
    };
    if (values.before === values.after) return [];
    return [change('policy.reason-text', `reasons.${code}`, code, { ...values, effect: 'none' })];
  });
}
