import { guessSign } from './code-words.ts';
import type { ColumnProfile } from './column-profile.ts';
import type { FileGroup } from './file-group.ts';
import { creditNames, debitNames, nameFit, signNames } from './vocabulary.ts';

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
  const named = (names: readonly string[]): ColumnProfile | undefined =>
    columns
      .filter(({ number }) => number !== null)
      .toSorted((a, b) => nameFit(b.called, names) - nameFit(a.called, names))
      .find(({ called }) => nameFit(called, names) >= 0.6);
  const [credit, debit] = [named(creditNames), named(debitNames)];
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
  return { kind: 'signed' };
}
