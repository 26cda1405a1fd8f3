import type { MetricMeaning } from '../metric.ts';
import { noParameters } from '../parameters.ts';

export const meaning: MetricMeaning = {
  name: 'stability',
  title: { en: 'stability', 'zh-CN': '存款稳定度' },
  summary: {
    en: 'The lowest daily total over the average of the same days, since the customer was opened; 1 means that the money never moved.',
    'zh-CN': '同期每日合计余额的最低值与平均值之比（自成为客户起），1 表示没有变动。',
  },
  factor: 'deposits',
  unit: 'ratio',
  classes: null,
  trend: 'up',
  parameters: { ...noParameters, window: 'required', accounts: true },
  movable: null,

  needs: ['customer', 'spell', 'movement', 'snapshot', 'exchange_rate'],
};
