import type { MetricMeaning } from '../metric.ts';
import { noParameters } from '../parameters.ts';

export const meaning: MetricMeaning = {
  name: 'average_monthly_income',
  title: { en: 'average monthly income', 'zh-CN': '月均工资收入' },
  summary: {
    en: 'Salary received in the window divided by its months.',
    'zh-CN': '窗口内工资入账额除以月数。',
  },
  factor: 'spending',
  unit: 'money',
  classes: null,
  trend: 'up',
  parameters: { ...noParameters, window: 'months', accounts: true },
  movable: null,
  needs: ['customer', 'spell', 'movement', 'snapshot', 'exchange_rate'],
};
