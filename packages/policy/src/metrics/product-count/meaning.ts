import type { MetricMeaning } from '../metric.ts';
import { noParameters } from '../parameters.ts';

export const meaning: MetricMeaning = {
  name: 'product_count',
  title: { en: 'products held', 'zh-CN': '持有产品数' },
  summary: {
    en: 'Different products among open accounts, loans with something outstanding and holdings.',
    'zh-CN': '未销户账户、未结清贷款与持有产品中不同产品的个数。',
  },
  factor: 'relationship',
  unit: 'count',
  classes: null,
  trend: 'up',
  parameters: { ...noParameters, as: true },
  movable: null,
  neverMissing: true,
  needs: ['customer', 'spell', 'loan', 'loan_party', 'loan_status', 'holding'],
};
