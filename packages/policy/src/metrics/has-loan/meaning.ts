import type { MetricMeaning } from '../metric.ts';
import { noParameters } from '../parameters.ts';

export const meaning: MetricMeaning = {
  name: 'has_loan',
  title: { en: 'has a loan', 'zh-CN': '有未结清贷款' },
  summary: {
    en: '1 when something is outstanding on some loan, else 0.',
    'zh-CN': '有贷款未结清为 1，否则为 0。',
  },
  factor: 'loans',
  unit: 'count',
  classes: null,
  trend: null,
  parameters: { ...noParameters, as: true },
  movable: null,
  neverMissing: true,
  needs: ['customer', 'loan', 'loan_party', 'loan_status'],
};
