import { describedCodes } from './code-companion.ts';
import { unaccented } from './name-form.ts';
import type { TableMatch } from './table-match.ts';

const cancelled = /취소|cancel|撤销|冲正|取消|storn|revers|anulad|annul|iptal/;
/** More codes say more of a booking than whether it stands. */
const codesMost = 4;

/** Leaves out bookings of which a list of codes says that they were cancelled. */
export function withoutCancelled(match: TableMatch): TableMatch {
  if (match.table !== 'entry') return match;
  const found = match.group.columns.flatMap((column) => {
    const isNamed = cancelled.test(unaccented(column.name)) && column.distinct.size <= codesMost;
    const codes = isNamed ? describedCodes(match.group, column) : null;
    const values = [...(codes ?? [])].flatMap(([code, word]) =>
      cancelled.test(unaccented(word)) ? [code] : [],
    );
    return codes === null || values.length === 0 || values.length >= codes.size ? [] : [{ column, values }];
  });
  const [cancelledRows] = found;
  if (cancelledRows === undefined) return match;
  return {
    ...match,
    cancelledRows,
    choice: { ...match.choice, except: [...match.choice.except, cancelledRows] },
  };
}
