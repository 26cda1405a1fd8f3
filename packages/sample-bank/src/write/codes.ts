import { encode } from './encoding.ts';

/**
 * Code lists of the core system: our word → what its files say. Some are words, some are numbers,
 * as in a real bank. The mapping is written from these tables too.
 */
export const statusCodes = { active: '正常', dormant: '睡眠', frozen: '冻结', closed: '销户' } as const;

export const kindCodes = { demand: '01', term: '02', notice: '03' } as const;

export const currencyCodes = { CNY: '人民币', USD: '美元', HKD: '港币' } as const;

export const directionCodes = { credit: '贷', debit: '借' } as const;

export const purposeCodes = {
  salary: '代发工资',
  pension: '代发养老金',
  spend: '消费',
  refund: '消费退货',
  transfer: '转账',
  cash: '现金',
  loan: '贷款还款',
  interest: '结息',
  fee: '手续费',
} as const;

/** What the purposes of the core system are in ours, where the word differs. */
export const purposeMeanings = { pension: 'salary', refund: 'spend' } as const;

export const channelCodes = {
  counter: '1',
  machine: '2',
  terminal: '3',
  web: '4',
  mobile: '5',
  system: '9',
} as const;

export const roleCodes = { borrower: '借款人', guarantor: '保证人' } as const;

export const loanClassCodes = {
  normal: '正常',
  special_mention: '关注',
  substandard: '次级',
  doubtful: '可疑',
  loss: '损失',
} as const;

export const productCodes = {
  savings: '1001',
  payroll: '1002',
  foreign: '1101',
  term: '2001',
  certificate: '2002',
  notice: '3001',
} as const;

export const loanProductCodes = {
  mortgage: 'GRZF',
  consumer: 'GRXF',
  business: 'GRJY',
  card: 'DJKA',
} as const;

/** Products that are no deposits: LC wealth products, JJ funds, BX insurance; 03 are sold in foreign currency. */
export const holdingProductCodes = {
  steady: 'LC01',
  closed: 'LC02',
  foreignWealth: 'LC03',
  moneyMarket: 'JJ01',
  equity: 'JJ02',
  foreignFund: 'JJ03',
  insurance: 'BX01',
} as const;

export type AccountKind = keyof typeof kindCodes;
export type Currency = keyof typeof currencyCodes;
export type Purpose = keyof typeof purposeCodes;
export type Channel = keyof typeof channelCodes;
export type Product = keyof typeof productCodes;
export type HoldingProduct = keyof typeof holdingProductCodes;
export type LoanProduct = keyof typeof loanProductCodes;

/** The same table in GB18030 bytes, made once. */
export function encodeCodes<K extends string>(
  codes: Readonly<Record<K, string>>,
): Readonly<Record<K, Buffer>> {
  const entries = Object.entries<string>(codes).map(([key, text]) => [key, encode(text)] as const);
  return Object.fromEntries(entries) as Record<K, Buffer>;
}
