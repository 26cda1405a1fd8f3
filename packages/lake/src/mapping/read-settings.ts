import { z } from 'zod';
import { encodingNames } from '../source/encoding.ts';
import { flag, latestYear, nameText, text, whole } from './scalar.ts';

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

/** How files are read; stated once for the mapping, and again where a feed differs. */
export const readSettings = z
  .strictObject({
    format: z.enum(['csv', 'fixed', 'excel', 'parquet']).optional().describe('csv unless stated'),
    encoding: z
      .enum(['auto', ...encodingNames])
      .optional()
      .describe(
        'auto unless stated: UTF-8 if the bytes are, else GB18030 or Windows-1252, whichever is likelier',
      ),
    delimiter: z
      .string()
      .refine(
        (word) => word !== '' && Buffer.byteLength(word) <= 64 && !/[\r\n"]/.test(word),
        '1 to 64 bytes, no quote and no line end',
      )
      .optional()
      .describe('between columns, 1 to 64 bytes; a comma unless stated'),
    quote: z
      .string()
      .refine((word) => /^[ -~]?$/.test(word), 'one character, or an empty text for none')
      .optional()
      .describe(
        'around values that contain a delimiter or a line end; " unless stated; an empty text for none',
      ),
    header: header
      .optional()
      .describe(
        'whether the first line holds the names of the columns, or where they stand; true unless stated',
      ),
    columns: z
      .array(z.union([nameText, placedColumn]))
      .min(1)
      .optional()
      .describe('names of the columns of a file without a header; of one of fixed width, with their places'),
    positions: z
      .enum(['bytes', 'characters'])
      .optional()
      .describe('what `from` and `length` count; bytes unless stated'),
    record_length: whole(1, 1_000_000)
      .optional()
      .describe('of a file of fixed width without line ends: bytes of one record'),
    short_lines: flag
      .optional()
      .describe(
        'of a file of fixed width: whether blanks at the ends of lines were cut off; false unless stated',
      ),
    sheet: nameText.optional().describe('of an Excel file: name of the sheet; the first unless stated'),
    missing: z
      .union([text, z.array(text).min(1)])
      .transform((one) => (Array.isArray(one) ? one : [one]))
      .optional()
      .describe('texts that mean: no value; the empty text always does'),
    date: nameText.optional().describe('how days are written unless a field says otherwise'),
    latest_year: latestYear
      .optional()
      .describe('the last year that two digits may stand for, 2068 unless stated'),
    decimal: text.optional().describe('decimal separator unless a field says otherwise'),
    group: text.optional().describe('separator between groups of digits unless a field says otherwise'),
  })
  // One definition in the schema for editors, since it stands in every feed several times.
  .meta({ id: 'read' });

export type ReadSettings = z.output<typeof readSettings>;
