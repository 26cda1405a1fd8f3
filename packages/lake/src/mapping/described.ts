import type { z } from 'zod';

/** Keys of a mapping with what they mean, which editors show in English; `mapping fields` prints the same words in both languages. */
export function described<Shape extends Record<string, z.ZodType>>(
  words: Readonly<Record<keyof Shape, { readonly en: string }>>,
  shape: Shape,
): Shape {
  return Object.fromEntries(
    Object.entries(shape).map(([key, value]) => [key, value.describe(words[key as keyof Shape].en)]),
  ) as Shape;
}
