import type { MetricMeaning } from '../metric.ts';
import { noParameters } from '../parameters.ts';

export const meaning: MetricMeaning = {
  name: 'average_total_assets',
  title: { en: 'average total assets', 'zh-CN': '日均总资产' },
  summary: {
    en: 'Deposits and holdings of the window, each product at its factor, added up by days and divided by them.',
    'zh-CN': '窗口内存款与持有产品市值（按折算系数）的日均值。',
  },
  factor: 'deposits',
  unit: 'money',
  classes: null,
  trend: 'up',
  parameters: { ...noParameters, window: 'required', accounts: true, factors: true },
  movable: { en: 'more assets', 'zh-CN': '增加资产' },
  needs: ['customer', 'spell', 'movement', 'snapshot', 'holding', 'exchange_rate'],
};
