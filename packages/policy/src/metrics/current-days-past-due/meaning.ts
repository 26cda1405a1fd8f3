import type { MetricMeaning } from '../metric.ts';
import { noParameters } from '../parameters.ts';

export const meaning: MetricMeaning = {
  name: 'current_days_past_due',
  title: { en: 'current days past due', 'zh-CN': '当前逾期天数' },
  summary: {
    en: 'The most days past due in the latest reports of the loans still outstanding; 0 when all are repaid.',
    'zh-CN': '未结清贷款最新报告中的最长逾期天数，全部结清为 0。',
  },
  factor: 'loans',
  unit: 'days',
  classes: null,
  trend: 'down',
  parameters: { ...noParameters, tolerance: true, atLeast: true, as: true, maxAge: 'optional' },
  movable: { en: 'arrears paid', 'zh-CN': '还清逾期欠款' },
  needs: ['customer', 'loan', 'loan_party', 'loan_status'],
};
