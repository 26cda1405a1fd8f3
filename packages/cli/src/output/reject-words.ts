import type { ImportReport, RowPlace } from '@gradus/lake';
import { shownText, type LocalText } from '@gradus/schema';
import { countText } from './figure.ts';

/** Rows that were rejected for one cause. */
export type Cause = ImportReport['rejects']['byCode'][number];

/** `1 row`, `2,000 rows`. */
export const rows = ({ count }: Cause): string => `${countText(count)} ${count === 1 ? 'row' : 'rows'}`;

/** `file:line`, or the line alone beside another of the same file. */
export function placeText({ file, sheet, line }: RowPlace, beside?: RowPlace): string {
  if (beside !== undefined && file === beside.file && sheet === beside.sheet) return String(line);
  return `${shownText(file)}${sheet === null ? '' : `[${shownText(sheet)}]`}:${line}`;
}

/** What a field names: its table, and how it is called. */
interface Named {
  readonly table: string;
  readonly one: LocalText;
  readonly many: string;
}

const customers: Named = { table: 'customer', one: { en: 'customer', 'zh-CN': '客户' }, many: 'customers' };
const others: Readonly<Record<string, Named>> = {
  account_id: { table: 'account', one: { en: 'account', 'zh-CN': '账户' }, many: 'accounts' },
  loan_id: { table: 'loan', one: { en: 'loan', 'zh-CN': '贷款' }, many: 'loans' },
};

/** What a field of a row names: an account, a loan, or else a customer. */
export function namedBy(field: string): Named {
  return others[field] ?? customers;
}
