import type { MetricMeaning } from '../metric.ts';
import { noParameters } from '../parameters.ts';

export const meaning: MetricMeaning = {
  name: 'rollover_rate',
  title: { en: 'rollover rate', 'zh-CN': '到期续存率' },
  summary: {
    en: 'Term deposits that matured in the window and were renewed, by number; renewed is still open `within` days later, or followed by a new term account.',
    'zh-CN':
      '窗口内到期的定期存款中续存的笔数占比；到期后 `within` 天仍未销户，或在此期间新开定期账户，即为续存。',
  },
  factor: 'tenor',
  unit: 'ratio',
  classes: null,
  trend: 'up',
  parameters: { ...noParameters, window: 'required', accounts: true, within: true },
  movable: null,
  needs: ['customer', 'spell'],
};
