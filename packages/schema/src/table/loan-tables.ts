import { loanClasses } from '../loan-class.ts';
import type { Table } from './column.ts';
import { codeColumn, dayColumn, keyOf, moneyColumn, source, wholeColumn } from './column-form.ts';

export const loan: Table = {
  name: 'loan',
  title: { en: 'loan', 'zh-CN': '贷款' },
  row: { en: 'a loan', 'zh-CN': '一笔贷款' },
  key: ['loan_key'],
  sortedBy: ['loan_key'],
  columns: [
    keyOf('loan', ['loan', '贷款']),
    codeColumn('product', ['product', '产品'], { nullable: true }),
    codeColumn('currency', ['currency', '币种']),
    moneyColumn('principal', ['principal', '本金'], { nullable: true }),
    dayColumn('opened_on', ['granted on', '发放日']),
    dayColumn('matures_on', ['matures on', '到期日'], { nullable: true }),
    moneyColumn('limit', ['credit limit', '授信额度'], { nullable: true }),
  ],
};

export const loanParty: Table = {
  name: 'loan_party',
  title: { en: 'party to a loan', 'zh-CN': '贷款关系人' },
  row: { en: 'loan × customer × role', 'zh-CN': '贷款 × 客户 × 角色' },
  key: ['loan_key', 'customer_key', 'role'],
  sortedBy: ['loan_key', 'customer_key', 'role'],
  columns: [
    keyOf('loan', ['loan', '贷款']),
    keyOf('customer', ['customer', '客户']),
    codeColumn('role', ['role', '角色'], { values: ['borrower', 'guarantor'] }),
  ],
};

export const loanStatus: Table = {
  name: 'loan_status',
  title: { en: 'loan report', 'zh-CN': '贷款状态' },
  row: { en: 'loan × day reported', 'zh-CN': '贷款 × 报告日' },
  key: ['loan_key', 'as_of'],
  sortedBy: ['loan_key', 'as_of'],
  dayColumn: 'as_of',
  columns: [
    keyOf('loan', ['loan', '贷款']),
    dayColumn('as_of', ['reported as of', '报告日']),
    moneyColumn('outstanding', ['outstanding', '余额']),
    wholeColumn('days_past_due', ['days past due', '逾期天数'], [0, 36500]),
    moneyColumn('overdue', ['overdue amount', '逾期金额'], { nullable: true }),
    source(
      'class',
      'smallint',
      { kind: 'code', values: loanClasses, ordinal: true },
      ['classification', '五级分类'],
      {
        nullable: true,
        note: [
          'From light to grave; kept as the place in this order, 0 = normal.',
          '按此顺序由轻到重，存储为序号，0 为正常。',
        ],
      },
    ),
  ],
};

export const exchangeRate: Table = {
  name: 'exchange_rate',
  title: { en: 'exchange rate', 'zh-CN': '汇率' },
  row: { en: 'currency × quote currency × day', 'zh-CN': '币种 × 计价币种 × 日期' },
  key: ['currency', 'quote_currency', 'as_of'],
  sortedBy: ['quote_currency', 'currency', 'as_of'],
  dayColumn: 'as_of',
  columns: [
    codeColumn('currency', ['currency', '币种']),
    codeColumn('quote_currency', ['quoted in', '计价币种']),
    dayColumn('as_of', ['day', '日期']),
    source('rate_millionths', 'bigint', { kind: 'stored_number' }, ['rate', '汇率'], {
      field: 'rate',
      note: [
        'Units of quote_currency for one unit of currency; kept in millionths.',
        '1 单位 currency 合多少单位 quote_currency；存储时以百万分之一计。',
      ],
    }),
  ],
};
