import type { ColumnProfile } from './column-profile.ts';
import { columnForms } from './name-form.ts';

/** The codes of kinds of business that German banks share (Geschäftsvorfallcodes), as far as a purpose follows from them. */
const purposes: Readonly<Record<string, string>> = {
  '004': 'Lastschrift',
  '005': 'Lastschrift',
  '020': 'Überweisung',
  '051': 'Überweisung',
  '052': 'Dauerauftrag',
  '053': 'Lohn, Gehalt',
  '082': 'Bareinzahlung',
  '083': 'Barauszahlung',
  '104': 'Lastschrift',
  '105': 'Lastschrift',
  '106': 'Kartenzahlung',
  '107': 'Kartenzahlung',
  '116': 'Überweisung',
  '117': 'Dauerauftrag',
  '152': 'Dauerauftrag',
  '153': 'Lohn, Gehalt',
  '166': 'Überweisung',
  '808': 'Gebühren',
  '814': 'Zinsen',
};

/** What the codes of a column of kinds of business mean; empty when it is none. */
export function gvcTexts(column: ColumnProfile): ReadonlyMap<string, string> {
  const isGvc = columnForms(column).some((form) => /gvc$|geschaftsvorfall/.test(form));
  if (!isGvc) return new Map();
  return new Map(
    [...column.distinct].flatMap((code) => {
      const text = purposes[code.padStart(3, '0')];
      return text === undefined ? [] : [[code, text] as const];
    }),
  );
}
