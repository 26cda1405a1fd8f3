import type { LocalText } from '../local-text.ts';
import { message } from './message.ts';

/** Findings and failures of what is concluded from whole policies: differences, certificates, rule packs, witnesses. */
export const policyAnalysisMessages = {
  'policy.not-comparable': message<{ which: 1 | 2; count: number; first: Required<LocalText> }>({
    en: ({ which, count, first }) =>
      `The ${which === 1 ? 'first' : 'second'} policy has ${count} error(s), so its meaning cannot be compared. Correct them, see "gradus check". The first: ${first.en}`,
    'zh-CN': ({ which, count, first }) =>
      `第${which === 1 ? '一' : '二'}份政策有 ${count} 个错误，无法比较含义，请先按 "gradus check" 修改。首个：${first['zh-CN']}`,
  }),
} as const;
