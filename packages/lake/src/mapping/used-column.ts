import type { Conditions, ExactConditions } from './condition.ts';
import type { FieldSpec, Lookup } from './field.ts';
import type { Feed, ReadOptions } from './mapping.ts';

/** A column that a mapping reads, and where it says so. */
export interface UsedColumn {
  readonly name: string;
  /** From the feed. */
  readonly path: readonly PropertyKey[];
  readonly part: 'key' | 'value';
}

/** What a feed reads of one pattern of files. */
export interface FileUse {
  readonly pattern: string;
  readonly read: ReadOptions;
  readonly columns: readonly UsedColumn[];
}

/** The columns that a feed reads of its own files. */
export function ownColumns(feed: Feed): readonly UsedColumn[] {
  const { where, except, operation, sequence, control } = feed;
  return [
    ...specsOf(feed).flatMap(({ spec, path }) => fieldColumns(spec, path)),
    ...conditionColumns(where, ['where']),
    ...except.flatMap((one, index) =>
      conditionColumns(one, except.length === 1 ? ['except'] : ['except', String(index)]),
    ),
    ...(operation === null ? [] : [value(operation.column, ['operation', 'column'])]),
    ...(sequence === null ? [] : [value(sequence, ['sequence'])]),
    ...Object.keys(control?.sum ?? {}).map((name) => key(name, ['control', 'sum', name])),
    ...totalColumns(feed),
  ];
}

/** Columns that pick the row of totals within a file, and hold them. */
function totalColumns({ control }: Feed): readonly UsedColumn[] {
  if (control?.total === undefined) return [];
  const { total, rows, sum } = control;
  return [
    ...conditionColumns(total, ['control', 'total']),
    ...(rows === undefined ? [] : [value(rows, ['control', 'rows'])]),
    ...Object.entries(sum ?? {}).map(([name, column]) => value(column, ['control', 'sum', name])),
  ];
}

/** What a feed reads of the files that it looks values up in. */
export function lookupUses(feed: Feed): FileUse[] {
  const within = ({ spec: { lookup }, path }: PlacedSpec): FileUse[] => {
    if (lookup === undefined) return [];
    const at = [...path, 'lookup'];
    const inner = Object.entries(lookup.match).flatMap(([column, spec]) =>
      within({ spec, path: [...at, 'match', column] }),
    );
    const read = feed.lookups.get(lookup) ?? feed.read;
    return [...inner, { pattern: lookup.file, read, columns: lookupColumns(lookup, at) }];
  };
  return specsOf(feed).flatMap(within);
}

/** What a feed reads of the file of its totals. */
export function controlColumns({ control }: Feed): readonly UsedColumn[] {
  if (control?.file === undefined) return [];
  const { rows, sum, where } = control;
  return [
    ...(rows === undefined ? [] : [value(rows, ['control', 'rows'])]),
    ...Object.entries(sum ?? {}).map(([name, column]) => value(column, ['control', 'sum', name])),
    ...conditionColumns(where ?? {}, ['control', 'where']),
  ];
}

interface PlacedSpec {
  readonly spec: FieldSpec;
  readonly path: readonly PropertyKey[];
}

function specsOf(feed: Feed): PlacedSpec[] {
  return (['fields', 'figures'] as const).flatMap((group) =>
    Object.entries(feed[group]).map(([name, spec]) => ({ spec, path: [group, name] })),
  );
}

const key = (name: string, path: readonly PropertyKey[]): UsedColumn => ({ name, path, part: 'key' });
const value = (name: string, path: readonly PropertyKey[]): UsedColumn => ({ name, path, part: 'value' });

function conditionColumns(
  conditions: Conditions | ExactConditions,
  path: readonly PropertyKey[],
): UsedColumn[] {
  return Object.keys(conditions).map((name) => key(name, [...path, name]));
}

function fieldColumns(spec: FieldSpec, path: readonly PropertyKey[]): UsedColumn[] {
  const named = (['column', 'credit', 'debit'] as const).flatMap((setting) => {
    const name = spec[setting];
    // The short form is the column alone: the place is that of the field.
    return name === undefined ? [] : [value(name, [...path, setting])];
  });
  return [
    ...named,
    ...(spec.columns ?? []).map((name, index) => value(name, [...path, 'columns', index])),
    ...(spec.sign === undefined ? [] : [value(spec.sign.column, [...path, 'sign', 'column'])]),
    ...(spec.cases ?? []).flatMap(({ when, column }, index) => [
      ...conditionColumns(when, [...path, 'cases', index, 'when']),
      ...(column === undefined ? [] : [value(column, [...path, 'cases', index, 'column'])]),
    ]),
    ...Object.entries(spec.lookup?.match ?? {}).flatMap(([column, inner]) =>
      fieldColumns(inner, [...path, 'lookup', 'match', column]),
    ),
  ];
}

function lookupColumns({ match, where, take }: Lookup, path: readonly PropertyKey[]): UsedColumn[] {
  return [
    ...Object.keys(match).map((name) => key(name, [...path, 'match', name])),
    ...conditionColumns(where ?? {}, [...path, 'where']),
    value(take, [...path, 'take']),
  ];
}
