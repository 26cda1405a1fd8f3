import type { MetricMeaning } from '../metric.ts';
import { noParameters } from '../parameters.ts';

export const meaning: MetricMeaning = {
  name: 'remaining_term',
  title: { en: 'remaining term', 'zh-CN': '剩余期限' },
  summary: {
    en: 'Days to maturity of the open accounts, weighted by their positive balances; demand deposits count 0.',
    'zh-CN': '未销账户距到期的天数按正余额加权平均，活期按 0 天计。',
  },
  factor: 'tenor',
  unit: 'days',
  classes: null,
  trend: 'up',
  parameters: { ...noParameters, accounts: true },
  movable: { en: 'longer terms', 'zh-CN': '延长存期' },

  needs: ['customer', 'spell', 'movement', 'snapshot', 'exchange_rate'],
};
