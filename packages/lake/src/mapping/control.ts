import { accountKinds, parseDecimal, toScaled } from '@gradus/schema';
import { z } from 'zod';
import { nameText } from './scalar.ts';

/** Decimals that a tolerance is held with; no currency has more. */
export const toleranceScale = 4;

const tolerance = z
  .string()
  .transform((word, context): bigint => {
    const decimal = parseDecimal(word);
    const value = decimal === null ? null : toScaled(decimal, toleranceScale);
    if (value !== null && value >= 0n && value < 10n ** 15n) return value;
    context.addIssue({ code: 'custom', message: 'an amount such as 0 or 0.05' });
    return z.NEVER;
  })
  .meta({ written: ['string', 'number'] });

const settings = {
  tolerance: tolerance
    .optional()
    .describe('difference that a figure may have, in units of its currency; 0 unless stated'),
  on_difference: z
    .enum(['refuse', 'warn'])
    .optional()
    .describe('whether a delivery with differences is refused; refuse unless stated'),
};

const oneOrMore = <Value extends z.ZodType>(value: Value) =>
  z.union([value, z.array(value).min(1)]).transform((one) => (Array.isArray(one) ? one : [one]) as string[]);

const subject = z.strictObject({
  kind: oneOrMore(z.enum(accountKinds)).optional().describe('kinds of accounts; all unless stated'),
  product: oneOrMore(nameText).optional().describe('products; all unless stated'),
});

/** Which accounts the subjects of the general ledger sum up. */
export const ledger = z.strictObject({
  subjects: z
    .record(nameText, subject)
    .describe('subject of the general ledger: the accounts that belong to it'),
  ...settings,
});

/** How the core's own sums of balances are held against those of the bookings. */
export const accountSums = z.strictObject(settings);

export type Subject = z.output<typeof subject>;

/** How large differences may be, and what follows from larger ones. */
export interface ControlSettings {
  /** In 1/10,000 of the unit of the currency. */
  readonly tolerance: bigint;
  readonly onDifference: 'refuse' | 'warn';
}

export interface Ledger extends ControlSettings {
  readonly subjects: Readonly<Record<string, Subject>>;
}

/** Nothing said: no difference is too small to refuse for. */
export function controlSettings(written: z.output<typeof accountSums> | undefined): ControlSettings {
  return { tolerance: written?.tolerance ?? 0n, onDifference: written?.on_difference ?? 'refuse' };
}
