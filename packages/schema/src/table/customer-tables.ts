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

const vaultOnly = [
  'Goes to the identity vault and nowhere else; nothing is worked out from it.',
  '只存入身份库；不参与任何计算。',
] as const;

export const customer: Table = {
  name: 'customer',
  title: { en: 'customer', 'zh-CN': '客户' },
  row: { en: 'a customer', 'zh-CN': '一个客户' },
  key: ['customer_key'],
  sortedBy: ['customer_key'],
  columns: [
    keyOf('customer', ['customer', '客户']),
    dayColumn('opened_on', ['customer since', '开户日期']),
    wholeColumn('birth_year', ['year of birth', '出生年份'], [1850, 2200], {
      nullable: true,
      note: [
        'Conditions on birth_year and age do not hold for a customer without it. With `date` it is taken out of a day of birth.',
        '没有出生年份的客户，birth_year 和 age 的条件均不成立。写明 `date` 时，可从出生日期中取年份。',
      ],
    }),
    codeColumn('status', ['status', '客户状态'], {
      nullable: true,
      note: [
        'Any words; the ready-made policies rate customers whose status is `active`, and nobody without one. Where no file says it: { value: active }.',
        '取值不限；现成的政策只评定状态为 `active` 的客户，没有状态的客户不评定。源文件不提供时写 { value: active }。',
      ],
    }),
    keyOf('branch', ['home branch', '归属机构'], {
      nullable: true,
      note: [
        'For lists by branch, and for a general ledger by branch; no tier depends on it.',
        '用于按机构列示和按机构核对总账；等级与它无关。',
      ],
    }),
    source('customer_name', 'varchar', { kind: 'private' }, ['name', '姓名'], {
      field: 'name',
      nullable: true,
      note: vaultOnly,
    }),
    source('customer_contact', 'varchar', { kind: 'private' }, ['contact', '联系方式'], {
      field: 'contact',
      nullable: true,
      note: vaultOnly,
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
    codeColumn('name', ['name of the figure', '指标名'], {
      note: ['Left out where the feed has `figures`.', '使用 `figures` 时不写。'],
    }),
    dayColumn('as_of', ['as of', '截止日']),
    source('value', 'bigint', { kind: 'stored_number' }, ['value', '数值'], {
      note: [
        'Written as people do, in the `unit` that the mapping names. Left out where the feed has `figures`.',
        '按通常写法，单位由映射的 `unit` 指明。使用 `figures` 时不写。',
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
    codeColumn('tier', ['granted tier', '执行等级'], {
      note: [
        'The id of a tier in the policy, such as premium; translate the codes of the bank.',
        '政策中等级的标识，例如 premium；请用 codes 转换本行代码。',
      ],
    }),
    dayColumn('since', ['tier since', '等级起始日']),
    dayColumn('held_until', ['held until', '保级期至'], {
      nullable: true,
      note: ['Without it the tier is not held.', '没有时视为不在保级期内。'],
    }),
    dayColumn('falling_since', ['falling since', '降级起算日'], {
      nullable: true,
      note: ['Without it no grace is running.', '没有时视为不在缓降期内。'],
    }),
    dayColumn('last_veto', ['last day of a veto', '最近否决日'], {
      nullable: true,
      note: ['Without it no cure is running.', '没有时视为没有否决记录。'],
    }),
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
