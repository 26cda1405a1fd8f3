import type { MetricMeaning } from '../metric.ts';
import { noParameters } from '../parameters.ts';

export const meaning: MetricMeaning = {
  name: 'average_daily_balance',
  title: { en: 'average daily balance', 'zh-CN': '日均余额' },
  summary: {
    en: 'End-of-day balances of the window added up and divided by its days.',
    'zh-CN': '窗口内每日日终余额之和除以天数。',
  },
  factor: 'deposits',
  unit: 'money',
  classes: null,
  trend: 'up',
  parameters: { ...noParameters, window: 'required', accounts: true, denominator: true },
  movable: { en: 'more deposits', 'zh-CN': '增加存款' },
  needs: ['customer', 'spell', 'movement', 'snapshot', 'exchange_rate'],
};
