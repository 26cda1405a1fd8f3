import { unitTitles, type Unit } from '@gradus/schema';
import { z } from 'zod';
import { readSettings, type ReadSettings } from './read-settings.ts';
import { flag, latestYear, nameText, text, whole } from './scalar.ts';

const units = Object.keys(unitTitles) as [Unit, ...Unit[]];

const texts = z.union([text, z.array(text).min(1)]).transform((one) => (Array.isArray(one) ? one : [one]));

/** Rows to look at: every column named holds one of the values given; an empty text stands for a missing value. */
export const conditions = z
  .record(nameText, texts)
  .describe('column: value, or column: [values]; all of them must hold');

const caseOf = z.strictObject({
  when: conditions,
  value: text.optional().describe('what the field is then; an empty text means missing'),
  column: nameText.optional().describe('or the column to read it from'),
});

/** A field as written, long form. Which settings go together is checked in `field-check.ts`. */
const fieldObject = z.strictObject({
  column: nameText.optional().describe('column of the file'),
  columns: z.array(nameText).min(2).optional().describe('columns whose texts are joined'),
  join: text.optional().describe('what stands between joined columns'),
  value: text.optional().describe('the same text for every row'),
  cases: z.array(caseOf).min(1).optional().describe('the first case whose columns hold these values'),
  credit: nameText.optional().describe('column of amounts that count positive'),
  debit: nameText.optional().describe('column of amounts that count negative'),
  lookup: z
    .lazy((): z.ZodType<Lookup> => lookup)
    .optional()
    .describe('a value from another file'),
  missing: texts.optional().describe('further texts that mean: no value'),
  part: z
    .tuple([whole(-10_000, 10_000), whole(1, 10_000)])
    .optional()
    .describe(
      'position of the first character, from 1, or from the end with a minus; and number of characters',
    ),
  pad: whole(1, 100)
    .optional()
    .describe('fills an id or a code with zeros on its left, up to so many characters'),
  codes: z
    .record(text, text)
    .optional()
    .describe('source code: value of Gradus; an empty value means missing'),
  otherwise: text
    .optional()
    .describe(
      'value when no case and no code fits, which else rejects the row; without cases and codes, where there is no value',
    ),
  date: nameText
    .optional()
    .describe(
      'how days are written: yyyy or yy with mm and dd, m and d, or mmm, or with ddd for the day of the year',
    ),
  latest_year: latestYear.optional().describe('the last year that two digits may stand for'),
  in: z.enum(['major', 'minor']).optional().describe('whether amounts are in yuan (major) or fen (minor)'),
  decimal: text.optional().describe('decimal separator, `.` unless stated'),
  group: text.optional().describe('separator between groups of digits'),
  sign: z
    .strictObject({
      column: nameText,
      negative: texts.describe('values of the column that make the amount negative'),
      positive: texts.optional().describe('values that leave it positive; any other value is then rejected'),
    })
    .optional(),
  per: z
    .enum(['10', '100', '1000', '10000', '100000', '1000000'])
    .transform(Number)
    .meta({ written: ['number'] })
    .optional()
    .describe('how many units a number is quoted for: 100 divides it by 100'),
  invert: flag.optional().describe('of a rate: it is quoted the other way round'),
  negate: flag.optional().describe('turns the sign of the number'),
  add: whole(-1_000_000, 1_000_000).optional().describe('added to a whole number; to a day: days'),
  round: flag.optional().describe('rounds digits that cannot be stored, half away from zero'),
  unit: z.enum(units).optional().describe('what a figure counts'),
});

const lookup = z.strictObject({
  file: nameText.describe('name or pattern of the file'),
  match: z
    .record(
      nameText,
      z.lazy((): z.ZodType<FieldSpec> => field),
    )
    .describe('column of that file: field of this row; all of them must be equal'),
  where: conditions.optional().describe('rows of that file to look at'),
  read: readSettings.optional().describe('how that file is read, where the feed reads its own differently'),
  take: nameText.describe('column of that file that holds the value'),
  choose: z.enum(['least', 'greatest']).optional().describe('which of several values, in the order of texts'),
});

/** A field as written: the name of a column, or the long form. */
export const field: z.ZodType<FieldSpec> = z
  .union([nameText, fieldObject])
  .transform((one): FieldSpec => (typeof one === 'string' ? { column: one } : one));

export type Conditions = z.output<typeof conditions>;
export type FieldSpec = z.output<typeof fieldObject>;
export interface Lookup {
  readonly file: string;
  readonly match: Readonly<Record<string, FieldSpec>>;
  readonly where?: Conditions | undefined;
  readonly read?: ReadSettings | undefined;
  readonly take: string;
  readonly choose?: 'least' | 'greatest' | undefined;
}
