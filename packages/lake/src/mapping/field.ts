import { unitTitles, type Unit } from '@gradus/schema';
import { z } from 'zod';
import { conditions, type Conditions } from './condition.ts';
import { described } from './described.ts';
import { readSettings, type ReadSettings } from './read-settings.ts';
import { decimalMark, flag, groupMark, latestYear, nameText, text, texts, whole } from './scalar.ts';
import { settingWords } from './setting-words.ts';

const units = Object.keys(unitTitles) as [Unit, ...Unit[]];

const caseOf = z.strictObject({
  when: conditions,
  value: text.optional().describe('what the field is then; an empty text means missing'),
  column: nameText.optional().describe('or the column to read it from'),
});

/** A field as written, long form. Which settings go together is checked in `field-check.ts`. */
const fieldObject = z.strictObject(
  described(settingWords, {
    column: nameText.optional(),
    columns: z.array(nameText).min(2).optional(),
    join: text.optional(),
    value: text.optional(),
    cases: z.array(caseOf).min(1).optional(),
    credit: nameText.optional(),
    debit: nameText.optional(),
    lookup: z.lazy((): z.ZodType<Lookup> => lookup).optional(),
    missing: texts.optional(),
    remove: z
      .union([nameText, z.array(nameText).min(1)])
      .transform((one) => (Array.isArray(one) ? one : [one]))
      .optional(),
    part: z.tuple([whole(-10_000, 10_000), whole(1, 10_000)]).optional(),
    pad: whole(1, 100).optional(),
    codes: z.record(text, text).optional(),
    otherwise: text.optional(),
    date: nameText.optional(),
    latest_year: latestYear.optional(),
    in: z.enum(['major', 'minor']).optional(),
    decimal: decimalMark.optional(),
    group: groupMark.optional(),
    sign: z
      .strictObject({
        column: nameText,
        negative: texts.describe('values of the column that make the amount negative'),
        positive: texts
          .optional()
          .describe('values that leave it positive; any other value is then rejected'),
      })
      .optional(),
    per: z
      .enum(['10', '100', '1000', '10000', '100000', '1000000'])
      .transform(Number)
      .meta({ written: ['number'] })
      .optional(),
    invert: flag.optional(),
    negate: flag.optional(),
    add: whole(-1_000_000, 1_000_000).optional(),
    round: flag.optional(),
    unit: z.enum(units).optional(),
  }),
);

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

export type FieldSpec = z.output<typeof fieldObject>;
export interface Lookup {
  readonly file: string;
  readonly match: Readonly<Record<string, FieldSpec>>;
  readonly where?: Conditions | undefined;
  readonly read?: ReadSettings | undefined;
  readonly take: string;
  readonly choose?: 'least' | 'greatest' | undefined;
}
