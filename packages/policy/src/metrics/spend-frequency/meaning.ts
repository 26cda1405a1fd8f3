import type { MetricMeaning } from '../metric.ts';
import { noParameters } from '../parameters.ts';

export const meaning: MetricMeaning = {
  name: 'spend_frequency',
  title: { en: 'spending frequency', 'zh-CN': '月均消费笔数' },
  summary: {
    en: 'Payments of the window (refunds are none) per month.',
    'zh-CN': '窗口内月均消费笔数（退款不计）。',
  },
  factor: 'spending',
  unit: 'per_month',
  classes: null,
  trend: 'up',
  parameters: { ...noParameters, window: 'months', accounts: true },
  movable: { en: 'more spending', 'zh-CN': '增加消费' },

  needs: ['customer', 'spell', 'movement', 'snapshot', 'exchange_rate'],
};
