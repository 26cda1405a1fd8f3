import type { MetricMeaning } from '../metric.ts';
import { noParameters } from '../parameters.ts';

export const meaning: MetricMeaning = {
  name: 'balance',
  title: { en: 'balance', 'zh-CN': '时点余额' },
  summary: {
    en: 'End-of-day balance at the as-of date.',
    'zh-CN': '评级日的日终余额。',
  },
  factor: 'deposits',
  unit: 'money',
  classes: null,
  trend: 'up',
  parameters: { ...noParameters, accounts: true },
  movable: { en: 'more deposits', 'zh-CN': '增加存款' },
  needs: ['customer', 'spell', 'movement', 'snapshot', 'exchange_rate'],
};
