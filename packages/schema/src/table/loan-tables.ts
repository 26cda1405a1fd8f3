import { loanClasses } from '../loan-class.ts';
import type { Table } from './column.ts';
import {
  codeColumn,
  dayColumn,
  keyOf,
  moneyColumn,
  ownCurrency,
  source,
  wholeColumn,
} from './column-form.ts';

export const loan: Table = {
  name: 'loan',
  title: { en: 'loan', 'zh-CN': '贷款' },
  row: { en: 'a loan', 'zh-CN': '一笔贷款' },
  key: ['loan_key'],
  sortedBy: ['loan_key'],
  columns: [
    keyOf('loan', ['loan', '贷款'], {
      note: [
        'Whose loan it is stands in loan_party, how it is repaid in loan_status; without both it counts for nobody.',
        '贷款属于谁见 loan_party，还款情况见 loan_status；缺少其中之一，贷款不计入任何客户。',
      ],
    }),
    codeColumn('product', ['product', '产品'], {
      nullable: true,
      note: [
        'For counting products; loans without one count as one product together.',
        '用于统计产品数；没有产品的贷款合计为一种产品。',
      ],
    }),
    ownCurrency(),
    moneyColumn('principal', ['principal', '本金'], {
      nullable: true,
      note: ['Kept with the loan; no metric reads it.', '随贷款保存；没有度量使用它。'],
    }),
    dayColumn('opened_on', ['granted on', '发放日']),
    dayColumn('matures_on', ['matures on', '到期日'], {
      nullable: true,
      note: ['Kept with the loan; no metric reads it.', '随贷款保存；没有度量使用它。'],
    }),
    moneyColumn('limit', ['credit limit', '授信额度'], {
      nullable: true,
      note: [
        'Of revolving credit, for its utilisation. A loan without one is repaid when nothing is outstanding.',
        '用于循环额度的使用率。没有额度的贷款，余额为 0 即为结清。',
      ],
    }),
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
    moneyColumn('overdue', ['overdue amount', '逾期金额'], {
      nullable: true,
      note: [
        'Where a policy overlooks small arrears (`at_least`); an unknown amount is not overlooked.',
        '供政策忽略小额逾期（`at_least`）；金额未知的不忽略。',
      ],
    }),
    source(
      'class',
      'smallint',
      { kind: 'code', values: loanClasses, ordinal: true },
      ['classification', '五级分类'],
      {
        nullable: true,
        note: [
          'Written as these words, from light to grave; without it loans have no class. What a policy calls the current class is that of loans with something outstanding.',
          '按这些词填写，由轻到重；没有时贷款无分类。政策中的当前分类只看尚有余额的贷款。',
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
        'Units of quote_currency for one unit of currency, with up to six decimals.',
        '1 单位 currency 合多少单位 quote_currency，最多六位小数。',
      ],
    }),
  ],
};
