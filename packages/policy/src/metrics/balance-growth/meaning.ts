import type { MetricMeaning } from '../metric.ts';
import { noParameters } from '../parameters.ts';

export const meaning: MetricMeaning = {
  name: 'balance_growth',
  title: { en: 'growth of balances', 'zh-CN': '日均增长率' },
  summary: {
    en: 'Average daily balance of the window over that of the window before, less 1.',
    'zh-CN': '窗口日均余额较前一窗口日均余额的增长率。',
  },
  factor: 'deposits',
  unit: 'ratio',
  classes: null,
  trend: 'up',
  parameters: { ...noParameters, window: 'required', accounts: true, against: true },
  movable: null,
  needs: ['customer', 'spell', 'movement', 'snapshot', 'exchange_rate'],
};
