import {
  isCurrencyCode,
  parseDecimal,
  parseDuration,
  parseWindowLength,
  type Decimal,
  type YearDay,
} from '@gradus/schema';
import { z } from 'zod';
import { refusal, refuse, scalar, shape } from './schema-part.ts';

const days = /^(\d{1,4})\s+days?$/;
const yearDay = /^(\d{2})-(\d{2})$/;
const share = /^(\d+(?:\.\d+)?)%\s+of\s+current$/;
const wholeMax = 1_000_000;
/** Of a common year: 02-29 is not a day of a schedule. */
const daysOfMonths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Version of the policy language. */
export const version = scalar(
  (text) => (text === '1' ? (1 as const) : null),
  (text) => refusal('policy.unsupported-version', { version: text }),
  { const: 1 },
);

export const decimal = scalar(
  parseDecimal,
  (text) => refusal('policy.bad-number', { text }),
  { anyOf: [{ type: 'number' }, { type: 'string', pattern: String.raw`^[+-]?\d+(_\d+)*(\.\d+)?$` }] },
  'number',
);

export const whole = scalar(
  readWhole,
  (text) => refusal('policy.bad-whole-number', { text }),
  { type: 'integer', minimum: -wholeMax, maximum: wholeMax },
  'whole',
);

export const duration = scalar(parseDuration, (text) => badDuration(text, ['6 months', '30 days']), {
  type: 'string',
  pattern: String.raw`^\d{1,4} (day|month)s?$`,
});

export const dayCount = scalar(readDays, (text) => badDuration(text, ['3 days']), {
  type: 'string',
  pattern: String.raw`^\d{1,4} days?$`,
});

export const windowLength = scalar(
  parseWindowLength,
  (text) => badDuration(text, ['6 months', '90 days', '3 calendar months']),
  { type: 'string', pattern: String.raw`^\d{1,4} (day|month|calendar month)s?$` },
);

/** A name that conditions can use. */
export const name = z.string().regex(/^[a-z][a-z0-9_]*$/, { error: 'name' });

/** An id of a rule, a tier or a policy: never in a condition, so a hyphen is allowed. */
export const id = z.string().regex(/^[a-z][a-z0-9_-]*$/, { error: 'id' });

export const reasonCode = z.string().regex(/^[A-Z][A-Z0-9_]*$/, { error: 'reason' });

export const currency = scalar(
  (text) => (isCurrencyCode(text) ? text : null),
  (text) => refusal('policy.bad-currency', { code: text }),
  { type: 'string', pattern: '^[A-Z]{3}$' },
);

export const scheduleDay = scalar(readYearDay, (text) => refusal('policy.bad-schedule-day', { text }), {
  type: 'string',
  pattern: String.raw`^\d{2}-\d{2}$`,
});

export const shareOfCurrent = scalar(readShare, (text) => refusal('policy.bad-share', { text }), {
  type: 'string',
  pattern: share.source,
});

export const text = z.string().min(1);

/** A text in one or both languages. */
export const localText = shape({ en: text.optional(), 'zh-CN': text.optional() }).check((context) => {
  if (Object.keys(context.value).length === 0) refuse(context, refusal('policy.missing-key', { key: 'en' }));
});

function badDuration(written: string, forms: readonly string[]): ReturnType<typeof refusal> {
  return refusal('policy.bad-duration', { text: written, forms });
}

function readWhole(written: string): number | null {
  const read = parseDecimal(written);
  if (read === null || read.scale > 0) return null;
  const value = Number(read.digits);
  return Math.abs(value) <= wholeMax ? value : null;
}

function readDays(written: string): number | null {
  const match = days.exec(written);
  return match === null ? null : Number(match[1]);
}

function readYearDay(written: string): YearDay | null {
  const match = yearDay.exec(written);
  const month = Number(match?.[1]);
  const day = Number(match?.[2]);
  return match !== null && day >= 1 && day <= (daysOfMonths[month - 1] ?? 0) ? { month, day } : null;
}

function readShare(written: string): { percent: Decimal; of: 'current' } | null {
  const percent = parseDecimal(share.exec(written)?.[1] ?? '');
  if (percent === null || percent.digits > 100n * 10n ** BigInt(percent.scale)) return null;
  return { percent, of: 'current' };
}
