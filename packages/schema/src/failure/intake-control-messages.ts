import { message } from './message.ts';

/** What figures that a bank sums itself say against the bookings. */
export const intakeControlMessages = {
  'intake.ledger-differs': message<{ differing: string; compared: string }>({
    en: ({ differing, compared }) =>
      `The general ledger and the accounts differ in ${differing} of ${compared} figures. The list of differences names both; look for bookings or accounts that were not delivered, correct "ledger", or set its "tolerance" or "on_difference: warn".`,
    'zh-CN': ({ differing, compared }) =>
      `总分核对：${compared} 个数中有 ${differing} 个总账与分户不符。差异清单列出双方金额；请检查未交付的流水或账户，更正 "ledger"，或设置其 "tolerance" 或 "on_difference: warn"。`,
  }),
  'intake.account-sums-differ': message<{ differing: string; compared: string }>({
    en: ({ differing, compared }) =>
      `The core system’s balances or balance-days differ from those of the bookings in ${differing} of ${compared} figures. The list of differences names both; look for missing bookings and wrong opening balances, or set "tolerance" or "on_difference: warn" of "account_sums".`,
    'zh-CN': ({ differing, compared }) =>
      `积数核对：${compared} 个数中有 ${differing} 个与流水计算结果不符。差异清单列出双方数值；请检查缺失的流水和期初余额，或设置 "account_sums" 的 "tolerance" 或 "on_difference: warn"。`,
  }),
  'intake.subjects-overlap': message<{ first: string; second: string }>({
    en: ({ first, second }) =>
      `The subjects ${first} and ${second} both take the same accounts. Let every kind and product belong to one subject.`,
    'zh-CN': ({ first, second }) =>
      `科目 ${first} 与 ${second} 包含相同的账户。每个账户种类和产品应只属于一个科目。`,
  }),
} as const;
