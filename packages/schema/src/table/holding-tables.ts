import type { Table } from './column.ts';
import { codeColumn, dayColumn, keyOf, moneyColumn, ownCurrency, wholeColumn } from './column-form.ts';

/** Products of a customer that are no deposits, at their value; a row holds from its day to the next of its key. */
export const holding: Table = {
  name: 'holding',
  title: { en: 'holding', 'zh-CN': '持有产品' },
  row: {
    en: 'customer × product × currency × day from which the value holds',
    'zh-CN': '客户 × 产品 × 币种 × 市值生效之日',
  },
  key: ['customer_key', 'product', 'currency', 'as_of'],
  sortedBy: ['customer_key', 'product', 'currency', 'as_of'],
  dayColumn: 'as_of',
  columns: [
    keyOf('customer', ['customer', '客户']),
    codeColumn('product', ['product', '产品']),
    ownCurrency(),
    dayColumn('as_of', ['value as of', '估值日']),
    moneyColumn('value', ['value', '市值'], {
      nullable: true,
      note: [
        '0 once nothing is held; a product without a value counts as nothing.',
        '不再持有时为 0；没有市值的产品不计入金额。',
      ],
    }),
    wholeColumn('quantity', ['whole units held', '持有数量'], [0, 1_000_000_000], {
      nullable: true,
      note: ['Of products that have no value, such as cards.', '用于没有市值的产品，例如银行卡。'],
    }),
  ],
};
