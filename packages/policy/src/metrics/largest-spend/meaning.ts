import type { MetricMeaning } from '../metric.ts';
import { noParameters } from '../parameters.ts';

export const meaning: MetricMeaning = {
  name: 'largest_spend',
  title: { en: 'largest payment', 'zh-CN': '最大单笔消费' },
  summary: {
    en: 'The largest single payment of the window.',
    'zh-CN': '窗口内最大的单笔消费金额。',
  },
  factor: 'spending',
  unit: 'money',
  classes: null,
  trend: 'up',
  parameters: { ...noParameters, window: 'required', accounts: true },
  movable: null,

  needs: ['customer', 'spell', 'movement', 'snapshot', 'exchange_rate'],
};
