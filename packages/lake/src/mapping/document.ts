import { isCurrencyCode, sourceTables, type SourceTableName } from '@gradus/schema';
import { z } from 'zod';
import { operation } from './change.ts';
import { accountSums, ledger } from './control.ts';
import { conditions, field } from './field.ts';
import { allowance, day, flag, nameText, text, whole } from './scalar.ts';

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
const readSettings = z.strictObject({
  format: z.enum(['csv', 'fixed', 'excel', 'parquet']).optional().describe('csv unless stated'),
  encoding: z
    .enum(['auto', 'utf-8', 'gb18030'])
    .optional()
    .describe('auto unless stated: UTF-8 if the bytes are, else GB18030'),
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
  decimal: text.optional().describe('decimal separator unless a field says otherwise'),
  group: text.optional().describe('separator between groups of digits unless a field says otherwise'),
});

const control = z.strictObject({
  flag: nameText
    .optional()
    .describe(
      'name or pattern of a file that says that the delivery is complete; without it nothing is taken',
    ),
  file: nameText
    .optional()
    .describe('a file with a header, read as the feed is; `rows` and `sum` then name its columns'),
  where: conditions.optional().describe('picks the one row of that file'),
  rows: nameText.optional().describe('number of records, or the column that holds it'),
  sum: z
    .record(nameText, nameText)
    .optional()
    .describe('column of the feed: sum over all its records, or the column that holds it'),
});

const feed = z.strictObject({
  file: nameText.optional().describe('name or pattern (* and ?) of the files, from the source folder'),
  query: text.optional().describe('or a query on a database, whose columns are those of the feed'),
  connection: z
    .string()
    .regex(/^[a-z][a-z0-9_-]{0,31}$/, 'a name of small letters, digits, _ and -')
    .optional()
    .describe('name of the connection that the query runs on; its address is told on import'),
  required: flag.optional().describe('whether a delivery without such a file is refused; true unless stated'),
  delivery: z.enum(['full', 'changes', 'period']).optional(),
  period: z
    .strictObject({ from: day, to: day })
    .optional()
    .describe('days that a `period` delivery replaces; unless stated, first to last day found in it'),
  operation: operation.optional(),
  sequence: nameText
    .optional()
    .describe('of `delivery: changes`: the column by which the last of several rows of one key is known'),
  read: readSettings.optional(),
  where: conditions.optional().describe('rows to take'),
  except: conditions.optional().describe('rows to leave out'),
  fields: z.record(nameText, field),
  figures: z
    .record(nameText, field)
    .optional()
    .describe('for the table fact: name of the figure: where it stands'),
  control: control.optional(),
});

const feeds = z.union([feed, z.array(feed).min(1)]).transform((one) => (Array.isArray(one) ? one : [one]));

const perTable = <Value extends z.ZodType>(value: Value) =>
  z.strictObject(
    Object.fromEntries(sourceTables.map((name) => [name, value.optional()])) as Record<
      SourceTableName,
      z.ZodOptional<Value>
    >,
  );

/** The whole mapping, as written. docs/mapping.md explains every key. */
export const mappingDocument = z.strictObject({
  gradus_mapping: z.literal('1').meta({ written: ['number'] }),
  source: z
    .string()
    .regex(/^[a-z][a-z0-9_-]{0,63}$/, 'a name of small letters, digits, _ and -')
    .describe('name of the source system; a later delivery of the same source replaces or adds to its rows'),
  currency: z
    .string()
    .refine(isCurrencyCode, 'an ISO 4217 code such as CNY')
    .describe('currency where none is mapped'),
  data_from: day.optional().describe('first day from which all bookings are delivered'),
  business_date: z
    .union([
      day,
      z.strictObject({
        file_name: nameText.describe('regular expression with one group, over the names of the files'),
        date: nameText.optional(),
      }),
    ])
    .optional()
    .describe('day for which the delivery speaks'),
  read: readSettings.optional(),
  tolerance: z
    .union([allowance, perTable(allowance)])
    .optional()
    .describe('how many rows may be rejected before the whole delivery is refused; none unless stated'),
  vanish_at_most: allowance
    .optional()
    .describe('how many keys a `full` delivery may lack; 20% unless stated'),
  ledger: ledger.optional(),
  account_sums: accountSums.optional(),
  tables: perTable(feeds),
});

export type MappingDocument = z.output<typeof mappingDocument>;
export type FeedSpec = z.output<typeof feed>;
export type ReadSettings = z.output<typeof readSettings>;
export type ControlSpec = z.output<typeof control>;
