import type { Conditions, FieldSpec, Lookup } from './field.ts';
import type { ReadOptions } from './mapping.ts';
import { resolveRead } from './read-options.ts';
import type { ReadSettings } from './read-settings.ts';

/** A field with its conditions and its words for "missing" as values come: without blanks at their ends. */
export function resolveField(spec: FieldSpec, read: ReadOptions, around: ReadSettings): FieldSpec {
  const { missing, cases, lookup } = spec;
  return {
    ...spec,
    ...(missing === undefined ? {} : { missing: missing.map((word) => word.trim()) }),
    ...(cases === undefined
      ? {}
      : { cases: cases.map((one) => ({ ...one, when: resolveConditions(one.when, read) })) }),
    ...(lookup === undefined ? {} : { lookup: resolveLookup(lookup, read, around) }),
  };
}

function resolveLookup(lookup: Lookup, read: ReadOptions, around: ReadSettings): Lookup {
  const { match, where } = lookup;
  const own = resolveRead(around, lookup.read);
  return {
    ...lookup,
    match: Object.fromEntries(
      Object.entries(match).map(([column, spec]) => [column, resolveField(spec, read, around)]),
    ),
    ...(where === undefined ? {} : { where: resolveConditions(where, own) }),
  };
}

/** What stands for "missing" is the empty text once it is read. */
export function resolveConditions(conditions: Conditions, { missing }: ReadOptions): Conditions {
  return Object.fromEntries(
    Object.entries(conditions).map(([column, values]) => [
      column,
      values.map((value) => (missing.includes(value.trim()) ? '' : value.trim())),
    ]),
  );
}
