import type { Table } from './column.ts';

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

const accountKey = {
  name: 'account_key',
  type: 'bigint',
  nullable: false,
  field: 'account_id',
  reads: { kind: 'id', entity: 'account' },
  title: { en: 'account', 'zh-CN': '账户' },
} as const;

/** An account as delivered; several rows of one account, told apart by `valid_from`, are its history. */
export const account: Table = {
  name: 'account',
  title: { en: 'deposit account', 'zh-CN': '存款账户' },
  row: 'deposit account × day from which the row holds',
  key: ['account_key', 'valid_from'],
  sortedBy: ['account_key', 'valid_from'],
  columns: [
    accountKey,
    {
      name: 'valid_from',
      type: 'date',
      nullable: false,
      field: 'valid_from',
      reads: { kind: 'day' },
      title: { en: 'holds from', 'zh-CN': '生效日期' },
      note: 'Left out by most mappings: then the first row holds from opened_on, a later change from the business day of its delivery.',
    },
    {
      name: 'customer_key',
      type: 'bigint',
      nullable: false,
      field: 'customer_id',
      reads: { kind: 'id', entity: 'customer' },
      title: { en: 'owner', 'zh-CN': '客户' },
    },
    {
      name: 'kind',
      type: 'varchar',
      nullable: false,
      field: 'kind',
      reads: { kind: 'code', values: accountKinds },
      title: { en: 'kind', 'zh-CN': '账户种类' },
    },
    {
      name: 'product',
      type: 'varchar',
      nullable: true,
      field: 'product',
      reads: { kind: 'code' },
      title: { en: 'product', 'zh-CN': '产品' },
    },
    {
      name: 'currency',
      type: 'varchar',
      nullable: false,
      field: 'currency',
      reads: { kind: 'code' },
      title: { en: 'currency', 'zh-CN': '币种' },
    },
    {
      name: 'opened_on',
      type: 'date',
      nullable: false,
      field: 'opened_on',
      reads: { kind: 'day' },
      title: { en: 'opened on', 'zh-CN': '开户日' },
    },
    {
      name: 'term_months',
      type: 'integer',
      nullable: true,
      field: 'term_months',
      reads: { kind: 'whole', least: 0, most: 1200 },
      title: { en: 'original term in months', 'zh-CN': '存期（月）' },
    },
    {
      name: 'matures_on',
      type: 'date',
      nullable: true,
      field: 'matures_on',
      reads: { kind: 'day' },
      title: { en: 'matures on', 'zh-CN': '到期日' },
    },
    {
      name: 'closed_on',
      type: 'date',
      nullable: true,
      field: 'closed_on',
      reads: { kind: 'day' },
      title: { en: 'closed on', 'zh-CN': '销户日' },
    },
    {
      name: 'opening_minor',
      type: 'bigint',
      nullable: true,
      field: 'opening_balance',
      reads: { kind: 'money' },
      title: { en: 'balance before the data begin', 'zh-CN': '期初余额' },
      note: 'Balance as it stood before the bookings of data_from; needed for accounts opened before it.',
    },
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
    {
      name: 'spell_key',
      type: 'bigint',
      nullable: false,
      title: { en: 'spell', 'zh-CN': '区间' },
      note: 'account_key × 1024 + ordinal of the spell in its account',
    },
    { name: 'account_key', type: 'bigint', nullable: false, title: { en: 'account', 'zh-CN': '账户' } },
    { name: 'customer_key', type: 'bigint', nullable: false, title: { en: 'owner', 'zh-CN': '客户' } },
    { name: 'kind', type: 'varchar', nullable: false, title: { en: 'kind', 'zh-CN': '账户种类' } },
    { name: 'product', type: 'varchar', nullable: true, title: { en: 'product', 'zh-CN': '产品' } },
    { name: 'currency', type: 'varchar', nullable: false, title: { en: 'currency', 'zh-CN': '币种' } },
    {
      name: 'from_on',
      type: 'date',
      nullable: false,
      title: { en: 'first day', 'zh-CN': '起始日' },
      note: 'opened_on of the account for its first spell',
    },
    {
      name: 'to_on',
      type: 'date',
      nullable: true,
      title: { en: 'first day after', 'zh-CN': '截止日（不含）' },
      note: 'closed_on for the last spell of a closed account; null while open',
    },
    {
      name: 'account_opened_on',
      type: 'date',
      nullable: false,
      title: { en: 'account opened on', 'zh-CN': '开户日' },
    },
    {
      name: 'term_months',
      type: 'integer',
      nullable: true,
      title: { en: 'original term in months', 'zh-CN': '存期（月）' },
    },
    { name: 'matures_on', type: 'date', nullable: true, title: { en: 'matures on', 'zh-CN': '到期日' } },
    {
      name: 'opening_known',
      type: 'boolean',
      nullable: false,
      title: { en: 'opening balance known', 'zh-CN': '期初余额已知' },
      note: 'false only for accounts opened before data_from without an opening balance',
    },
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
    accountKey,
    {
      name: 'booked_on',
      type: 'date',
      nullable: false,
      field: 'booked_on',
      reads: { kind: 'day' },
      title: { en: 'booked on', 'zh-CN': '记账日期' },
    },
    {
      name: 'amount_minor',
      type: 'bigint',
      nullable: false,
      field: 'amount',
      reads: { kind: 'money' },
      title: { en: 'amount, credits positive', 'zh-CN': '金额（贷方为正）' },
    },
    {
      name: 'purpose',
      type: 'varchar',
      nullable: false,
      field: 'purpose',
      reads: { kind: 'code', values: entryPurposes },
      title: { en: 'purpose', 'zh-CN': '用途' },
    },
    {
      name: 'channel',
      type: 'varchar',
      nullable: true,
      field: 'channel',
      reads: { kind: 'code' },
      title: { en: 'channel', 'zh-CN': '渠道' },
    },
    {
      name: 'entry_id',
      type: 'varchar',
      nullable: true,
      field: 'entry_id',
      reads: { kind: 'text' },
      title: { en: 'id of the booking', 'zh-CN': '流水号' },
      note: 'Given, it removes duplicates within and between deliveries.',
    },
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
    accountKey,
    {
      name: 'day',
      type: 'date',
      nullable: false,
      field: 'day',
      reads: { kind: 'day' },
      title: { en: 'day', 'zh-CN': '日期' },
    },
    {
      name: 'balance_minor',
      type: 'bigint',
      nullable: false,
      field: 'balance',
      reads: { kind: 'money' },
      title: { en: 'end-of-day balance', 'zh-CN': '日终余额' },
    },
  ],
};
