import type { LocalText } from '@gradus/schema';

/** What a purpose of bookings means, and the metrics that look at it beside the balance, which all bookings move. */
export interface PurposeWords extends LocalText {
  readonly metrics: readonly string[];
}

/** Purposes of bookings; docs/language.md says how the metrics are worked out. */
export const purposeWords: Readonly<Record<string, PurposeWords>> = {
  salary: {
    en: 'wages and pensions paid in; one that is taken back is `salary` with its minus',
    'zh-CN': '代发工资、养老金入账；退回的仍写 salary，金额为负',
    metrics: ['average_monthly_income', 'spend_to_income', 'last_activity'],
  },
  spend: {
    en: 'purchases and bills, with a minus; a refund or a reversal of one is `spend` with its plus: it lowers the sum, and is no payment',
    'zh-CN': '消费、缴费（金额为负）；退款或冲正仍写 spend，金额为正：冲减消费额，不计为一笔消费',
    metrics: [
      'average_monthly_spend',
      'spend_frequency',
      'active_months',
      'largest_spend',
      'spend_to_income',
      'last_activity',
    ],
  },
  transfer: { en: 'money moved to or from other accounts', 'zh-CN': '转账', metrics: ['last_activity'] },
  cash: { en: 'paid in or taken out in cash', 'zh-CN': '现金存取', metrics: ['last_activity'] },
  loan: { en: 'a loan paid out or repaid', 'zh-CN': '放款与还款', metrics: ['last_activity'] },
  interest: { en: 'interest; no doing of the customer', 'zh-CN': '结息，不算客户动账', metrics: [] },
  fee: { en: 'fees of the bank; no doing of the customer', 'zh-CN': '手续费，不算客户动账', metrics: [] },
  tax: { en: 'taxes; no doing of the customer', 'zh-CN': '税费，不算客户动账', metrics: [] },
  other: {
    en: 'anything else that the customer does',
    'zh-CN': '客户的其他动账',
    metrics: ['last_activity'],
  },
};
