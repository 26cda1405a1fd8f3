import type { Table } from './column.ts';
import {
  codeColumn,
  dayColumn,
  derived,
  keyOf,
  moneyColumn,
  ownCurrency,
  source,
  wholeColumn,
} from './column-form.ts';

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
  row: { en: 'deposit account × day from which the row holds', 'zh-CN': '存款账户 × 该行生效之日' },
  key: ['account_key', 'valid_from'],
  sortedBy: ['account_key', 'valid_from'],
  columns: [
    keyOf('account', ['account', '账户']),
    dayColumn('valid_from', ['holds from', '生效日期'], {
      note: [
        'Left out by most mappings: then the first row holds from opened_on, a later change from the business day of its delivery.',
        '多数映射不需要它：首行自 opened_on 起生效，之后的变更自所在交付的业务日期起生效。',
      ],
    }),
    keyOf('customer', ['owner', '客户']),
    codeColumn('kind', ['kind', '账户种类'], { values: accountKinds }),
    codeColumn('product', ['product', '产品'], {
      nullable: true,
      note: [
        'Filters of a policy may name products; accounts without one count as one product together.',
        '政策可以按产品筛选；没有产品的账户合计为一种产品。',
      ],
    }),
    ownCurrency(),
    dayColumn('opened_on', ['opened on', '开户日']),
    wholeColumn('term_months', ['original term in months', '存期（月）'], [0, 1200], {
      nullable: true,
      note: [
        'What the tenor of deposits is measured by; without it an account counts 0 months.',
        '存期类指标由此计算；没有存期的账户按 0 个月计。',
      ],
    }),
    dayColumn('matures_on', ['matures on', '到期日'], {
      nullable: true,
      note: [
        'For remaining terms, renewals and the calendar of maturing money; without it an account has no maturity.',
        '用于剩余期限、续存和到期资金；没有到期日的账户视为无到期。',
      ],
    }),
    dayColumn('closed_on', ['closed on', '销户日'], {
      nullable: true,
      note: [
        'Without it the account is open. A closed account must end at 0.',
        '没有销户日即为未销户；已销户账户的余额必须为 0。',
      ],
    }),
    moneyColumn('opening', ['balance before the data begin', '期初余额'], {
      field: 'opening_balance',
      nullable: true,
      note: [
        'Balance as it stood before the bookings of data_from; needed for accounts opened before it.',
        'data_from 当日记账之前的余额；在该日之前开立的账户必须提供。',
      ],
    }),
    keyOf('branch', ['branch that keeps it', '开户机构'], {
      nullable: true,
      isLater: true,
      note: [
        'For a general ledger by branch; without it the account counts for the home branch of its first owner. No tier depends on it.',
        '用于按机构核对总账；没有时按首位客户的归属机构计。等级与它无关。',
      ],
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
  row: {
    en: 'account × stretch of days of one owner, kind, product and currency',
    'zh-CN': '账户 × 客户、种类、产品、币种均不变的一段日期',
  },
  key: ['spell_key'],
  sortedBy: ['customer_key', 'spell_key'],
  columns: [
    derived('spell_key', 'bigint', ['spell', '区间'], {
      note: [
        'account_key × 1024 + ordinal of the spell in its account',
        'account_key × 1024 + 该区间在账户中的序号',
      ],
    }),
    derived('account_key', 'bigint', ['account', '账户']),
    derived('customer_key', 'bigint', ['owner', '客户']),
    derived('kind', 'varchar', ['kind', '账户种类']),
    derived('product', 'varchar', ['product', '产品'], { nullable: true }),
    derived('currency', 'varchar', ['currency', '币种']),
    derived('from_on', 'date', ['first day', '起始日'], {
      note: ['opened_on of the account for its first spell', '首个区间为账户的 opened_on'],
    }),
    derived('to_on', 'date', ['first day after', '截止日（不含）'], {
      nullable: true,
      note: [
        'closed_on for the last spell of a closed account; null while open',
        '已销户账户的末个区间为 closed_on；未销户为空',
      ],
    }),
    derived('account_opened_on', 'date', ['account opened on', '开户日']),
    derived('term_months', 'integer', ['original term in months', '存期（月）'], { nullable: true }),
    derived('matures_on', 'date', ['matures on', '到期日'], { nullable: true }),
    derived('opening_known', 'boolean', ['opening balance known', '期初余额已知'], {
      note: [
        'false only for accounts opened before data_from without an opening balance',
        '仅当账户在 data_from 之前开立且无期初余额时为 false',
      ],
    }),
  ],
};

/** A booking as delivered, or the change between two delivered end-of-day balances (purpose `balance`). */
export const entry: Table = {
  name: 'entry',
  title: { en: 'booking', 'zh-CN': '交易明细' },
  row: { en: 'a booking', 'zh-CN': '一笔交易' },
  key: [],
  sortedBy: ['account_key', 'booked_on', 'purpose', 'amount_minor'],
  dayColumn: 'booked_on',
  columns: [
    keyOf('account', ['account', '账户']),
    dayColumn('booked_on', ['booked on', '记账日期']),
    moneyColumn('amount', ['amount, credits positive', '金额（贷方为正）']),
    codeColumn('purpose', ['purpose', '用途'], { values: entryPurposes }),
    codeColumn('channel', ['channel', '渠道'], {
      nullable: true,
      note: ['Kept with the booking; no metric reads it.', '随交易保存；没有度量使用它。'],
    }),
    source('entry_id', 'varchar', { kind: 'text' }, ['id of the booking', '流水号'], {
      nullable: true,
      note: [
        'Given, it removes duplicates within and between deliveries.',
        '提供后，可在一次交付内和各次交付之间去重。',
      ],
    }),
  ],
};

/** End-of-day balances as delivered; intake keeps their differences as entries. */
export const balance: Table = {
  name: 'balance',
  title: { en: 'end-of-day balance', 'zh-CN': '日终余额' },
  row: { en: 'account × day', 'zh-CN': '账户 × 日期' },
  key: ['account_key', 'day'],
  sortedBy: ['account_key', 'day'],
  dayColumn: 'day',
  columns: [
    keyOf('account', ['account', '账户']),
    dayColumn('day', ['day', '日期']),
    moneyColumn('balance', ['end-of-day balance', '日终余额']),
    dayColumn('until', ['last day on which it holds', '余额止日'], {
      nullable: true,
      note: [
        'Of sources that deliver intervals of a balance; without it a balance holds until the next.',
        '用于以拉链表提供余额的数据源；不提供时，余额延续到下一条。',
      ],
    }),
  ],
};
