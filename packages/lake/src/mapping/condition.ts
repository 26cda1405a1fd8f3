import { z } from 'zod';
import { nameText, text, texts } from './scalar.ts';

const someTexts = z
  .union([nameText, z.array(nameText).min(1)])
  .transform((one) => (Array.isArray(one) ? one : [one]));

const partly = z
  .strictObject({
    starts_with: someTexts.optional().describe('texts of which one must stand at the beginning'),
    contains: someTexts.optional().describe('texts of which one must stand anywhere'),
  })
  .refine((one) => Object.keys(one).length > 0, {
    error: 'starts_with, contains, or both',
    // A key that is misspelt is told as that alone.
    when: ({ issues }) => issues.length === 0,
  });

const wanted = z.union([text, z.array(text).min(1), partly]).transform((one): Wanted => {
  if (typeof one === 'string') return exactly([one]);
  return Array.isArray(one)
    ? exactly(one)
    : { equals: [], startsWith: one.starts_with ?? [], contains: one.contains ?? [] };
});

/** Texts that a column may hold: one of the first, or one that begins with or holds one of the others. */
export interface Wanted {
  readonly equals: readonly string[];
  readonly startsWith: readonly string[];
  readonly contains: readonly string[];
}

/** Rows to look at: every column named holds what is wanted of it; an empty text stands for a missing value. */
export const conditions = z
  .record(nameText, wanted)
  .describe(
    'column: value, column: [values], or column: { starts_with: texts, contains: texts }; all columns must hold',
  );

/** Conditions that know nothing but whole values. */
export const exactConditions = z
  .record(nameText, texts)
  .describe('column: value, or column: [values]; all of them must hold');

export type Conditions = z.output<typeof conditions>;
export type ExactConditions = z.output<typeof exactConditions>;

/** Conditions on whole values, as conditions of any kind. */
export function asConditions(exact: ExactConditions): Conditions {
  return Object.fromEntries(Object.entries(exact).map(([column, equals]) => [column, exactly(equals)]));
}

function exactly(equals: readonly string[]): Wanted {
  return { equals, startsWith: [], contains: [] };
}
