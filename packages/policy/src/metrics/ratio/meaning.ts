import type { MetricMeaning } from '../metric.ts';
import { noParameters } from '../parameters.ts';

export const meaning: MetricMeaning = {
  name: 'ratio',
  title: { en: 'ratio', 'zh-CN': '比率' },
  summary: {
    en: 'One indicator over another.',
    'zh-CN': '一个指标与另一个指标之比。',
  },
  factor: 'figure',
  unit: 'ratio',
  classes: null,
  trend: null,
  parameters: { ...noParameters, operands: true },
  movable: null,
  needs: ['customer'],
};
