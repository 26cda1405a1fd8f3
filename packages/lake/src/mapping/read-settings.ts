import { z } from 'zod';
import { encodingAliases, encodingNamed, encodingNames } from '../source/encoding.ts';
import { described } from './described.ts';
import { readWords } from './feed-words.ts';
import { decimalMark, flag, groupMark, latestYear, nameText, text, whole } from './scalar.ts';

/** A column of a file of fixed width. */
const placedColumn = z.strictObject({
  name: nameText,
  from: whole(1, 1_000_000)
    .optional()
    .describe('first position, from 1; after the column before unless stated'),
  length: whole(1, 100_000).describe('number of positions'),
});

const header = z.union([
  flag,
  z.strictObject({
    file: nameText.describe('file that holds the names: one line of them, or one on each line'),
  }),
  z.strictObject({
    row: whole(1, 1000).describe('line that holds the names; what stands before it is left out'),
  }),
]);

/** An encoding by any of its names; an editor is told those as they are usually written. */
const encoding = z.preprocess(
  (word) => (typeof word === 'string' ? (encodingNamed(word) ?? word) : word),
  z.enum(['auto', ...encodingNames]).meta({ alsoWritten: encodingAliases }),
);

/** How files are read; stated once for the mapping, and again where a feed differs. */
export const readSettings = z
  .strictObject(
    described(readWords, {
      format: z.enum(['csv', 'fixed', 'excel', 'parquet']).optional(),
      encoding: encoding.optional(),
      delimiter: z
        .string()
        .refine(
          (word) => word !== '' && Buffer.byteLength(word) <= 64 && !/[\r\n"]/.test(word),
          '1 to 64 bytes, no quote and no line end',
        )
        .optional(),
      quote: z
        .string()
        .refine((word) => /^[ -~]?$/.test(word), 'one character, or an empty text for none')
        .optional(),
      header: header.optional(),
      columns: z
        .array(z.union([nameText, placedColumn]))
        .min(1)
        .optional(),
      positions: z.enum(['bytes', 'characters']).optional(),
      record_length: whole(1, 1_000_000).optional(),
      short_lines: flag.optional(),
      sheet: nameText.optional(),
      missing: z
        .union([text, z.array(text).min(1)])
        .transform((one) => (Array.isArray(one) ? one : [one]))
        .optional(),
      date: nameText.optional(),
      latest_year: latestYear.optional(),
      decimal: decimalMark.optional(),
      group: groupMark.optional(),
    }),
  )
  // One definition in the schema for editors, since it stands in every feed several times.
  .meta({ id: 'read' });

export type ReadSettings = z.output<typeof readSettings>;
