import { isCurrencyCode, sourceTables, type SourceTableName } from '@gradus/schema';
import { z } from 'zod';
import { operation } from './change.ts';
import { conditions, exactConditions } from './condition.ts';
import { accountSums, ledger } from './control.ts';
import { described } from './described.ts';
import { documentWords, feedWords } from './feed-words.ts';
import { field } from './field.ts';
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
  where: exactConditions
    .optional()
    .describe('picks the one row of that file; with {file} or {stem}, one for each file of the feed'),
  total: conditions
    .optional()
    .describe(
      'picks the one row of each file of the feed that holds its totals, in the columns that `rows` and `sum` name; it is not taken',
    ),
  rows: nameText.optional().describe('number of records, or the column that holds it'),
  sum: z
    .record(nameText, nameText)
    .optional()
    .describe('column of the feed: sum over all its records, or the column that holds it'),
});

const feed = z.strictObject(
  described(feedWords, {
    file: nameText.optional(),
    query: text.optional(),
    connection: z
      .string()
      .regex(/^[a-z][a-z0-9_-]{0,31}$/, 'a name of small letters, digits, _ and -')
      .optional(),
    required: flag.optional(),
    delivery: z.enum(['full', 'changes', 'period', 'slices']).optional(),
    period: z.strictObject({ from: day, to: day }).optional(),
    operation: operation.optional(),
    sequence: nameText.optional(),
    read: readSettings.optional(),
    where: conditions.optional(),
    except: z
      .union([conditions, z.array(conditions).min(1)])
      .transform((one) => (Array.isArray(one) ? one : [one]))
      .optional(),
    unknown_reference: z.enum(['reject', 'leave_out']).optional(),
    fields: z.record(nameText, field),
    figures: z.record(nameText, field).optional(),
    control: control.optional(),
  }),
);

const feeds = z.union([feed, z.array(feed).min(1)]).transform((one) => (Array.isArray(one) ? one : [one]));

const perTable = <Value extends z.ZodType>(value: Value) =>
  z.strictObject(
    Object.fromEntries(sourceTables.map((name) => [name, value.optional()])) as Record<
      SourceTableName,
      z.ZodOptional<Value>
    >,
  );

/** The whole mapping, as written. docs/mapping.md explains every key. */
export const mappingDocument = z.strictObject(
  described(documentWords, {
    gradus_mapping: z.literal('1').meta({ written: ['number'] }),
    source: z.string().regex(/^[a-z][a-z0-9_-]{0,63}$/, 'a name of small letters, digits, _ and -'),
    currency: z.string().refine(isCurrencyCode, 'an ISO 4217 code such as CNY'),
    data_from: day.optional(),
    business_date: z
      .union([
        day,
        z.strictObject({
          file_name: nameText.describe('regular expression with one group, over the names of the files'),
          date: nameText.optional(),
        }),
      ])
      .optional(),
    read: readSettings.optional(),
    tolerance: z.union([allowance, perTable(allowance)]).optional(),
    vanish_at_most: allowance.optional(),
    ledger: ledger.optional(),
    account_sums: accountSums.optional(),
    tables: perTable(feeds),
  }),
);

export type MappingDocument = z.output<typeof mappingDocument>;
export type FeedSpec = z.output<typeof feed>;
export type ControlSpec = z.output<typeof control>;
