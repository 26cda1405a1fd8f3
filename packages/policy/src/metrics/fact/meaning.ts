import type { MetricMeaning } from '../metric.ts';
import { noParameters } from '../parameters.ts';

export const meaning: MetricMeaning = {
  name: 'fact',
  title: { en: 'figure of the bank', 'zh-CN': '行内指标' },
  summary: {
    en: 'The latest figure of that name that the bank delivered and that is not too old.',
    'zh-CN': '银行提供的该名称的最新且未过期的指标值。',
  },
  factor: 'figure',
  unit: null,
  classes: null,
  trend: null,
  parameters: { ...noParameters, maxAge: 'optional', fact: true },
  movable: null,
  needs: ['customer', 'fact'],
};
