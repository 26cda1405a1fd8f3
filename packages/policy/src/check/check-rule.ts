import type { Findings } from '../document/findings.ts';
import type { Condition } from '../plan/condition.ts';
import type { ResolvedPolicy } from '../plan/resolve-policy.ts';
import { Possibilities } from './possibility.ts';

type Rule = ResolvedPolicy['rules'][number];

/** Conditions that always or never hold, and rules whose effect cannot matter. */
export function checkRules(resolved: ResolvedPolicy, findings: Findings): void {
  const possibilities = new Possibilities(resolved.indicators);
  const constant = new Set<Condition>();
  for (const { condition, path } of conditionsOf(resolved)) {
    const holds = possibilities.canHold(condition)
      ? possibilities.alwaysHolds(condition)
        ? true
        : null
      : false;
    if (holds === null) continue;
    constant.add(condition);
    findings.warning('policy.constant-condition', path, { holds });
  }
  for (const rule of resolved.rules) {
    if (constant.has(rule.when)) continue;
    const cover = coverOf(rule, resolved, possibilities);
    if (cover === null) continue;
    findings.warning('policy.rule-without-effect', ['rules', rule.at, 'id'], {
      id: rule.id,
      by: cover === 'nothing' ? null : cover.id,
    });
  }
}

function conditionsOf(resolved: ResolvedPolicy): { condition: Condition; path: (string | number)[] }[] {
  return [
    ...resolved.indicators.flatMap(({ written, parameters }) =>
      parameters.accounts === null
        ? []
        : [{ condition: parameters.accounts, path: ['indicators', written.name, 'accounts'] }],
    ),
    ...resolved.population.map(({ when, at }) => ({ condition: when, path: ['population', at, 'when'] })),
    ...resolved.rules.map(({ when, at }) => ({ condition: when, path: ['rules', at, 'when'] })),
    ...resolved.tiers.flatMap(({ cure }, at) => {
      const when = cure?.when ?? null;
      return when === null ? [] : [{ condition: when, path: ['tiers', at, 'cure', 'when'] }];
    }),
  ];
}

/** The rule that leaves `rule` without effect; `nothing` when it has none by itself; null when it matters. */
function coverOf(
  rule: Rule,
  resolved: ResolvedPolicy,
  possibilities: Possibilities,
): Rule | 'nothing' | null {
  const worstByScore = resolved.tiers.findLastIndex(({ from }) => from !== null);
  if (worstByScore < 0) return null;
  const isIdle = rule.effect === 'at_most' ? rule.tier === 0 : rule.tier >= worstByScore;
  if (isIdle) return 'nothing';
  const others = resolved.rules.filter((other) => other !== rule && isStronger(other, rule, worstByScore));
  return (
    others.find(
      (other) => possibilities.implies(rule.when, other.when) && !isTwin(rule, other, possibilities),
    ) ?? null
  );
}

/** Whether `other`, where both hold, makes `rule` idle. A confidential rule hides nothing of an open one. */
function isStronger(other: Rule, rule: Rule, worstByScore: number): boolean {
  if (other.effect !== rule.effect) return other.effect === 'at_most' && other.tier >= worstByScore;
  if (other.confidential !== rule.confidential) return false;
  return rule.effect === 'at_most' ? other.tier >= rule.tier : other.tier <= rule.tier;
}

/** Of two rules that say the same, the later one is reported. */
function isTwin(rule: Rule, other: Rule, possibilities: Possibilities): boolean {
  if (other.effect !== rule.effect || other.tier !== rule.tier || other.at < rule.at) return false;
  return possibilities.implies(other.when, rule.when);
}
