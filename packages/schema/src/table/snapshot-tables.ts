import type { Table } from './column.ts';

/**
 * Money moved into or out of a spell: bookings, opening balances and balances carried over an ownership change.
 * A relation that the lake offers to queries, not a file. `purpose` is that of the booking, or `opening`, or `carried`;
 * only bookings of the customer count as spending, income or activity.
 */
export const movement: Table = {
  name: 'movement',
  title: { en: 'movement', 'zh-CN': '资金变动' },
  row: 'a change of the balance of a spell',
  key: [],
  sortedBy: ['spell_key', 'moved_on'],
  dayColumn: 'moved_on',
  columns: [
    { name: 'spell_key', type: 'bigint', nullable: false, title: { en: 'spell', 'zh-CN': '区间' } },
    { name: 'moved_on', type: 'date', nullable: false, title: { en: 'day', 'zh-CN': '日期' } },
    { name: 'amount_minor', type: 'bigint', nullable: false, title: { en: 'amount', 'zh-CN': '金额' } },
    { name: 'purpose', type: 'varchar', nullable: false, title: { en: 'purpose', 'zh-CN': '用途' } },
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
  row: 'spell × month end, additive',
  key: [],
  sortedBy: ['spell_key'],
  dayColumn: 'month_end',
  columns: [
    { name: 'spell_key', type: 'bigint', nullable: false, title: { en: 'spell', 'zh-CN': '区间' } },
    { name: 'month_end', type: 'date', nullable: false, title: { en: 'month end', 'zh-CN': '月末' } },
    { name: 'balance_minor', type: 'bigint', nullable: false, title: { en: 'balance', 'zh-CN': '余额' } },
    {
      name: 'balance_days_minor',
      type: 'bigint',
      nullable: false,
      title: { en: 'balance-days', 'zh-CN': '积数' },
    },
    {
      name: 'month_end_sum_minor',
      type: 'bigint',
      nullable: false,
      title: { en: 'sum of month-end balances', 'zh-CN': '月末余额累计' },
    },
    {
      name: 'spend_sum_minor',
      type: 'bigint',
      nullable: false,
      title: { en: 'spending', 'zh-CN': '消费累计' },
    },
    {
      name: 'spend_count',
      type: 'bigint',
      nullable: false,
      title: { en: 'number of payments', 'zh-CN': '消费笔数累计' },
    },
    {
      name: 'salary_sum_minor',
      type: 'bigint',
      nullable: false,
      title: { en: 'salary', 'zh-CN': '工资累计' },
    },
  ],
};
