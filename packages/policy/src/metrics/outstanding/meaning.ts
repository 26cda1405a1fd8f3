import type { MetricMeaning } from '../metric.ts';
import { noParameters } from '../parameters.ts';

export const meaning: MetricMeaning = {
  name: 'outstanding',
  title: { en: 'outstanding loans', 'zh-CN': '贷款余额' },
  summary: {
    en: 'What is outstanding on all loans by their latest reports.',
    'zh-CN': '各笔贷款最新报告余额之和。',
  },
  factor: 'loans',
  unit: 'money',
  classes: null,
  trend: null,
  parameters: { ...noParameters, as: true },
  movable: null,

  needs: ['customer', 'loan', 'loan_party', 'loan_status', 'exchange_rate'],
};
