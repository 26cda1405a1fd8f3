import type { Code, DataOf } from '@gradus/schema';
import { z } from 'zod';

/** What a schema refuses, with a code of the catalogue; carried by zod as the parameters of a custom issue. */
export interface Refusal {
  readonly code: Code;
  readonly data: unknown;
}

export function refusal<C extends Code>(code: C, data: DataOf<C>): Refusal {
  return { code, data };
}

/** Reports a refusal on the value that is being read. `path` leads on from it. */
export function refuse(
  context: z.core.ParsePayload,
  what: Refusal,
  path: readonly (string | number)[] = [],
): never {
  context.issues.push({ code: 'custom', params: { refusal: what }, input: context.value, path: [...path] });
  return z.NEVER;
}

/** JSON Schema of parts that zod cannot describe by itself: what an editor sees, which reads `5` as a number. */
const writtenForms = new WeakMap<object, z.core.JSONSchema.BaseSchema>();

export function writtenForm(schema: object): z.core.JSONSchema.BaseSchema | undefined {
  return writtenForms.get(schema);
}

/**
 * A scalar that is read from its text by `read`, which answers null for a text that it does not accept.
 * `expected` is the word of the catalogue for what stands here.
 */
export function scalar<T>(
  read: (text: string) => T | null,
  refused: (text: string) => Refusal,
  form: z.core.JSONSchema.BaseSchema,
  expected: 'text' | 'number' | 'whole' = 'text',
): z.ZodType<T, string> {
  const written = z.string({ error: expected });
  writtenForms.set(written, form);
  return written.transform((text, context): T => read(text) ?? refuse(context, refused(text)));
}

/** A map with exactly these keys. The names travel in the message, for suggestions. */
export function shape<S extends z.core.$ZodShape>(keys: S): z.ZodObject<S, z.core.$strict> {
  const known = Object.keys(keys).join(' ');
  return z.strictObject(keys, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? known : undefined),
  });
}
