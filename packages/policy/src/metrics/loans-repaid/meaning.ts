import type { MetricMeaning } from '../metric.ts';
import { noParameters } from '../parameters.ts';

export const meaning: MetricMeaning = {
  name: 'loans_repaid',
  title: { en: 'loans repaid', 'zh-CN': '已结清贷款数' },
  summary: {
    en: 'Loans without a credit limit whose latest outstanding is 0.',
    'zh-CN': '最新余额为 0 的贷款笔数（不含有授信额度的循环贷款）。',
  },
  factor: 'loans',
  unit: 'count',
  classes: null,
  trend: 'up',
  parameters: { ...noParameters, as: true },
  movable: null,
  neverMissing: true,
  needs: ['customer', 'loan', 'loan_party', 'loan_status'],
};
