import { depositWays } from '../check/check-treatment.ts';
import { treatmentName } from '../difference/treatment-difference.ts';
import { readersOf } from '../difference/indicator-difference.ts';
import { influencesOn } from '../plan/dependency.ts';
import { decisionParts } from '../check/check-treatment.ts';
import type { ResolvedPolicy } from '../plan/resolve-policy.ts';
import { listOf, treatmentSites, wordIn, type PackSite } from './pack-site.ts';
import type { PackParameters } from './rule-pack.ts';

/** 不得存贷挂钩: who gets a credit treatment depends on what they deposit. */
export function creditDependsOnDeposits(resolved: ResolvedPolicy): PackSite[] {
  return treatmentSites(resolved).flatMap(({ treatment, rank, path }) => {
    const ways = depositWays(treatment, resolved, rank);
    if (ways.length === 0) return [];
    const name = treatmentName(treatment);
    const detail = {
      en: `who gets "${name}" depends on deposits: ${ways.join('; ')}`,
      'zh-CN': `"${name}" 取决于存款：${ways.join('；')}`,
    };
    return [{ path, detail }];
  });
}

/** Gifts and extra interest in tiers that deposits lead to. */
export function giftsForDeposits(resolved: ResolvedPolicy, parameters: PackParameters): PackSite[] {
  const deposits = new Set(
    resolved.indicators
      .filter(({ meaning }) => meaning.factor === 'deposits')
      .map(({ column }) => column.name),
  );
  return treatmentSites(resolved).flatMap(({ treatment, rank, tier, path }) => {
    const name = treatmentName(treatment);
    const word = wordIn(name, listOf(parameters, 'words'));
    const depends = influencesOn(decisionParts(resolved), rank).some(({ indicator }) =>
      deposits.has(indicator),
    );
    if (word === null || !depends) return [];
    const detail = {
      en: `"${name}" is given in the tier ${tier}, which deposits lead to`,
      'zh-CN': `等级 ${tier} 取决于存款，却给予 "${name}"`,
    };
    return [{ path, detail }];
  });
}

/** 冲时点: figures of a single day that decide, and targets that ask for them. */
export function monthEndTargets(resolved: ResolvedPolicy, parameters: PackParameters): PackSite[] {
  const metrics = listOf(parameters, 'metrics');
  const words = listOf(parameters, 'words');
  const figures = resolved.indicators.flatMap(({ written, meaning }): PackSite[] => {
    const readers = readersOf(written.name, resolved);
    if (!metrics.includes(meaning.name) || readers.length === 0) return [];
    const detail = {
      en: `"${written.name}" is the figure of a single day and decides (${readers.join(', ')}); take an average`,
      'zh-CN': `"${written.name}" 是时点数且影响等级（${readers.join('、')}），请改用日均`,
    };
    return [{ path: ['indicators', written.name, 'metric'], detail }];
  });
  const { kpis } = (resolved.document.evaluation ?? {}) as { kpis?: unknown };
  const targets = (Array.isArray(kpis) ? kpis : []).flatMap((kpi, at): PackSite[] => {
    const word = wordIn(String(kpi), words);
    if (word === null) return [];
    const detail = { en: `"${String(kpi)}" is such a target`, 'zh-CN': `"${String(kpi)}" 属于此类指标` };
    return [{ path: ['evaluation', 'kpis', at], detail }];
  });
  return [...figures, ...targets];
}
