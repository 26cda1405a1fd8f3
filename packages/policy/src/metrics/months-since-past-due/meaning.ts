import type { MetricMeaning } from '../metric.ts';
import { noParameters } from '../parameters.ts';

export const meaning: MetricMeaning = {
  name: 'months_since_past_due',
  title: { en: 'months since past due', 'zh-CN': '距上次逾期月数' },
  summary: {
    en: 'Whole months since the last report of a loan past due; never past due is missing.',
    'zh-CN': '距最近一次逾期报告的整月数，从未逾期为缺失。',
  },
  factor: 'loans',
  unit: 'months',
  classes: null,
  trend: 'up',
  parameters: { ...noParameters, tolerance: true, atLeast: true, as: true },
  movable: null,

  needs: ['customer', 'loan', 'loan_party', 'loan_status'],
};
