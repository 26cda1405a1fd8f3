import type { MetricMeaning } from '../metric.ts';
import { noParameters } from '../parameters.ts';

export const meaning: MetricMeaning = {
  name: 'difference',
  title: { en: 'difference', 'zh-CN': '差额' },
  summary: {
    en: 'One indicator less another.',
    'zh-CN': '一个指标减去另一个指标。',
  },
  factor: 'figure',
  unit: null,
  classes: null,
  trend: null,
  parameters: { ...noParameters, operands: true },
  movable: null,
  needs: ['customer'],
};
