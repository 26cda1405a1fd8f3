import type { MetricMeaning } from '../metric.ts';
import { noParameters } from '../parameters.ts';

export const meaning: MetricMeaning = {
  name: 'spend_to_income',
  title: { en: 'spending to income', 'zh-CN': '消费收入比' },
  summary: {
    en: 'Spending of the window, less refunds, over the salary paid in.',
    'zh-CN': '窗口内消费额（扣除退款）与工资收入之比。',
  },
  factor: 'spending',
  unit: 'ratio',
  classes: null,
  trend: null,
  parameters: { ...noParameters, window: 'required', accounts: true },
  movable: null,

  needs: ['customer', 'spell', 'movement', 'snapshot', 'exchange_rate'],
};
