import { sourceTables, tables, type Entity, type LocalText, type SourceTableName } from '@gradus/schema';
import { settingsOf, type Setting } from './field-check.ts';
import { fieldForms } from './field-form.ts';
import { codeValues, fieldsOf, isCurrencyField, isOfBusinessDate, type TableField } from './table-field.ts';

/** A table that a mapping may feed, as who writes one has to know it. */
export interface ListedTable {
  readonly name: SourceTableName;
  readonly title: LocalText;
  /** What one row is. */
  readonly row: LocalText;
  /** Whether nobody can be tiered without it. */
  readonly isRequired: boolean;
  /** Tables whose rows its own name; they must be in the same delivery or in the lake already. */
  readonly refersTo: readonly SourceTableName[];
  readonly fields: readonly ListedField[];
}

export interface ListedField {
  readonly name: string;
  readonly title: LocalText;
  readonly isRequired: boolean;
  /** Whether a mapping with a `business_date` may leave it out. */
  readonly isOfBusinessDate: boolean;
  readonly kind: TableField['kind']['kind'] | 'currency';
  /** The only values that a code has; null for other kinds and where any text will do. */
  readonly values: readonly string[] | null;
  /** The bounds of a whole number. */
  readonly range: { readonly least: number; readonly most: number } | null;
  /** What else there is to know: what it means when it is not mapped, above all. */
  readonly note: LocalText | null;
  /** How it is written where the file has another form; see {@link fieldForms}. */
  readonly forms: readonly string[];
  /** Settings of its kind of value, beside {@link sharedSettings}. */
  readonly settings: readonly Setting[];
}

/** Settings that every field knows: where its text comes from, then what is done with it. */
export const sharedSettings = [
  'column',
  'columns',
  'join',
  'value',
  'cases',
  'lookup',
  'missing',
  'remove',
  'part',
  'codes',
  'otherwise',
] as const satisfies readonly Setting[];

/** Every table that a mapping may feed, with its fields in the order of their columns, required ones first. */
export function listTables(): readonly ListedTable[] {
  return sourceTables.map((name) => {
    const { title, row } = tables[name];
    const fields = fieldsOf(name);
    return {
      name,
      title,
      row,
      isRequired: name === 'customer',
      refersTo: referredTables(name, fields),
      fields: fields
        .map((field) => listedField(name, field))
        .toSorted((a, b) => Number(b.isRequired) - Number(a.isRequired)),
    };
  });
}

/** The tables that say which things of a kind there are; branches and staff are known by being named. */
const tableOfEntity: Readonly<Partial<Record<Entity, SourceTableName>>> = {
  customer: 'customer',
  account: 'account',
  loan: 'loan',
};

/** Other tables whose rows `fields` of a table name. */
export function referredTables(
  table: SourceTableName,
  fields: readonly TableField[],
): readonly SourceTableName[] {
  const named = fields.flatMap(({ kind }) => (kind.kind === 'id' ? (tableOfEntity[kind.entity] ?? []) : []));
  return [...new Set(named)].filter((name) => name !== table);
}

function listedField(table: SourceTableName, field: TableField): ListedField {
  const { name, column, kind, isRequired } = field;
  return {
    name,
    title: column.title,
    isRequired,
    isOfBusinessDate: isOfBusinessDate(table, field),
    kind: isCurrencyField(name) ? 'currency' : kind.kind,
    values: codeValues(table, field),
    range: kind.kind === 'whole' ? rangeOf(kind) : null,
    note: column.note ?? null,
    forms: fieldForms(table, field),
    settings: settingsOf(table, field),
  };
}

function rangeOf({ least, most }: { readonly least?: number; readonly most?: number }): ListedField['range'] {
  return least === undefined || most === undefined ? null : { least, most };
}
