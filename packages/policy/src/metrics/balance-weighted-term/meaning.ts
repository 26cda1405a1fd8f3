import type { MetricMeaning } from '../metric.ts';
import { noParameters } from '../parameters.ts';

export const meaning: MetricMeaning = {
  name: 'balance_weighted_term',
  title: { en: 'balance-weighted term', 'zh-CN': '加权存期' },
  summary: {
    en: 'Original terms of the open accounts, weighted by their positive balances; demand deposits count 0 months.',
    'zh-CN': '未销账户的原定存期按正余额加权平均，活期按 0 个月计。',
  },
  factor: 'tenor',
  unit: 'months',
  classes: null,
  trend: 'up',
  parameters: { ...noParameters, accounts: true },
  movable: { en: 'longer terms', 'zh-CN': '延长存期' },
  needs: ['customer', 'spell', 'movement', 'snapshot', 'exchange_rate'],
};
