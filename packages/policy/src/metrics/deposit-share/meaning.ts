import type { MetricMeaning } from '../metric.ts';
import { noParameters } from '../parameters.ts';

export const meaning: MetricMeaning = {
  name: 'deposit_share',
  title: { en: 'share of deposits', 'zh-CN': '存款占比' },
  summary: {
    en: 'Balance-days of the accounts that pass over those of all accounts.',
    'zh-CN': '符合条件账户的日均余额占全部账户日均余额的比例。',
  },
  factor: 'deposits',
  unit: 'ratio',
  classes: null,
  trend: null,
  parameters: { ...noParameters, window: 'optional', accounts: true },
  movable: null,

  needs: ['customer', 'spell', 'movement', 'snapshot', 'exchange_rate'],
};
