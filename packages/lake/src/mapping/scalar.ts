import { parseDay, type Day } from '@gradus/schema';
import { z } from 'zod';

// A mapping is read without guessing types: every scalar arrives as the text that was written, so that `01` stays `01`
// and `no` stays `no`. These schemas give the texts their meaning; `written` says what editors should accept.

/** How a scalar may be written in YAML, for the published JSON Schema. */
export interface Written {
  readonly written: readonly ('string' | 'number' | 'boolean')[];
}

const anyScalar: Written = { written: ['string', 'number', 'boolean'] };

/** Text as written; may be empty. */
export const text = z.string().meta({ ...anyScalar });

/** One text, or a list of them; each may be empty. */
export const texts = z
  .union([text, z.array(text).min(1)])
  .transform((one) => (Array.isArray(one) ? one : [one]));

/** Name of a column, a file or a figure. */
export const nameText = z
  .string()
  .min(1, 'a name that is not empty')
  .meta({ written: ['string', 'number'] });

export const flag = z
  .enum(['true', 'false'])
  .transform((word) => word === 'true')
  .meta({ written: ['boolean'] });

/** What stands before the decimals of a number. */
export const decimalMark = z
  .string()
  .refine((word) => /^[^\p{N}\p{L}+-]$/u.test(word), "one sign, such as ','")
  .meta({ written: ['string'] });

/** What stands between the thousands of a number; empty for nothing. */
export const groupMark = z
  .string()
  .refine((word) => /^[^\p{N}\p{L}+-]?$/u.test(word), "one sign, such as ',', or an empty text for none")
  .meta({ written: ['string'] });

/** A calendar day as `YYYY-MM-DD`. */
export const day = z
  .string()
  .transform((word, context): Day => {
    const parsed = parseDay(word);
    if (parsed !== null) return parsed;
    context.addIssue({ code: 'custom', message: 'a day such as 2026-06-30' });
    return z.NEVER;
  })
  .meta({ written: ['string'] });

/** A whole number, in the bounds given. */
export function whole(least: number, most: number) {
  return z
    .string()
    .transform((word, context): number => {
      const value = /^-?\d{1,15}$/.test(word) ? Number(word) : Number.NaN;
      if (value >= least && value <= most) return value;
      context.addIssue({ code: 'custom', message: `a whole number from ${least} to ${most}` });
      return z.NEVER;
    })
    .meta({ written: ['number'] });
}

/** The last of the hundred years that two digits may stand for. */
export const latestYear = whole(1899, 2299);

/** A share of rows in millionths, or a number of rows. */
export type Allowance =
  | { readonly kind: 'share'; readonly millionths: bigint }
  | { readonly kind: 'rows'; readonly rows: bigint };

const share = /^(\d{1,3})(?:\.(\d{1,4}))?\s*%$/;
const rows = /^(\d{1,12})(?:\s+rows?)?$/;

/** `0.1 %` or `20 rows`. */
export const allowance = z
  .string()
  .transform((word, context): Allowance => {
    const percent = share.exec(word.trim());
    if (percent !== null) {
      const millionths = BigInt((percent[1] ?? '') + (percent[2] ?? '').padEnd(4, '0'));
      if (millionths <= 1_000_000n) return { kind: 'share', millionths };
    }
    const count = rows.exec(word.trim());
    if (count !== null) return { kind: 'rows', rows: BigInt(count[1] ?? '') };
    context.addIssue({ code: 'custom', message: 'a share such as 0.1% or a number such as 20 rows' });
    return z.NEVER;
  })
  .meta({ written: ['string', 'number'] });

/** Whether `count` of `total` rows is within the allowance. */
export function isWithin(allowed: Allowance, count: bigint, total: bigint): boolean {
  return allowed.kind === 'rows' ? count <= allowed.rows : count * 1_000_000n <= total * allowed.millionths;
}

export function allowanceText(allowed: Allowance): string {
  if (allowed.kind === 'rows') return String(allowed.rows);
  const digits = allowed.millionths.toString().padStart(5, '0');
  const fraction = digits.slice(-4).replace(/0+$/, '');
  return `${digits.slice(0, -4)}${fraction === '' ? '' : `.${fraction}`}%`;
}
