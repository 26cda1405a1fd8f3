import { z } from 'zod';
import { refusal, refuse, shape } from './schema-part.ts';
import { duration, name, shareOfCurrent, text, whole } from './scalar-schema.ts';
import type { Treatment } from './treatment.ts';

const settings = {
  relationship_manager: shape({ contact_every: duration }),
  deposit_rate: shape({ product: text, add_bp: whole, ceiling_bp: whole }),
  access: text,
  offer: text,
  credit_limit: shape({ at_most: shareOfCurrent, notice: duration }),
  loan_rate: shape({ add_bp: whole, when: z.literal('next_repricing'), notice: duration }),
} as const;

const named = z
  .looseObject({
    relationship_manager: settings.relationship_manager.optional(),
    deposit_rate: settings.deposit_rate.optional(),
    access: settings.access.optional(),
    offer: settings.offer.optional(),
    credit_limit: settings.credit_limit.optional(),
    loan_rate: settings.loan_rate.optional(),
  })
  .transform((entry, context): Treatment => {
    const [first, ...others] = Object.entries(entry);
    if (first === undefined || others.length > 0) {
      return refuse(context, refusal('policy.wrong-type', { expected: ['entry'] }));
    }
    return { kind: first[0], settings: first[1] };
  });

/** A treatment that needs no settings is written as its name alone. */
const bare = name.transform((kind, context): Treatment => {
  if (kind in settings) return refuse(context, refusal('policy.wrong-type', { expected: ['entry'] }));
  return { kind, settings: null };
});

export const treatment = z.union([bare, named]);
