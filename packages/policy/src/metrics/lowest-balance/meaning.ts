import type { MetricMeaning } from '../metric.ts';
import { noParameters } from '../parameters.ts';

export const meaning: MetricMeaning = {
  name: 'lowest_balance',
  title: { en: 'lowest balance', 'zh-CN': '最低余额' },
  summary: {
    en: 'The lowest daily total of the customer in the window, since they became a customer.',
    'zh-CN': '窗口内（成为客户之后）客户每日合计余额的最低值。',
  },
  factor: 'deposits',
  unit: 'money',
  classes: null,
  trend: 'up',
  parameters: { ...noParameters, window: 'required', accounts: true },
  movable: { en: 'more deposits', 'zh-CN': '增加存款' },
  needs: ['customer', 'spell', 'movement', 'snapshot', 'exchange_rate'],
};
