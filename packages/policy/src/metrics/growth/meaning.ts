import type { MetricMeaning } from '../metric.ts';
import { noParameters } from '../parameters.ts';

export const meaning: MetricMeaning = {
  name: 'growth',
  title: { en: 'growth', 'zh-CN': '增幅' },
  summary: {
    en: 'What one indicator is more than another, over the other.',
    'zh-CN': '一个指标较另一个指标的增幅。',
  },
  factor: 'figure',
  unit: 'ratio',
  classes: null,
  trend: null,
  parameters: { ...noParameters, operands: true },
  movable: null,
  needs: ['customer'],
};
