import { loanClasses } from '@gradus/schema';
import type { MetricMeaning } from '../metric.ts';
import { noParameters } from '../parameters.ts';

export const meaning: MetricMeaning = {
  name: 'current_loan_class',
  title: { en: 'current loan class', 'zh-CN': '当前贷款分类' },
  summary: {
    en: 'The worst class in the latest reports of the loans still outstanding; normal when all are repaid.',
    'zh-CN': '未结清贷款最新报告中的最差五级分类，全部结清为正常。',
  },
  factor: 'loans',
  unit: 'class',
  classes: loanClasses,
  trend: 'down',
  parameters: { ...noParameters, as: true, maxAge: 'optional' },
  movable: null,
  needs: ['customer', 'loan', 'loan_party', 'loan_status'],
};
