import { message } from './message.ts';

/** Failures of looking ahead from a result. */
export const forwardMessages = {
  'assessment.forward-not-later': message<{ asOf: string; until: string }>({
    en: ({ asOf, until }) =>
      `The result stands at ${asOf}, and ${until} is not after it. Look ahead to a later day.`,
    'zh-CN': ({ asOf, until }) => `结果截止日为 ${asOf}，${until} 不在其后。请填写更晚的日期。`,
  }),
  'assessment.forward-too-far': message<{ asOf: string; until: string; dates: number; most: number }>({
    en: ({ asOf, until, dates, most }) =>
      `From ${asOf} to ${until} the policy has ${dates} dates on which tiers can change; at most ${most} are looked at. Choose an earlier day.`,
    'zh-CN': ({ asOf, until, dates, most }) =>
      `从 ${asOf} 到 ${until}，政策有 ${dates} 个可能变动等级的日期，最多推演 ${most} 个。请选择更早的日期。`,
  }),
  'assessment.forward-unknown-branch': message<{ branch: string }>({
    en: ({ branch }) =>
      `No customer belongs to a branch "${branch}". Write the branch's id as the bank's files do.`,
    'zh-CN': ({ branch }) => `没有客户归属于机构 "${branch}"。请按银行文件中的机构号填写。`,
  }),
} as const;
