import type { Conditions, ExactConditions, Wanted } from './condition.ts';
import type { FieldSpec, Lookup } from './field.ts';
import type { ReadOptions } from './mapping.ts';
import { resolveRead, sharedWithLookup } from './read-options.ts';
import type { ReadSettings } from './read-settings.ts';

type Sign = NonNullable<FieldSpec['sign']>;

/** A field with its conditions, signs and words for "missing" as values come: without blanks at their ends. */
export function resolveField(spec: FieldSpec, read: ReadOptions, around: ReadSettings): FieldSpec {
  const { missing, cases, lookup, sign } = spec;
  return {
    ...spec,
    ...(missing === undefined ? {} : { missing: trimmed(missing) }),
    ...(cases === undefined
      ? {}
      : { cases: cases.map((one) => ({ ...one, when: resolveConditions(one.when, read) })) }),
    ...(sign === undefined ? {} : { sign: resolveSign(sign) }),
    ...(lookup === undefined ? {} : { lookup: resolveLookup(lookup, read, around) }),
  };
}

function resolveSign(sign: Sign): Sign {
  const { negative, positive } = sign;
  return {
    ...sign,
    negative: trimmed(negative),
    ...(positive === undefined ? {} : { positive: trimmed(positive) }),
  };
}

const trimmed = (words: readonly string[]): string[] => words.map((word) => word.trim());

function resolveLookup(lookup: Lookup, read: ReadOptions, around: ReadSettings): Lookup {
  const { match, where } = lookup;
  const own = lookupRead(lookup, around);
  return {
    ...lookup,
    match: Object.fromEntries(
      Object.entries(match).map(([column, spec]) => [column, resolveField(spec, read, around)]),
    ),
    ...(where === undefined ? {} : { where: resolveConditions(where, own) }),
  };
}

/** How the file of a lookup is read, with the settings of its feed around it. */
export function lookupRead({ read }: Lookup, around: ReadSettings): ReadOptions {
  return resolveRead(sharedWithLookup(around, read), read);
}

/** What stands for "missing" is the empty text once it is read. */
export function resolveConditions(conditions: Conditions, { missing }: ReadOptions): Conditions {
  return Object.fromEntries(
    Object.entries(conditions).map(([column, one]): [string, Wanted] => [
      column,
      {
        equals: resolveTexts(one.equals, missing),
        startsWith: one.startsWith.map((word) => word.trimStart()),
        contains: one.contains,
      },
    ]),
  );
}

export function resolveExact(conditions: ExactConditions, { missing }: ReadOptions): ExactConditions {
  return Object.fromEntries(
    Object.entries(conditions).map(([column, words]) => [column, resolveTexts(words, missing)]),
  );
}

function resolveTexts(words: readonly string[], missing: readonly string[]): string[] {
  return trimmed(words).map((word) => (missing.includes(word) ? '' : word));
}
