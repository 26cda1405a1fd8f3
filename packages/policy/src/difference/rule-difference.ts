import type { PlannedRule } from '../plan/plan.ts';
import type { ResolvedPolicy } from '../plan/resolve-policy.ts';
import type { ConditionComparison, ConditionDifference } from './condition-difference.ts';
import { change, type ChangeParts, type Effect, type PolicyChange } from './policy-change.ts';
import { exampleOf } from './written-text.ts';

type Rule = ResolvedPolicy['rules'][number];

/** Changes of rules and of who is tiered. The order of rules means nothing; that of clauses only which reason is given. */
export function ruleChanges(
  before: ResolvedPolicy,
  after: ResolvedPolicy,
  conditions: ConditionComparison,
): PolicyChange[] {
  const old = new Map(before.rules.map((rule) => [rule.id, rule]));
  const now = new Map(after.rules.map((rule) => [rule.id, rule]));
  const gone = [...old.values()].filter(({ id }) => !now.has(id));
  const changes: PolicyChange[] = [];
  for (const [id, rule] of now) {
    const was = old.get(id);
    if (was !== undefined) {
      changes.push(...changesOfRule(was, rule, [before, after], conditions));
      continue;
    }
    const twin = gone.findIndex(
      (one) =>
        isLike(one, rule, before, after) && conditions.compare(one.when, rule.when).relation === 'equivalent',
    );
    const [former] = twin < 0 ? [] : gone.splice(twin, 1);
    const effect: Effect = rule.effect === 'at_most' ? 'worse' : 'better';
    changes.push(
      former === undefined
        ? change('rule.added', `rules.${id}`, id, { after: ruleText(rule, after), effect })
        : change('rule.renamed', `rules.${id}`, id, { before: former.id, after: id, effect: 'none' }),
    );
  }
  for (const rule of gone) {
    const effect: Effect = rule.effect === 'at_most' ? 'better' : 'worse';
    changes.push(
      change('rule.removed', `rules.${rule.id}`, rule.id, { before: ruleText(rule, before), effect }),
    );
  }
  return [...changes, ...clauseChanges(before, after, conditions)];
}

function isLike(
  one: PlannedRule,
  other: PlannedRule,
  before: ResolvedPolicy,
  after: ResolvedPolicy,
): boolean {
  return (
    one.effect === other.effect &&
    idNow(before, one.tier, after) === after.tiers[other.tier]?.id &&
    one.confidential === other.confidential
  );
}

const whenOf = ({ document }: ResolvedPolicy, { at }: Rule): string => document.rules[at]?.when ?? '';

function ruleText(rule: Rule, policy: ResolvedPolicy): string {
  return `${whenOf(policy, rule)} ⇒ ${rule.effect} ${policy.tiers[rule.tier]?.id ?? ''}`;
}

function changesOfRule(
  was: Rule,
  is: Rule,
  [before, after]: readonly [ResolvedPolicy, ResolvedPolicy],
  conditions: ConditionComparison,
): PolicyChange[] {
  const { id } = is;
  const at = `rules.${id}`;
  const changes: PolicyChange[] = [];
  const add = (kind: Parameters<typeof change>[0], parts: ChangeParts) => {
    if (parts.before !== parts.after) changes.push(change(kind, at, id, parts));
  };
  const texts = { before: whenOf(before, was), after: whenOf(after, is) };
  if (texts.before !== texts.after) {
    const difference = conditions.compare(was.when, is.when);
    const { kind, effect } = conditionChange(difference, is.effect);
    const row = difference.gained ?? difference.lost;
    const columns = [...after.indicators, ...before.indicators].map(({ column }) => column);
    add(kind, { ...texts, effect, example: row === null ? null : exampleOf(row, columns) });
  }
  const effectText = (rule: Rule, policy: ResolvedPolicy) =>
    `${rule.effect} ${idNow(policy, rule.tier, after)}`;
  const sameDirection = was.effect === is.effect;
  const ranks = [was, is].map((rule, index) => rankAmong(index === 0 ? before : after, rule.tier, after));
  add('rule.effect', {
    before: effectText(was, before),
    after: effectText(is, after),
    effect: sameDirection
      ? byRank(ranks[0] ?? null, ranks[1] ?? null)
      : is.effect === 'at_most'
        ? 'worse'
        : 'better',
  });
  add('rule.reason', { before: was.reason, after: is.reason, effect: 'none' });
  const said = (value: boolean) => String(value);
  add('rule.confidential', { before: said(was.confidential), after: said(is.confidential), effect: 'none' });
  return changes;
}

function rankAmong(policy: ResolvedPolicy, rank: number, after: ResolvedPolicy): number | null {
  const id = idNow(policy, rank, after);
  const found = after.tiers.findIndex((tier) => tier.id === id);
  return found < 0 ? null : found;
}

/** What the new policy calls a tier of either. */
function idNow(policy: ResolvedPolicy, rank: number, after: ResolvedPolicy): string {
  const id = policy.tiers[rank]?.id ?? '';
  return policy === after ? id : (after.document.renamed[id] ?? id);
}

function byRank(was: number | null, is: number | null): Effect {
  if (was === null || is === null || was === is) return 'either';
  return is < was ? 'better' : 'worse';
}

/** More customers under a veto is worse, more under a floor is better. */
function conditionChange(
  { relation }: ConditionDifference,
  effect: Rule['effect'],
): { kind: 'rule.rewritten' | 'rule.widened' | 'rule.narrowed' | 'rule.condition'; effect: Effect } {
  const isVeto = effect === 'at_most';
  switch (relation) {
    case 'equivalent':
      return { kind: 'rule.rewritten', effect: 'none' };
    case 'wider':
      return { kind: 'rule.widened', effect: isVeto ? 'worse' : 'better' };
    case 'narrower':
      return { kind: 'rule.narrowed', effect: isVeto ? 'better' : 'worse' };
    case 'other':
    case 'unknown':
      return { kind: 'rule.condition', effect: 'either' };
  }
}

/** Clauses are matched by what they say, then by their reason. */
function clauseChanges(
  before: ResolvedPolicy,
  after: ResolvedPolicy,
  conditions: ConditionComparison,
): PolicyChange[] {
  const text = (policy: ResolvedPolicy, at: number) => policy.document.population[at]?.when ?? '';
  const old = [...before.population];
  const changes: PolicyChange[] = [];
  const left = after.population.filter((clause) => {
    const twin = old.findIndex(
      (one) =>
        one.reason === clause.reason && conditions.compare(one.when, clause.when).relation === 'equivalent',
    );
    if (twin >= 0) old.splice(twin, 1);
    return twin < 0;
  });
  for (const clause of left) {
    const at = `population.${clause.reason}`;
    const same = old.findIndex(({ reason }) => reason === clause.reason);
    const equal = old.findIndex((one) => conditions.compare(one.when, clause.when).relation === 'equivalent');
    if (same >= 0) {
      const [was] = old.splice(same, 1);
      const parts = {
        before: text(before, was?.at ?? 0),
        after: text(after, clause.at),
        effect: 'either' as const,
      };
      changes.push(change('population.condition', at, clause.reason, parts));
    } else if (equal >= 0) {
      const [was] = old.splice(equal, 1);
      const parts = { before: was?.reason ?? null, after: clause.reason, effect: 'none' as const };
      changes.push(change('population.reason', at, clause.reason, parts));
    } else {
      const parts = { after: text(after, clause.at), effect: 'worse' as const };
      changes.push(change('population.added', at, clause.reason, parts));
    }
  }
  for (const { reason, at } of old) {
    const parts = { before: text(before, at), effect: 'better' as const };
    changes.push(change('population.removed', `population.${reason}`, reason, parts));
  }
  return changes;
}
