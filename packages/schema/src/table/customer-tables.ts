import type { Table } from './column.ts';

/** The vault: the only place of external ids, names and contacts. */
export const identity: Table = {
  name: 'identity',
  title: { en: 'identity vault', 'zh-CN': '身份库' },
  row: 'a customer, account, loan, branch or member of staff',
  key: ['entity', 'entity_key'],
  sortedBy: ['entity', 'entity_key'],
  columns: [
    { name: 'entity', type: 'varchar', nullable: false, title: { en: 'kind of thing', 'zh-CN': '对象' } },
    { name: 'entity_key', type: 'bigint', nullable: false, title: { en: 'key', 'zh-CN': '内部键' } },
    {
      name: 'external_id',
      type: 'varchar',
      nullable: false,
      title: { en: 'id in the source', 'zh-CN': '源系统编号' },
    },
    { name: 'name', type: 'varchar', nullable: true, title: { en: 'name', 'zh-CN': '名称' } },
    { name: 'contact', type: 'varchar', nullable: true, title: { en: 'contact', 'zh-CN': '联系方式' } },
  ],
};

export const customer: Table = {
  name: 'customer',
  title: { en: 'customer', 'zh-CN': '客户' },
  row: 'a customer',
  key: ['customer_key'],
  sortedBy: ['customer_key'],
  columns: [
    {
      name: 'customer_key',
      type: 'bigint',
      nullable: false,
      field: 'customer_id',
      reads: { kind: 'id', entity: 'customer' },
      title: { en: 'customer', 'zh-CN': '客户' },
    },
    {
      name: 'opened_on',
      type: 'date',
      nullable: false,
      field: 'opened_on',
      reads: { kind: 'day' },
      title: { en: 'customer since', 'zh-CN': '开户日期' },
    },
    {
      name: 'birth_year',
      type: 'integer',
      nullable: true,
      field: 'birth_year',
      reads: { kind: 'whole', least: 1850, most: 2200 },
      title: { en: 'year of birth', 'zh-CN': '出生年份' },
    },
    {
      name: 'status',
      type: 'varchar',
      nullable: true,
      field: 'status',
      reads: { kind: 'code' },
      title: { en: 'status', 'zh-CN': '客户状态' },
      note: 'Gradus knows no fixed list; the ready-made policy expects `active`.',
    },
    {
      name: 'branch_key',
      type: 'bigint',
      nullable: true,
      field: 'branch_id',
      reads: { kind: 'id', entity: 'branch' },
      title: { en: 'home branch', 'zh-CN': '归属机构' },
    },
    {
      name: 'customer_name',
      type: 'varchar',
      nullable: true,
      field: 'name',
      reads: { kind: 'private' },
      title: { en: 'name', 'zh-CN': '姓名' },
    },
    {
      name: 'customer_contact',
      type: 'varchar',
      nullable: true,
      field: 'contact',
      reads: { kind: 'private' },
      title: { en: 'contact', 'zh-CN': '联系方式' },
    },
  ],
};

export const fact: Table = {
  name: 'fact',
  title: { en: 'customer figure', 'zh-CN': '客户指标值' },
  row: 'customer × name × day: a figure that the bank computes itself',
  key: ['customer_key', 'name', 'as_of'],
  sortedBy: ['name', 'customer_key', 'as_of'],
  dayColumn: 'as_of',
  columns: [
    {
      name: 'customer_key',
      type: 'bigint',
      nullable: false,
      field: 'customer_id',
      reads: { kind: 'id', entity: 'customer' },
      title: { en: 'customer', 'zh-CN': '客户' },
    },
    {
      name: 'name',
      type: 'varchar',
      nullable: false,
      field: 'name',
      reads: { kind: 'code' },
      title: { en: 'name of the figure', 'zh-CN': '指标名' },
    },
    {
      name: 'as_of',
      type: 'date',
      nullable: false,
      field: 'as_of',
      reads: { kind: 'day' },
      title: { en: 'as of', 'zh-CN': '截止日' },
    },
    {
      name: 'value',
      type: 'bigint',
      nullable: false,
      field: 'value',
      reads: { kind: 'stored_number' },
      title: { en: 'value', 'zh-CN': '数值' },
      note: 'In stored units of the unit that the mapping names (money in minor units, ratios in 1/10,000).',
    },
  ],
};
