import { loanClasses } from '@gradus/schema';
import type { MetricMeaning } from '../metric.ts';
import { noParameters } from '../parameters.ts';

export const meaning: MetricMeaning = {
  name: 'worst_loan_class',
  title: { en: 'worst loan class', 'zh-CN': '最差贷款分类' },
  summary: {
    en: 'The worst class in any loan report of the window, of all time without one.',
    'zh-CN': '窗口内各笔贷款报告中的最差五级分类；不设窗口则看全部历史。',
  },
  factor: 'loans',
  unit: 'class',
  classes: loanClasses,
  trend: 'down',
  parameters: { ...noParameters, window: 'optional', as: true },
  movable: null,
  needs: ['customer', 'loan', 'loan_party', 'loan_status'],
};
