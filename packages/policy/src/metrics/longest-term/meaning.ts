import type { MetricMeaning } from '../metric.ts';
import { noParameters } from '../parameters.ts';

export const meaning: MetricMeaning = {
  name: 'longest_term',
  title: { en: 'longest term', 'zh-CN': '最长存期' },
  summary: {
    en: 'The longest original term among the open accounts; demand deposits count 0 months.',
    'zh-CN': '未销账户中最长的原定存期，活期按 0 个月计。',
  },
  factor: 'tenor',
  unit: 'months',
  classes: null,
  trend: 'up',
  parameters: { ...noParameters, accounts: true },
  movable: { en: 'longer terms', 'zh-CN': '延长存期' },

  needs: ['customer', 'spell', 'movement', 'snapshot', 'exchange_rate'],
};
