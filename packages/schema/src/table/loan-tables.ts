import { loanClasses } from '../loan-class.ts';
import type { Table } from './column.ts';

const loanKey = {
  name: 'loan_key',
  type: 'bigint',
  nullable: false,
  field: 'loan_id',
  reads: { kind: 'id', entity: 'loan' },
  title: { en: 'loan', 'zh-CN': '贷款' },
} as const;

export const loan: Table = {
  name: 'loan',
  title: { en: 'loan', 'zh-CN': '贷款' },
  row: 'a loan',
  key: ['loan_key'],
  sortedBy: ['loan_key'],
  columns: [
    loanKey,
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
      name: 'principal_minor',
      type: 'bigint',
      nullable: true,
      field: 'principal',
      reads: { kind: 'money' },
      title: { en: 'principal', 'zh-CN': '本金' },
    },
    {
      name: 'opened_on',
      type: 'date',
      nullable: false,
      field: 'opened_on',
      reads: { kind: 'day' },
      title: { en: 'granted on', 'zh-CN': '发放日' },
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
      name: 'limit_minor',
      type: 'bigint',
      nullable: true,
      field: 'limit',
      reads: { kind: 'money' },
      title: { en: 'credit limit', 'zh-CN': '授信额度' },
    },
  ],
};

export const loanParty: Table = {
  name: 'loan_party',
  title: { en: 'party to a loan', 'zh-CN': '贷款关系人' },
  row: 'loan × customer × role',
  key: ['loan_key', 'customer_key', 'role'],
  sortedBy: ['loan_key', 'customer_key', 'role'],
  columns: [
    loanKey,
    {
      name: 'customer_key',
      type: 'bigint',
      nullable: false,
      field: 'customer_id',
      reads: { kind: 'id', entity: 'customer' },
      title: { en: 'customer', 'zh-CN': '客户' },
    },
    {
      name: 'role',
      type: 'varchar',
      nullable: false,
      field: 'role',
      reads: { kind: 'code', values: ['borrower', 'guarantor'] },
      title: { en: 'role', 'zh-CN': '角色' },
    },
  ],
};

export const loanStatus: Table = {
  name: 'loan_status',
  title: { en: 'loan report', 'zh-CN': '贷款状态' },
  row: 'loan × day reported',
  key: ['loan_key', 'as_of'],
  sortedBy: ['loan_key', 'as_of'],
  dayColumn: 'as_of',
  columns: [
    loanKey,
    {
      name: 'as_of',
      type: 'date',
      nullable: false,
      field: 'as_of',
      reads: { kind: 'day' },
      title: { en: 'reported as of', 'zh-CN': '报告日' },
    },
    {
      name: 'outstanding_minor',
      type: 'bigint',
      nullable: false,
      field: 'outstanding',
      reads: { kind: 'money' },
      title: { en: 'outstanding', 'zh-CN': '余额' },
    },
    {
      name: 'days_past_due',
      type: 'integer',
      nullable: false,
      field: 'days_past_due',
      reads: { kind: 'whole', least: 0, most: 36500 },
      title: { en: 'days past due', 'zh-CN': '逾期天数' },
    },
    {
      name: 'overdue_minor',
      type: 'bigint',
      nullable: true,
      field: 'overdue',
      reads: { kind: 'money' },
      title: { en: 'overdue amount', 'zh-CN': '逾期金额' },
    },
    {
      name: 'class',
      type: 'smallint',
      nullable: true,
      field: 'class',
      reads: { kind: 'code', values: loanClasses, ordinal: true },
      title: { en: 'classification', 'zh-CN': '五级分类' },
      note: 'Index in loanClasses, 0 = normal.',
    },
  ],
};

export const exchangeRate: Table = {
  name: 'exchange_rate',
  title: { en: 'exchange rate', 'zh-CN': '汇率' },
  row: 'currency × quote currency × day',
  key: ['currency', 'quote_currency', 'as_of'],
  sortedBy: ['quote_currency', 'currency', 'as_of'],
  dayColumn: 'as_of',
  columns: [
    {
      name: 'currency',
      type: 'varchar',
      nullable: false,
      field: 'currency',
      reads: { kind: 'code' },
      title: { en: 'currency', 'zh-CN': '币种' },
    },
    {
      name: 'quote_currency',
      type: 'varchar',
      nullable: false,
      field: 'quote_currency',
      reads: { kind: 'code' },
      title: { en: 'quoted in', 'zh-CN': '计价币种' },
    },
    {
      name: 'as_of',
      type: 'date',
      nullable: false,
      field: 'as_of',
      reads: { kind: 'day' },
      title: { en: 'day', 'zh-CN': '日期' },
    },
    {
      name: 'rate_millionths',
      type: 'bigint',
      nullable: false,
      field: 'rate',
      reads: { kind: 'stored_number' },
      title: { en: 'rate in millionths', 'zh-CN': '汇率（百万分之一）' },
      note: 'Major unit of quote_currency per major unit of currency.',
    },
  ],
};
