import type { Table } from './column.ts';
import { codeColumn, dayColumn, derived, keyOf, moneyColumn, source, wholeColumn } from './column-form.ts';

export const accountKinds = ['demand', 'term', 'notice', 'other'] as const;

export const entryPurposes = [
  'salary',
  'spend',
  'transfer',
  'cash',
  'loan',
  'interest',
  'fee',
  'tax',
  'balance',
  'other',
] as const;

/** An account as delivered; several rows of one account, told apart by `valid_from`, are its history. */
export const account: Table = {
  name: 'account',
  title: { en: 'deposit account', 'zh-CN': '存款账户' },
  row: 'deposit account × day from which the row holds',
  key: ['account_key', 'valid_from'],
  sortedBy: ['account_key', 'valid_from'],
  columns: [
    keyOf('account', ['account', '账户']),
    dayColumn('valid_from', ['holds from', '生效日期'], {
      note: 'Left out by most mappings: then the first row holds from opened_on, a later change from the business day of its delivery.',
    }),
    keyOf('customer', ['owner', '客户']),
    codeColumn('kind', ['kind', '账户种类'], { values: accountKinds }),
    codeColumn('product', ['product', '产品'], { nullable: true }),
    codeColumn('currency', ['currency', '币种']),
    dayColumn('opened_on', ['opened on', '开户日']),
    wholeColumn('term_months', ['original term in months', '存期（月）'], [0, 1200], { nullable: true }),
    dayColumn('matures_on', ['matures on', '到期日'], { nullable: true }),
    dayColumn('closed_on', ['closed on', '销户日'], { nullable: true }),
    moneyColumn('opening', ['balance before the data begin', '期初余额'], {
      field: 'opening_balance',
      nullable: true,
      note: 'Balance as it stood before the bookings of data_from; needed for accounts opened before it.',
    }),
  ],
};

/**
 * An unbroken stretch of days on which account, owner, kind, product and currency stay the same.
 * Derived from `account`. Everything about balances counts spells.
 */
export const spell: Table = {
  name: 'spell',
  title: { en: 'ownership spell', 'zh-CN': '归属区间' },
  row: 'account × stretch of days of one owner, kind, product and currency',
  key: ['spell_key'],
  sortedBy: ['customer_key', 'spell_key'],
  columns: [
    derived('spell_key', 'bigint', ['spell', '区间'], {
      note: 'account_key × 1024 + ordinal of the spell in its account',
    }),
    derived('account_key', 'bigint', ['account', '账户']),
    derived('customer_key', 'bigint', ['owner', '客户']),
    derived('kind', 'varchar', ['kind', '账户种类']),
    derived('product', 'varchar', ['product', '产品'], { nullable: true }),
    derived('currency', 'varchar', ['currency', '币种']),
    derived('from_on', 'date', ['first day', '起始日'], {
      note: 'opened_on of the account for its first spell',
    }),
    derived('to_on', 'date', ['first day after', '截止日（不含）'], {
      nullable: true,
      note: 'closed_on for the last spell of a closed account; null while open',
    }),
    derived('account_opened_on', 'date', ['account opened on', '开户日']),
    derived('term_months', 'integer', ['original term in months', '存期（月）'], { nullable: true }),
    derived('matures_on', 'date', ['matures on', '到期日'], { nullable: true }),
    derived('opening_known', 'boolean', ['opening balance known', '期初余额已知'], {
      note: 'false only for accounts opened before data_from without an opening balance',
    }),
  ],
};

/** A booking as delivered, or the change between two delivered end-of-day balances (purpose `balance`). */
export const entry: Table = {
  name: 'entry',
  title: { en: 'booking', 'zh-CN': '交易明细' },
  row: 'a booking',
  key: [],
  sortedBy: ['account_key', 'booked_on', 'purpose', 'amount_minor'],
  dayColumn: 'booked_on',
  columns: [
    keyOf('account', ['account', '账户']),
    dayColumn('booked_on', ['booked on', '记账日期']),
    moneyColumn('amount', ['amount, credits positive', '金额（贷方为正）']),
    codeColumn('purpose', ['purpose', '用途'], { values: entryPurposes }),
    codeColumn('channel', ['channel', '渠道'], { nullable: true }),
    source('entry_id', 'varchar', { kind: 'text' }, ['id of the booking', '流水号'], {
      nullable: true,
      note: 'Given, it removes duplicates within and between deliveries.',
    }),
  ],
};

/** End-of-day balances as delivered; intake keeps their differences as entries. */
export const balance: Table = {
  name: 'balance',
  title: { en: 'end-of-day balance', 'zh-CN': '日终余额' },
  row: 'account × day',
  key: ['account_key', 'day'],
  sortedBy: ['account_key', 'day'],
  dayColumn: 'day',
  columns: [
    keyOf('account', ['account', '账户']),
    dayColumn('day', ['day', '日期']),
    moneyColumn('balance', ['end-of-day balance', '日终余额']),
    dayColumn('until', ['last day on which it holds', '余额止日'], {
      nullable: true,
      note: 'Of sources that deliver intervals of a balance; without it a balance holds until the next.',
    }),
  ],
};
