import { didYouMean, didYouMeanZh, message } from './message.ts';

/** Findings about a condition (`when`, `accounts`). */
export const policyConditionMessages = {
  'policy.unknown-name': message<{ name: string; suggestions: readonly string[] }>({
    en: ({ name, suggestions }) => `"${name}" is not defined here.${didYouMean(suggestions)}`,
    'zh-CN': ({ name, suggestions }) => `"${name}" 未定义。${didYouMeanZh(suggestions)}`,
  }),
} as const;
