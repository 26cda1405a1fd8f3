import {
  entryPurposes,
  isCurrencyCode,
  tables,
  type Column,
  type FieldKind,
  type SourceTableName,
  type Table,
} from '@gradus/schema';

/** A field that a mapping may feed. */
export interface TableField {
  readonly name: string;
  readonly column: Column;
  readonly kind: FieldKind;
  /** Whether a mapping must feed it, and a row must have it. */
  readonly isRequired: boolean;
}

/** Fields that have a value even where no mapping feeds them. */
const suppliedFields: Readonly<Partial<Record<SourceTableName, readonly string[]>>> = {
  account: ['currency', 'valid_from'],
  loan: ['currency'],
  holding: ['currency'],
  ledger_balance: ['currency'],
};

export function fieldsOf(table: SourceTableName): readonly TableField[] {
  return tables[table].columns.flatMap((column: Column) => {
    if (column.field === undefined || column.reads === undefined) return [];
    const isSupplied = suppliedFields[table]?.includes(column.field) === true;
    return [
      {
        name: column.field,
        column,
        kind: column.reads,
        isRequired: !column.nullable && !isSupplied,
      },
    ];
  });
}

/** Whether the field may be left out of a mapping that has a business date: its rows are then of that day. */
export function isOfBusinessDate(table: SourceTableName, { column }: TableField): boolean {
  const { dayColumn }: Table = tables[table];
  return table !== 'entry' && column.name === dayColumn;
}

/** Values that a code field takes; null when any text will do. */
export function codeValues(table: SourceTableName, field: TableField): readonly string[] | null {
  if (field.kind.kind !== 'code') return null;
  // Only intake itself books differences of balances.
  if (table === 'entry' && field.name === 'purpose') return entryPurposes.filter((one) => one !== 'balance');
  return field.kind.values ?? null;
}

/** Whether a field holds ids, names or contacts, which stand in the vault alone. */
export function isPersonalField({ name, kind: { kind } }: TableField): boolean {
  return kind === 'id' || kind === 'private' || name === 'entry_id';
}

export function isCurrencyField(name: string): boolean {
  return name === 'currency' || name === 'quote_currency';
}

/** Whether a constant may stand for a currency; codes in files are checked row by row. */
export function isCurrencyText(word: string): boolean {
  return word === '' || isCurrencyCode(word);
}
