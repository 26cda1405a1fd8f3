import type { ColumnProfile } from './column-profile.ts';
import { columnForms } from './name-form.ts';

const flags: ReadonlySet<string> = new Set(['y', 'n', 'yes', 'no', 'true', 'false', 't', 'f', '是', '否']);
const states =
  /dormant|dormancy|inactiv|frozen|blocked|status|^state$|状态|冻结|睡眠|不动户|휴면|상태|休眠|durum|статус/;

/** Whether a column says yes or no, or in which state an account is: neither tells which kind of account it is. */
export function isFlagOrState(column: ColumnProfile): boolean {
  const { distinct } = column;
  const isFlag =
    distinct.size > 0 &&
    distinct.size <= 2 &&
    [...distinct].every((code) => flags.has(code.trim().toLowerCase()));
  return isFlag || columnForms(column).some((form) => states.test(form));
}
