import type { Table } from './column.ts';
import { derived } from './column-form.ts';

/**
 * Money moved into or out of a spell: bookings, opening balances and balances carried over an ownership change.
 * A relation that the lake offers to queries, not a file. `purpose` is that of the booking, or `opening`, or `carried`;
 * only bookings of the customer count as spending, income or activity.
 */
export const movement: Table = {
  name: 'movement',
  title: { en: 'movement', 'zh-CN': '资金变动' },
  row: { en: 'a change of the balance of a spell', 'zh-CN': '区间余额的一次变动' },
  key: [],
  sortedBy: ['spell_key', 'moved_on'],
  dayColumn: 'moved_on',
  columns: [
    derived('spell_key', 'bigint', ['spell', '区间']),
    derived('moved_on', 'date', ['day', '日期']),
    derived('amount_minor', 'bigint', ['amount', '金额']),
    derived('purpose', 'varchar', ['purpose', '用途']),
  ],
};

/** Balances carried from one spell of an account to the next: what makes days belong to who owned them. */
export const carry: Table = {
  ...movement,
  name: 'carry',
  title: { en: 'carried balance', 'zh-CN': '结转余额' },
};

/**
 * Prefix snapshot: per spell and month end t, sums since the beginning. Rows of one spell and month end add up
 * (a late booking adds a row of differences), so readers always sum.
 *
 * - `balance_days_minor` is S(t) = Σ over days d ≤ t of the end-of-day balance, so Σ of a window is S(e) − S(s).
 * - `month_end_sum_minor` is Σ over month ends m ≤ t of the balance on m.
 * - `spend_sum_minor`, `salary_sum_minor`: Σ amounts of that purpose, signed; `spend_count`: bookings of purpose spend with amount < 0.
 */
export const snapshot: Table = {
  name: 'snapshot',
  title: { en: 'prefix snapshot', 'zh-CN': '前缀快照' },
  row: { en: 'spell × month end, additive', 'zh-CN': '区间 × 月末，可累加' },
  key: [],
  sortedBy: ['spell_key'],
  dayColumn: 'month_end',
  columns: [
    derived('spell_key', 'bigint', ['spell', '区间']),
    derived('month_end', 'date', ['month end', '月末']),
    derived('balance_minor', 'bigint', ['balance', '余额']),
    derived('balance_days_minor', 'bigint', ['balance-days', '积数']),
    derived('month_end_sum_minor', 'bigint', ['sum of month-end balances', '月末余额累计']),
    derived('spend_sum_minor', 'bigint', ['spending', '消费累计']),
    derived('spend_count', 'bigint', ['number of payments', '消费笔数累计']),
    derived('salary_sum_minor', 'bigint', ['salary', '工资累计']),
  ],
};
