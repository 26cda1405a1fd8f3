import type { MetricMeaning } from '../metric.ts';
import { noParameters } from '../parameters.ts';

export const meaning: MetricMeaning = {
  name: 'month_end_lift',
  title: { en: 'month-end lift', 'zh-CN': '月末冲高倍数' },
  summary: {
    en: 'Average balance on the month ends of the window over its average daily balance; 1 means no lift.',
    'zh-CN': '窗口内月末平均余额与日均余额之比，1 表示没有冲高。',
  },
  factor: 'deposits',
  unit: 'ratio',
  classes: null,
  trend: 'down',
  parameters: { ...noParameters, window: 'required', accounts: true },
  movable: null,
  needs: ['customer', 'spell', 'movement', 'snapshot', 'exchange_rate'],
};
