import type { ColumnProfile } from './column-profile.ts';
import { codeCompanions } from './code-companion.ts';
import type { TableMatch } from './table-match.ts';

const numerals = '零一二三四五六七八九十';

/** Months that a text names: `M03`, `1Y`, `三个月`, `24 Monate`; null: a term in days; undefined: it names none. */
export function monthsIn(text: string): number | null | undefined {
  const plain = text.normalize('NFKC').toLowerCase().trim();
  const found =
    /^(?<unit>[dwmy])(?<count>\d{1,3})$/.exec(plain) ??
    /(?<![\p{L}\d])(?<count>\d{1,3})\s?(?<unit>d|w|m|y|day|week|month|year|tag|woche|mon|monat|jahr|dia|mes|meses|ano|anos|mois|an|ans|天|日|周|个月|月|年)(?:s|e|en)?(?![a-z])/u.exec(
      plain,
    ) ??
    /(?<count>[零一二两三四五六七八九十]+)(?<unit>天|周|个月|年)/u.exec(plain);
  const { count = '', unit = '' } = found?.groups ?? {};
  const number = /^\d+$/.test(count) ? Number(count) : numeralOf(count);
  if (unit === '' || number === 0) return undefined;
  if (/^(d|w|day|week|tag|woche|dia|天|日|周)$/.test(unit)) return null;
  return /^(y|year|jahr|ano|anos|an|ans|年)$/.test(unit) ? number * 12 : number;
}

function numeralOf(text: string): number {
  if (text === '') return 0;
  const one = (sign: string): number => (sign === '两' ? 2 : numerals.indexOf(sign));
  const [tens, ones] = text.split('十');
  if (ones === undefined) return one(text);
  return (tens === '' || tens === undefined ? 1 : one(tens)) * 10 + (ones === '' ? 0 : one(ones));
}

/** Months that codes of terms name by themselves or in what is said beside them; null unless all do. */
export function termsByWords(
  match: TableMatch,
  term: ColumnProfile,
): ReadonlyMap<string, number | null> | null {
  if (term.number !== null || term.distinct.size === 0 || term.distinct.size > 60) return null;
  const words = codeCompanions(match, 'term_months', term);
  const told = new Map<string, number | null>();
  for (const code of term.distinct) {
    const months = monthsIn(words.get(code) ?? '') ?? monthsIn(code);
    if (months === undefined) return null;
    told.set(code, months);
  }
  return told;
}
