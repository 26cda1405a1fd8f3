/**
 * What a column holds. It decides how a row can be spoiled:
 * a date that does not exist, a code that no list knows, a reference to nothing.
 */
export type ColumnKind = 'id' | 'reference' | 'date' | 'code' | 'number' | 'text';

export interface FileColumn {
  readonly header: string;
  readonly kind: ColumnKind;
}

/** Layout of one kind of source file. */
export interface FileFormat {
  /** Name without suffix; entries carry their month behind it. */
  readonly name: string;
  readonly delimiter: '|' | ',';
  readonly lineEnd: '\n' | '\r\n';
  readonly columns: readonly FileColumn[];
}

const column = (header: string, kind: ColumnKind): FileColumn => ({ header, kind });

/** The files of a delivery. Delimiters and line ends differ on purpose: real ones do. */
export const fileFormats = {
  branch: {
    name: 'branch',
    delimiter: ',',
    lineEnd: '\r\n',
    columns: [column('机构号', 'id'), column('机构名称', 'text'), column('城市', 'text')],
  },
  customer: {
    name: 'customer',
    delimiter: '|',
    lineEnd: '\n',
    columns: [
      column('客户号', 'id'),
      column('姓名', 'text'),
      column('联系电话', 'text'),
      column('出生年份', 'number'),
      column('开户日期', 'date'),
      column('客户状态', 'code'),
      column('归属机构', 'text'),
    ],
  },
  account: {
    name: 'account',
    delimiter: ',',
    lineEnd: '\r\n',
    columns: [
      column('账号', 'id'),
      column('生效日期', 'date'),
      column('客户号', 'reference'),
      column('账户种类', 'code'),
      column('产品代码', 'text'),
      column('币种', 'code'),
      column('开户日', 'date'),
      column('存期月数', 'number'),
      column('到期日', 'text'),
      column('销户日', 'text'),
      column('期初余额', 'text'),
    ],
  },
  entry: {
    name: 'entry',
    delimiter: '|',
    lineEnd: '\n',
    columns: [
      column('流水号', 'id'),
      column('账号', 'reference'),
      column('记账日期', 'date'),
      column('借贷标志', 'code'),
      column('金额', 'number'),
      column('摘要', 'code'),
      column('渠道', 'text'),
    ],
  },
  loan: {
    name: 'loan',
    delimiter: ',',
    lineEnd: '\r\n',
    columns: [
      column('借据号', 'id'),
      column('贷款品种', 'text'),
      column('币种', 'code'),
      column('合同金额', 'number'),
      column('发放日', 'date'),
      column('到期日', 'text'),
      column('授信额度', 'text'),
    ],
  },
  loanParty: {
    name: 'loan_party',
    delimiter: '|',
    lineEnd: '\n',
    columns: [column('借据号', 'reference'), column('客户号', 'reference'), column('关系', 'code')],
  },
  loanStatus: {
    name: 'loan_status',
    delimiter: ',',
    lineEnd: '\r\n',
    columns: [
      column('借据号', 'reference'),
      column('报告日', 'date'),
      column('贷款余额', 'number'),
      column('逾期天数', 'number'),
      column('逾期金额', 'number'),
      column('五级分类', 'code'),
    ],
  },
  holding: {
    name: 'holding',
    delimiter: '|',
    lineEnd: '\n',
    columns: [
      column('客户号', 'reference'),
      column('产品代码', 'text'),
      column('估值日', 'date'),
      column('份额', 'text'),
      column('市值', 'number'),
      column('币种', 'code'),
    ],
  },
  survey: {
    name: 'survey',
    delimiter: '|',
    lineEnd: '\n',
    columns: [
      column('客户号', 'reference'),
      column('指标名称', 'text'),
      column('截止日', 'date'),
      column('数值', 'number'),
    ],
  },
  accountSum: {
    name: 'account_sum',
    delimiter: ',',
    lineEnd: '\n',
    columns: [
      column('账号', 'reference'),
      column('月末', 'date'),
      column('余额', 'number'),
      column('当月积数', 'number'),
    ],
  },
  ledger: {
    name: 'ledger',
    delimiter: ',',
    lineEnd: '\n',
    columns: [
      column('日期', 'date'),
      column('机构号', 'text'),
      column('科目', 'text'),
      column('币种', 'code'),
      column('余额', 'number'),
    ],
  },
  exchangeRate: {
    name: 'exchange_rate',
    delimiter: ',',
    lineEnd: '\n',
    columns: [
      column('币种', 'code'),
      column('计价币种', 'code'),
      column('日期', 'date'),
      column('汇率', 'number'),
    ],
  },
} as const satisfies Record<string, FileFormat>;
