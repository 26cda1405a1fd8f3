import type { MetricMeaning } from '../metric.ts';
import { noParameters } from '../parameters.ts';

export const meaning: MetricMeaning = {
  name: 'times_past_due',
  title: { en: 'times past due', 'zh-CN': '逾期次数' },
  summary: {
    en: 'Episodes of arrears that began in the window, judged against the report of the loan before.',
    'zh-CN': '窗口内新发生的逾期次数（与该笔贷款的上一期报告比较）。',
  },
  factor: 'loans',
  unit: 'count',
  classes: null,
  trend: 'down',
  parameters: { ...noParameters, window: 'optional', tolerance: true, atLeast: true, as: true },
  movable: null,

  needs: ['customer', 'loan', 'loan_party', 'loan_status'],
};
