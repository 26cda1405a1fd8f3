import type { Table } from './column.ts';
import { codeColumn, dayColumn, keyOf, moneyColumn, ownCurrency } from './column-form.ts';

/** Figures of the general ledger, which the balances of the accounts are held against; they are not kept. */
export const ledgerBalance: Table = {
  name: 'ledger_balance',
  title: { en: 'balance of the general ledger', 'zh-CN': '总账余额' },
  row: { en: 'day × branch × subject × currency', 'zh-CN': '日期 × 机构 × 科目 × 币种' },
  key: ['day', 'branch_key', 'subject', 'currency'],
  sortedBy: ['day', 'branch_key', 'subject', 'currency'],
  dayColumn: 'day',
  columns: [
    dayColumn('day', ['day', '日期']),
    keyOf('branch', ['branch', '机构'], {
      nullable: true,
      note: [
        'Not mapped: the rows of all branches are added up to those of the whole bank.',
        '未映射时，各机构的行加总为全行合计。',
      ],
    }),
    codeColumn('subject', ['subject', '科目']),
    ownCurrency(),
    moneyColumn('balance', ['end-of-day balance', '日终余额'], {
      note: ['Deposits positive.', '存款为正。'],
    }),
  ],
};

/** Balances and balance-days as the core system has them, account by account; they are compared and not kept. */
export const accountSum: Table = {
  name: 'account_sum',
  title: { en: 'balance of the core, to compare', 'zh-CN': '核心余额与积数（核对用）' },
  row: { en: 'account × last day of a period', 'zh-CN': '账户 × 期末日' },
  key: ['account_key', 'from_on', 'day'],
  sortedBy: ['account_key', 'day', 'from_on'],
  dayColumn: 'day',
  columns: [
    keyOf('account', ['account', '账户']),
    dayColumn('day', ['last day of the period', '期末日']),
    dayColumn('from_on', ['first day of the period', '期初日'], {
      field: 'from',
      nullable: true,
      note: ['Not given: the first of the month of `day`.', '未提供时，为 `day` 所在月的第一天。'],
    }),
    moneyColumn('balance_days', ['sum of the end-of-day balances', '积数'], {
      nullable: true,
      note: [
        'Not mapped: only the balances are compared, at the end of `day`.',
        '未映射时只比较 `day` 日终的余额。',
      ],
    }),
    moneyColumn('balance', ['end-of-day balance', '日终余额'], {
      nullable: true,
      note: ['Not mapped: only the balance-days are compared.', '未映射时只比较积数。'],
    }),
  ],
};
