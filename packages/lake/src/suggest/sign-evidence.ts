import { guessCode } from './code-words.ts';
import type { ColumnProfile } from './column-profile.ts';
import { rowsOf } from './file-group.ts';
import { unaccented } from './name-form.ts';
import type { TableMatch } from './table-match.ts';

/** Purposes whose money goes one way in nearly all of their bookings. */
const ways: Readonly<Record<string, 'in' | 'out'>> = {
  salary: 'in',
  interest: 'in',
  spend: 'out',
  fee: 'out',
  tax: 'out',
};
/** Words that say the way themselves. */
const wordsIn =
  /入金|입금|存入|存现|现存|预入|預入|wplata|yatirma|deposit|einzahlung|ingreso|credit\b|nop tien/;
const wordsOut =
  /出金|출금|取现|现取|支取|引出|wyplata|cekme|withdraw|auszahlung|reintegro|retrait|saque|debit\b|rut tien/;
/** Rows that say the way, of which so many in a hundred must agree. */
const rowsLeast = 10;
const shareLeast = 0.85;

/** Which of two codes takes money out, by the bookings whose texts say which way the money went. */
export interface SignEvidence {
  readonly negative: string;
  readonly positive: string;
  /** Rows that say so. */
  readonly rows: number;
}

/** Null when the texts do not tell, or there are more codes than two. */
export function signByPurpose({ group, columns }: TableMatch, sign: ColumnProfile): SignEvidence | null {
  const purpose = columns.get('purpose')?.column;
  const [one, other] = [...sign.distinct];
  if (purpose === undefined || one === undefined || other === undefined || sign.distinct.size > 2)
    return null;
  const [at, text] = [group.columns.indexOf(sign), group.columns.indexOf(purpose)];
  const told = new Map<string, 'in' | 'out' | null>();
  const counts = { same: 0, turned: 0 };
  for (const row of rowsOf(group)) {
    const words = row[text] ?? '';
    const way = told.get(words) ?? wayOf(words);
    told.set(words, way);
    if (way === null || (row[at] !== one && row[at] !== other)) continue;
    // Whether the first code is that of money in.
    if ((way === 'in') === (row[at] === one)) counts.same += 1;
    else counts.turned += 1;
  }
  const rows = counts.same + counts.turned;
  const most = Math.max(counts.same, counts.turned);
  if (rows < rowsLeast || most < rows * shareLeast) return null;
  return counts.same > counts.turned
    ? { negative: other, positive: one, rows }
    : { negative: one, positive: other, rows };
}

function wayOf(text: string): 'in' | 'out' | null {
  const plain = unaccented(text);
  if (wordsIn.test(plain)) return 'in';
  if (wordsOut.test(plain)) return 'out';
  return ways[guessCode('entry', 'purpose', text)?.value ?? ''] ?? null;
}
