import type { MetricMeaning } from '../metric.ts';
import { noParameters } from '../parameters.ts';

export const meaning: MetricMeaning = {
  name: 'last_activity',
  title: { en: 'days since last activity', 'zh-CN': '距上次动账天数' },
  summary: {
    en: 'Days since the last booking by the customer; interest, fees and taxes are none.',
    'zh-CN': '距客户最近一次动账的天数，结息、手续费与税费不计。',
  },
  factor: 'relationship',
  unit: 'days',
  classes: null,
  trend: 'down',
  parameters: { ...noParameters, accounts: true },
  movable: null,

  needs: ['customer', 'spell', 'movement'],
};
