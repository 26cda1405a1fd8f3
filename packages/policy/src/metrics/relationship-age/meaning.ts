import type { MetricMeaning } from '../metric.ts';
import { noParameters } from '../parameters.ts';

export const meaning: MetricMeaning = {
  name: 'relationship_age',
  title: { en: 'length of relationship', 'zh-CN': '客户年限' },
  summary: {
    en: 'Whole months since the customer was opened.',
    'zh-CN': '自开户以来的整月数。',
  },
  factor: 'relationship',
  unit: 'months',
  classes: null,
  trend: 'up',
  parameters: noParameters,
  movable: null,
  neverMissing: true,
  needs: ['customer'],
};
