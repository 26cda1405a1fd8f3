import { guessSign } from './code-words.ts';
import type { ColumnProfile } from './column-profile.ts';
import type { FileGroup } from './file-group.ts';
import { creditNames, debitNames, nameFit, namedColumns, signNames } from './vocabulary.ts';

/** How an amount of a booking gets its sign. */
export type AmountMatch =
  | { readonly kind: 'signed' }
  | { readonly kind: 'sign_column'; readonly column: ColumnProfile }
  | {
      readonly kind: 'two_columns';
      readonly credit: ColumnProfile;
      readonly debit: ColumnProfile;
      readonly isGuess: boolean;
    };

export function amountOf({ columns, alternating }: FileGroup): AmountMatch | null {
  const numbers = columns.filter(({ number }) => number !== null);
  const [credit] = namedColumns(numbers, creditNames);
  const [debit] = namedColumns(numbers, debitNames);
  if (credit !== undefined && debit !== undefined && credit !== debit)
    return { kind: 'two_columns', credit, debit, isGuess: false };
  if (alternating !== null) {
    const [first, second] = alternating;
    return { kind: 'two_columns', credit: first, debit: second, isGuess: true };
  }
  const signs = columns
    .filter(({ distinct }) => distinct.size >= 1 && distinct.size <= 6)
    .filter(({ distinct }) => [...distinct].filter((code) => guessSign(code, distinct) !== null).length >= 1)
    .toSorted((a, b) => nameFit(b.called, signNames) - nameFit(a.called, signNames));
  const [sign] = signs;
  if (
    sign !== undefined &&
    (nameFit(sign.called, signNames) > 0 ||
      [...sign.distinct].every((code) => guessSign(code, sign.distinct) !== null))
  ) {
    return { kind: 'sign_column', column: sign };
  }
  // Two codes of which nothing is known, in a column that is called so.
  const [named] = namedColumns(
    columns.filter(({ distinct, dates }) => distinct.size === 2 && dates.length === 0),
    signNames,
  );
  if (named !== undefined && nameFit(named.called, signNames) >= 0.8)
    return { kind: 'sign_column', column: named };
  return { kind: 'signed' };
}
