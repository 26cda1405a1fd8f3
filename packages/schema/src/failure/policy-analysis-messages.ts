import type { LocalText } from '../local-text.ts';
import { didYouMean, didYouMeanZh, message } from './message.ts';

/** Findings and failures of what is concluded from whole policies: differences, certificates, rule packs, witnesses. */
export const policyAnalysisMessages = {
  'policy.not-comparable': message<{ which: 1 | 2; count: number; first: Required<LocalText> }>({
    en: ({ which, count, first }) =>
      `The ${which === 1 ? 'first' : 'second'} policy has ${count} error(s), so its meaning cannot be compared. Correct them, see "gradus check". The first: ${first.en}`,
    'zh-CN': ({ which, count, first }) =>
      `第${which === 1 ? '一' : '二'}份政策有 ${count} 个错误，无法比较含义，请先按 "gradus check" 修改。首个：${first['zh-CN']}`,
  }),
  'policy.guarantee-broken': message<{
    treatment: string;
    tiers: readonly string[];
    ways: readonly string[];
  }>({
    en: ({ treatment, tiers, ways }) =>
      `The policy promises that "${treatment}" (${tiers.join(', ')}) does not depend on this, but it can: ${ways.join('; ')}. Remove these ways, or the promise. "gradus check --certificate" shows customers for whom it matters.`,
    'zh-CN': ({ treatment, tiers, ways }) =>
      `政策承诺 "${treatment}"（${tiers.join('、')}）与此无关，但存在影响途径：${ways.join('；')}。请消除这些途径或删除承诺；"gradus check --certificate" 可给出受影响的客户示例。`,
  }),
  'policy.unknown-claim': message<{
    word: string;
    of: 'treatment' | 'indicator';
    suggestions: readonly string[];
  }>({
    en: ({ word, of, suggestions }) =>
      of === 'treatment'
        ? `No tier has a treatment "${word}", so nothing can be promised about it.${didYouMean(suggestions)}`
        : `There is no indicator or factor "${word}".${didYouMean(suggestions)}`,
    'zh-CN': ({ word, of, suggestions }) =>
      of === 'treatment'
        ? `没有等级含有措施 "${word}"，无从承诺。${didYouMeanZh(suggestions)}`
        : `没有指标或因素 "${word}"。${didYouMeanZh(suggestions)}`,
  }),
} as const;
