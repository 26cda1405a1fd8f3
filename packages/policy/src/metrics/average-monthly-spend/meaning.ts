import type { MetricMeaning } from '../metric.ts';
import { noParameters } from '../parameters.ts';

export const meaning: MetricMeaning = {
  name: 'average_monthly_spend',
  title: { en: 'average monthly spending', 'zh-CN': '月均消费' },
  summary: {
    en: 'Spending of the window, less refunds, divided by its months.',
    'zh-CN': '窗口内消费额（扣除退款）除以月数。',
  },
  factor: 'spending',
  unit: 'money',
  classes: null,
  trend: 'up',
  parameters: { ...noParameters, window: 'months', accounts: true },
  movable: { en: 'more spending', 'zh-CN': '增加消费' },
  needs: ['customer', 'spell', 'movement', 'snapshot', 'exchange_rate'],
};
