import { isCurrencyCode, sourceTables, type SourceTableName } from '@gradus/schema';
import { z } from 'zod';
import { operation } from './change.ts';
import { accountSums, ledger } from './control.ts';
import { conditions, field } from './field.ts';
import { readSettings } from './read-settings.ts';
import { allowance, day, flag, nameText, text } from './scalar.ts';

const control = z.strictObject({
  flag: nameText
    .optional()
    .describe(
      'name or pattern of a file that says that the delivery is complete; without it nothing is taken',
    ),
  file: nameText
    .optional()
    .describe(
      'a file of totals, whose columns `rows` and `sum` then name; {file} and {stem} stand for the name of each file of the feed',
    ),
  read: readSettings
    .optional()
    .describe('how that file is read; delimited text with a header, and else as the feed, unless stated'),
  where: conditions
    .optional()
    .describe('picks the one row of that file; with {file} or {stem}, one for each file of the feed'),
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
  delivery: z
    .enum(['full', 'changes', 'period', 'slices'])
    .optional()
    .describe('what rows that are not there mean; slices: of holdings, what a day lacks has ended'),
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
  unknown_reference: z
    .enum(['reject', 'leave_out'])
    .optional()
    .describe(
      'what becomes of rows of a customer, account or loan that nobody delivers, or that is left out; reject unless stated',
    ),
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
export type ControlSpec = z.output<typeof control>;
