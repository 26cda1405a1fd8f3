import type { MetricMeaning } from '../metric.ts';
import { noParameters } from '../parameters.ts';

export const meaning: MetricMeaning = {
  name: 'active_months',
  title: { en: 'active months', 'zh-CN': '活跃月数' },
  summary: {
    en: 'Months of the window with at least one payment.',
    'zh-CN': '窗口内有消费的月数。',
  },
  factor: 'spending',
  unit: 'count',
  classes: null,
  trend: 'up',
  parameters: { ...noParameters, window: 'months', accounts: true },
  movable: { en: 'more spending', 'zh-CN': '增加消费' },

  needs: ['customer', 'spell', 'movement', 'snapshot', 'exchange_rate'],
};
