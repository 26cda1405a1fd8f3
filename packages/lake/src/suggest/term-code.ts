import type { TableMatch } from './table-match.ts';

/**
 * What codes of account kinds mean by the company they keep: accounts with a term or a day of maturity are term deposits,
 * those that never have one can be drawn on demand. Empty where the file says nothing of terms.
 */
export function kindsByTerm({ group, table, columns }: TableMatch): ReadonlyMap<string, 'demand' | 'term'> {
  const kind = columns.get('kind')?.column;
  const terms = ['term_months', 'matures_on'].flatMap((field) => columns.get(field)?.column ?? []);
  if (table !== 'account' || kind === undefined || terms.length === 0) return new Map();
  const at = group.columns.indexOf(kind);
  const counts = new Map<string, { rows: number; terms: number }>();
  for (const row of group.samples.flatMap(({ rows }) => rows)) {
    const count = counts.get(row[at] ?? '') ?? { rows: 0, terms: 0 };
    count.rows += 1;
    const hasTerm = terms.some(({ missing }, index) => {
      const value = row[group.columns.indexOf(terms[index] ?? kind)] ?? '';
      return !/^0*$/.test(value) && !missing.includes(value);
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
