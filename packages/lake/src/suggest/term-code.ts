import { parseDay } from '@gradus/schema';
import type { ColumnProfile } from './column-profile.ts';
import { isoDay } from './day-profile.ts';
import { rowsOf } from './file-group.ts';
import type { TableMatch } from './table-match.ts';
import { termsByWords } from './term-text.ts';
import { fieldNames, namedColumns } from './vocabulary.ts';

const nothing = /^0*$/;

/**
 * What codes of account kinds mean by the company they keep: accounts with a term or a day of maturity are term deposits,
 * those that never have one can be drawn on demand. Empty where the file says nothing of terms.
 */
export function kindsByTerm(
  { group, table, columns }: TableMatch,
  kind: ColumnProfile,
): ReadonlyMap<string, 'demand' | 'term'> {
  const terms = ['term_months', 'matures_on'].flatMap((field) => columns.get(field)?.column ?? []);
  if (table !== 'account' || terms.length === 0) return new Map();
  const at = group.columns.indexOf(kind);
  const places = terms.map((term) => group.columns.indexOf(term));
  const counts = new Map<string, { rows: number; terms: number }>();
  for (const row of rowsOf(group)) {
    if ((row[at] ?? '') === '') continue;
    const count = counts.get(row[at] ?? '') ?? { rows: 0, terms: 0 };
    count.rows += 1;
    const hasTerm = terms.some(({ missing }, index) => {
      const value = row[places[index] ?? -1] ?? '';
      return !nothing.test(value) && !missing.includes(value);
    });
    if (hasTerm) count.terms += 1;
    counts.set(row[at] ?? '', count);
  }
  const told = new Map<string, 'demand' | 'term'>();
  for (const [code, { rows, terms: withTerm }] of counts) {
    if (withTerm >= rows * 0.95) told.set(code, 'term');
    else if (withTerm <= rows * 0.05) told.set(code, 'demand');
  }
  // Where all accounts are alike the column does not tell them apart.
  return new Set(told.values()).size === 2 ? told : new Map();
}

/** Rows of a code that must agree before it is taken for a term. */
const rowsLeast = 3;
const daysPerMonth = 30.436_875;

/**
 * Months that codes of terms stand for, by the days from opening to maturity: `201` is 12 where such accounts run for a year.
 * A code whose accounts never mature stands for none. Null when the codes are the months themselves, or nothing tells.
 */
export function termsByDays(
  { group, columns }: TableMatch,
  term: ColumnProfile,
): ReadonlyMap<string, number | null> | null {
  const opened = columns.get('opened_on')?.column;
  const matures = columns.get('matures_on')?.column;
  if (opened === undefined || matures === undefined || term.distinct.size > 60) return null;
  const at = [term, opened, matures].map((column) => group.columns.indexOf(column));
  const found = new Map<string, number[]>();
  for (const row of rowsOf(group)) {
    const [code = '', begin = '', end = ''] = at.map((index) => row[index] ?? '');
    if (code === '') continue;
    const days =
      matures.missing.includes(end) || end === '' ? null : daysBetween({ begin, opened }, { end, matures });
    const months = found.get(code) ?? [];
    if (days !== null && days > 0) months.push(Math.round(days / daysPerMonth));
    found.set(code, months);
  }
  const told = new Map<string, number | null>();
  for (const [code, months] of found) {
    const usual = middle(months);
    const alike = months.filter((one) => one === usual).length;
    if (months.length > 0 && (months.length < rowsLeast || alike * 10 < months.length * 8)) return null;
    told.set(code, usual);
  }
  const isPlain = [...told].every(([code, months]) => months === null || Number(code) === months);
  return isPlain ? null : told;
}

function daysBetween(
  { begin, opened }: { readonly begin: string; readonly opened: ColumnProfile },
  { end, matures }: { readonly end: string; readonly matures: ColumnProfile },
): number | null {
  const from = parseDay(isoDay(begin, opened.dates[0]));
  const to = parseDay(isoDay(end, matures.dates[0]));
  return from === null || to === null ? null : to - from;
}

function middle(months: readonly number[]): number | null {
  return months.toSorted((a, b) => a - b)[months.length >> 1] ?? null;
}

/** Takes codes for terms where the days of the accounts say what they stand for, though they are no numbers. */
export function withTerm(match: TableMatch): TableMatch {
  if (match.table !== 'account' || match.columns.has('term_months')) return match;
  const taken = new Set([...match.columns.values()].map(({ column }) => column));
  const names = fieldNames.account?.['term_months'] ?? [];
  const term = namedColumns(match.candidates, names).find((column) => {
    if (taken.has(column)) return false;
    const told = termsByWords(match, column) ?? termsByDays(match, column);
    return told !== null && [...told.values()].some((months) => months !== null);
  });
  if (term === undefined) return match;
  return { ...match, columns: new Map([...match.columns, ['term_months', { column: term, fit: 0.6 }]]) };
}
