import { isAdverse } from '../check/check-treatment.ts';
import { Possibilities } from '../check/possibility.ts';
import { findRow } from '../check/witness.ts';
import { numbers } from '../check/value-set.ts';
import { substituted } from '../check/check-overlap.ts';
import { columnsOf } from '../plan/condition-columns.ts';
import type { ResolvedPolicy } from '../plan/resolve-policy.ts';
import { durationOf, isAsLong, listOf, wordIn, type PackSite } from './pack-site.ts';
import type { PackParameters } from './rule-pack.ts';

/** Indicators and figures whose names say a protected attribute. */
export function protectedAttributes({ document }: ResolvedPolicy, parameters: PackParameters): PackSite[] {
  const words = listOf(parameters, 'words');
  return document.indicators.flatMap(({ name, fact }) => {
    const word = wordIn(name, words) ?? (fact === null ? null : wordIn(fact, words));
    if (word === null) return [];
    const detail = { en: `"${name}" says "${word}"`, 'zh-CN': `"${name}" 含 "${word}"` };
    return [{ path: ['indicators', name], detail }];
  });
}

/** Rules and clauses that read columns of the person. */
export function personalTraits(resolved: ResolvedPolicy, parameters: PackParameters): PackSite[] {
  const columns = listOf(parameters, 'columns');
  const conditions = [
    ...resolved.rules.map(({ when, at, id }) => ({ when, path: ['rules', at, 'when'], name: id })),
    ...resolved.population.map(({ when, at, reason }) => ({
      when,
      path: ['population', at, 'when'],
      name: reason,
    })),
  ];
  return conditions.flatMap(({ when, path, name }) => {
    const column = columns.find((one) => columnsOf(when).has(one));
    if (column === undefined) return [];
    return [{ path, detail: { en: `"${name}" reads ${column}`, 'zh-CN': `"${name}" 使用 ${column}` } }];
  });
}

/** Tiers to which a veto on a class of loans leads, and that can be left sooner than the pack allows. */
export function cureAfterNonPerforming(resolved: ResolvedPolicy, parameters: PackParameters): PackSite[] {
  const least = durationOf(parameters, 'least');
  const { class: from = 'substandard' } = parameters;
  const { domain } = new Possibilities(resolved.indicators);
  const tiers = new Set<number>();
  for (const { column, meaning } of resolved.indicators) {
    if (meaning.name !== 'current_loan_class') continue;
    const index = column.classes?.indexOf(typeof from === 'string' ? from : '') ?? -1;
    if (index <= 0) continue;
    const bad = numbers(false, { from: BigInt(index), to: null });
    for (const rule of resolved.rules) {
      if (rule.effect !== 'at_most' || !columnsOf(rule.when).has(column.name)) continue;
      // The class decides: somebody whom the rule meets would not be met with the best class, all else alike.
      const row = findRow(new Map([...domain, [column.name, bad]]), [
        { condition: rule.when, truth: 'true' },
        { condition: substituted(rule.when, column.name, 0n), truth: 'not true' },
      ]);
      if (row !== null) tiers.add(rule.tier);
    }
  }
  return [...tiers].flatMap((rank): PackSite[] => {
    const tier = resolved.tiers[rank];
    // The best tier is no fall.
    if (tier === undefined || (tier.cure !== null && isAsLong(tier.cure.after, least))) return [];
    const given = tier.cure === null ? null : `${tier.cure.after.count} ${tier.cure.after.unit}`;
    const detail = {
      en: `"${tier.id}" can be left ${given === null ? 'at once' : `after ${given}`}; ask for a cure of ${least.count} ${least.unit}`,
      'zh-CN': `"${tier.id}" ${given === null ? '可立即离开' : `的观察期为 ${given}`}，请设 cure 至少 ${least.count} ${least.unit}`,
    };
    return [{ path: ['tiers', rank, 'id'], detail }];
  });
}

/** Vetoes that lead to adverse treatments without words in the languages asked for. */
export function reasonsForAdverseAction(resolved: ResolvedPolicy, parameters: PackParameters): PackSite[] {
  const { document, tiers, rules } = resolved;
  const locales = listOf(parameters, 'locales');
  return rules.flatMap(({ effect, tier, reason, confidential, at }) => {
    const adverse = tiers[tier]?.treatments.some(isAdverse) === true;
    if (effect !== 'at_most' || !adverse) return [];
    const shown = confidential ? (document.neutralReason ?? reason) : reason;
    const texts: Readonly<Record<string, string | undefined>> = { ...document.reasons[shown] };
    const absent = locales.filter((locale) => (texts[locale] ?? '') === '');
    if (absent.length === 0) return [];
    const detail = {
      en: `the reason ${shown} has no words in ${absent.join(', ')}`,
      'zh-CN': `原因 ${shown} 缺少 ${absent.join('、')} 文字`,
    };
    return [{ path: ['rules', at, 'reason'], detail }];
  });
}

/** Rules on figures that a customer must not learn of, and that are not confidential. */
export function confidentialFacts(resolved: ResolvedPolicy, parameters: PackParameters): PackSite[] {
  const words = listOf(parameters, 'words');
  const secret = new Set(
    resolved.document.indicators
      .filter(
        ({ name, fact }) => wordIn(name, words) !== null || (fact !== null && wordIn(fact, words) !== null),
      )
      .map(({ name }) => name),
  );
  return resolved.rules.flatMap(({ id, when, confidential, at }) => {
    if (confidential || columnsOf(when).isDisjointFrom(secret)) return [];
    return [
      {
        path: ['rules', at, 'id'],
        detail: { en: `make the rule "${id}" confidential`, 'zh-CN': `请将规则 "${id}" 设为 confidential` },
      },
    ];
  });
}
