import type { Column, Entity, FieldKind } from './column.ts';

/** The columns that tables have in common, by what they hold. Titles and notes are pairs of English and Chinese. */

interface Extra {
  readonly field?: string;
  readonly nullable?: boolean;
  readonly note?: Titles;
  readonly isLater?: boolean;
}

type Titles = readonly [en: string, zh: string];

/** Column of the key of an entity; a mapping feeds its external id. */
export function keyOf(
  entity: Entity,
  [en, zh]: Titles,
  { nullable = false, isLater = false, note }: Extra = {},
): Column {
  const column: Column = {
    name: `${entity}_key`,
    type: 'bigint',
    nullable,
    field: `${entity}_id`,
    reads: { kind: 'id', entity },
    title: { en, 'zh-CN': zh },
    ...(isLater ? { isLater } : {}),
  };
  return noted(column, note);
}

export function dayColumn(name: string, titles: Titles, extra: Extra = {}): Column {
  return source(name, 'date', { kind: 'day' }, titles, extra);
}

/** Money, as `<field>_minor`. */
export function moneyColumn(field: string, titles: Titles, extra: Extra = {}): Column {
  return source(`${field}_minor`, 'bigint', { kind: 'money' }, titles, { field, ...extra });
}

/** One of `values`, or any code when they are left out. */
export function codeColumn(
  name: string,
  titles: Titles,
  extra: Extra & { readonly values?: readonly string[] } = {},
): Column {
  const { values } = extra;
  return source(
    name,
    'varchar',
    values === undefined ? { kind: 'code' } : { kind: 'code', values },
    titles,
    extra,
  );
}

/** The currency of a row; the mapping's where the row names none. */
export function ownCurrency(): Column {
  const note = ['Without it: the `currency` of the mapping.', '没有时为映射的 `currency`。'] as const;
  return codeColumn('currency', ['currency', '币种'], { note });
}

/** A whole number from `least` to `most`. */
export function wholeColumn(
  name: string,
  titles: Titles,
  [least, most]: readonly [least: number, most: number],
  extra: Extra = {},
): Column {
  return source(name, 'integer', { kind: 'whole', least, most }, titles, extra);
}

/** A column that a mapping feeds; its field has its name unless said otherwise. */
export function source(
  name: string,
  type: Column['type'],
  reads: FieldKind,
  [en, zh]: Titles,
  { field = name, nullable = false, note }: Extra = {},
): Column {
  return noted({ name, type, nullable, field, reads, title: { en, 'zh-CN': zh } }, note);
}

/** A column that Gradus derives. */
export function derived(
  name: string,
  type: Column['type'],
  [en, zh]: Titles,
  { nullable = false, note }: Extra = {},
): Column {
  return noted({ name, type, nullable, title: { en, 'zh-CN': zh } }, note);
}

function noted(column: Column, note: Titles | undefined): Column {
  if (note === undefined) return column;
  const [en, zh] = note;
  return { ...column, note: { en, 'zh-CN': zh } };
}
