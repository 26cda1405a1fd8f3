import type { MetricMeaning } from '../metric.ts';
import { noParameters } from '../parameters.ts';

export const meaning: MetricMeaning = {
  name: 'total_assets',
  title: { en: 'total assets', 'zh-CN': '总资产' },
  summary: {
    en: 'Deposits and holdings at the as-of date, each product at its factor.',
    'zh-CN': '评级日的存款与持有产品市值（按折算系数）之和。',
  },
  factor: 'deposits',
  unit: 'money',
  classes: null,
  trend: 'up',
  parameters: { ...noParameters, accounts: true, factors: true },
  movable: { en: 'more assets', 'zh-CN': '增加资产' },
  needs: ['customer', 'spell', 'movement', 'snapshot', 'holding', 'exchange_rate'],
};
