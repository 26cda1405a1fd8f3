import type { Column, Table } from './column.ts';
import { codeColumn, dayColumn, derived, keyOf, source, wholeColumn } from './column-form.ts';

/** The vault: the only place of external ids, names and contacts. */
export const identity: Table = {
  name: 'identity',
  title: { en: 'identity vault', 'zh-CN': '身份库' },
  row: {
    en: 'a customer, account, loan, branch or member of staff',
    'zh-CN': '一个客户、账户、贷款、机构或员工',
  },
  key: ['entity', 'entity_key'],
  sortedBy: ['entity', 'entity_key'],
  columns: [
    derived('entity', 'varchar', ['kind of thing', '对象']),
    derived('entity_key', 'bigint', ['key', '内部键']),
    derived('external_id', 'varchar', ['id in the source', '源系统编号']),
    derived('name', 'varchar', ['name', '名称'], { nullable: true }),
    derived('contact', 'varchar', ['contact', '联系方式'], { nullable: true }),
  ],
};

export const customer: Table = {
  name: 'customer',
  title: { en: 'customer', 'zh-CN': '客户' },
  row: { en: 'a customer', 'zh-CN': '一个客户' },
  key: ['customer_key'],
  sortedBy: ['customer_key'],
  columns: [
    keyOf('customer', ['customer', '客户']),
    dayColumn('opened_on', ['customer since', '开户日期']),
    wholeColumn('birth_year', ['year of birth', '出生年份'], [1850, 2200], { nullable: true }),
    codeColumn('status', ['status', '客户状态'], {
      nullable: true,
      note: [
        'Gradus knows no fixed list; the ready-made policy expects `active`.',
        '没有固定取值；现成的政策以 `active` 表示正常客户。',
      ],
    }),
    keyOf('branch', ['home branch', '归属机构'], { nullable: true }),
    source('customer_name', 'varchar', { kind: 'private' }, ['name', '姓名'], {
      field: 'name',
      nullable: true,
    }),
    source('customer_contact', 'varchar', { kind: 'private' }, ['contact', '联系方式'], {
      field: 'contact',
      nullable: true,
    }),
  ],
};

export const fact: Table = {
  name: 'fact',
  title: { en: 'customer figure', 'zh-CN': '客户指标值' },
  row: {
    en: 'customer × name × day: a figure that the bank computes itself',
    'zh-CN': '客户 × 指标名 × 日期：银行自行计算的一个数',
  },
  key: ['customer_key', 'name', 'as_of'],
  sortedBy: ['name', 'customer_key', 'as_of'],
  dayColumn: 'as_of',
  columns: [
    keyOf('customer', ['customer', '客户']),
    codeColumn('name', ['name of the figure', '指标名']),
    dayColumn('as_of', ['as of', '截止日']),
    source('value', 'bigint', { kind: 'stored_number' }, ['value', '数值'], {
      note: [
        'Written as people do, in the unit that the mapping names; kept as whole numbers (money in minor units, ratios in 1/10,000).',
        '文件中按通常写法，单位由映射指明；存储为整数（金额以分计，比率以万分之一计）。',
      ],
    }),
  ],
};

/** The tiers that a bank granted before Gradus, with their clocks; the latest day before an as-of date opens the ledger. */
export const tierState: Table = {
  name: 'tier_state',
  title: { en: 'tier granted before Gradus', 'zh-CN': '期初等级' },
  row: {
    en: 'customer × day: the tier that the bank granted, with its clocks',
    'zh-CN': '客户 × 日期：银行已授予的等级及其期限',
  },
  key: ['customer_key', 'as_of'],
  sortedBy: ['as_of', 'customer_key'],
  dayColumn: 'as_of',
  columns: [
    keyOf('customer', ['customer', '客户']),
    codeColumn('tier', ['granted tier', '执行等级']),
    dayColumn('since', ['tier since', '等级起始日']),
    dayColumn('held_until', ['held until', '保级期至'], { nullable: true }),
    dayColumn('falling_since', ['falling since', '降级起算日'], { nullable: true }),
    dayColumn('last_veto', ['last day of a veto', '最近否决日'], { nullable: true }),
    dayColumn('as_of', ['as of', '截止日']),
  ],
};

/** Merges, renumberings (one link from a customer on a day) and splits (several). */
export const customerLink: Table = {
  name: 'customer_link',
  title: { en: 'merge, renumbering or split of customers', 'zh-CN': '客户合并拆分' },
  row: { en: 'customer × customer who goes on in its place', 'zh-CN': '原客户 × 承接其业务的客户' },
  key: ['from_customer_key', 'to_customer_key'],
  sortedBy: ['valid_from', 'from_customer_key', 'to_customer_key'],
  columns: [
    linkedCustomer('from', ['customer before', '原客户']),
    linkedCustomer('to', ['customer after', '新客户']),
    dayColumn('valid_from', ['valid from', '生效日']),
  ],
};

function linkedCustomer(field: 'from' | 'to', titles: readonly [en: string, zh: string]): Column {
  return source(`${field}_customer_key`, 'bigint', { kind: 'id', entity: 'customer' }, titles, { field });
}
