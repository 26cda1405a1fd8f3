import type { MetricMeaning } from '../metric.ts';
import { noParameters } from '../parameters.ts';

export const meaning: MetricMeaning = {
  name: 'worst_days_past_due',
  title: { en: 'worst days past due', 'zh-CN': '最长逾期天数' },
  summary: {
    en: 'The most days past due in any loan report of the window, of all time without one.',
    'zh-CN': '窗口内各笔贷款报告中的最长逾期天数；不设窗口则看全部历史。',
  },
  factor: 'loans',
  unit: 'days',
  classes: null,
  trend: 'down',
  parameters: { ...noParameters, window: 'optional', tolerance: true, atLeast: true, as: true },
  movable: null,
  needs: ['customer', 'loan', 'loan_party', 'loan_status'],
};
