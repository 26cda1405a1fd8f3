import type { MetricMeaning } from '../metric.ts';
import { noParameters } from '../parameters.ts';

export const meaning: MetricMeaning = {
  name: 'utilisation',
  title: { en: 'utilisation of limits', 'zh-CN': '额度使用率' },
  summary: {
    en: 'What is outstanding over the limits, of all loans with a limit and a report.',
    'zh-CN': '有授信额度且有报告的贷款的余额合计与额度合计之比。',
  },
  factor: 'loans',
  unit: 'ratio',
  classes: null,
  trend: 'down',
  parameters: { ...noParameters, as: true },
  movable: { en: 'drawing less of the limits', 'zh-CN': '减少额度占用' },

  needs: ['customer', 'loan', 'loan_party', 'loan_status', 'exchange_rate'],
};
