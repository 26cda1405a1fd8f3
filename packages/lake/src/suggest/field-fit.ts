import type { SourceTableName } from '@gradus/schema';
import type { TableField } from '../mapping/table-field.ts';
import { isKeyInParts } from './account-key.ts';
import { columnFit, ownKeys, type KnownIds } from './column-fit.ts';
import type { ColumnProfile } from './column-profile.ts';
import { isContradicted } from './contradicted-day.ts';
import type { FileGroup } from './file-group.ts';
import { isLoanKey } from './loan-account.ts';
import { loanLean } from './loan-lean.ts';
import { nameForms } from './name-form.ts';
import { fieldNames, fileWords, nameFit, namedColumns } from './vocabulary.ts';

/** How well a column can feed a field, 0 to 1, seen with its whole file. */
export function fieldFit(
  group: FileGroup,
  table: SourceTableName,
  of: {
    readonly field: TableField;
    readonly column: ColumnProfile;
    readonly ids: KnownIds;
    readonly mayRepeat: boolean;
  },
): number {
  const { field, column, ids, mayRepeat } = of;
  if (table !== 'balance' || group.interval === null) {
    if (isContradicted(`${table}.${field.name}`, column, group.toldDay)) return 0;
    const fit =
      columnFit(table, field, column, ids, mayRepeat) ||
      partKeyFit(group, table, field, column) ||
      loanKeyFit(group, table, { field, column, ids });
    // Among names that are understood, one that is not has a meaning of its own.
    if (!field.isRequired && !column.isNamed && fit < 0.5 && isSpoken(group)) return 0;
    return fit === 0 || column.isNamed || !table.startsWith('loan')
      ? fit
      : fit + loanLean(group, field, column);
  }
  // That the rows follow each other says more than any name.
  const { key, from, to } = group.interval;
  if (field.name === 'account_id') return column === key ? 0.9 : 0;
  if (field.name === 'day') return column === from ? 0.9 : 0;
  if (field.name === 'until') return column === to ? 0.9 : 0;
  return columnFit(table, field, column, ids);
}

/** How well a number of an account or a loan fits that comes again in another part of the bank. */
function partKeyFit(
  group: FileGroup,
  table: SourceTableName,
  { name }: TableField,
  column: ColumnProfile,
): number {
  const isKey = (table === 'account' || table === 'loan') && name === ownKeys[table];
  if (!isKey || column.empty > 0) return 0;
  const fit = nameFit(column.called, fieldNames[table]?.[name] ?? []);
  return fit >= 0.6 && isKeyInParts(group, column) ? fit : 0;
}

/** How well a number of an account names a loan: in a file of loans that has no other key. */
function loanKeyFit(
  group: FileGroup,
  table: SourceTableName,
  of: { readonly field: TableField; readonly column: ColumnProfile; readonly ids: KnownIds },
): number {
  const { field, column, ids } = of;
  if (!table.startsWith('loan') || field.name !== 'loan_id' || column.empty > 0) return 0;
  const fit = nameFit(column.called, fieldNames.account?.['account_id'] ?? []);
  const isOfLoans =
    isNamedFor(group, 'loan') ||
    namedColumns(group.columns, fieldNames.loan_status?.['days_past_due'] ?? []).length > 0;
  const isRepayment = namedColumns(group.columns, fieldNames.loan?.['loan_id'] ?? []).length > 0;
  if (fit < 0.6 || !isOfLoans || isRepayment) return 0;
  return isLoanKey(column, ids.loan_id) ? fit * 0.95 : 0;
}

function isSpoken({ columns, hasHeader }: FileGroup): boolean {
  return hasHeader && columns.filter(({ isNamed }) => isNamed).length * 2 >= columns.length;
}

/** Whether the name of a file says that it holds a table. */
export function isNamedFor({ label }: FileGroup, table: SourceTableName): boolean {
  const forms = nameForms(label);
  return (fileWords[table] ?? []).some((word) => forms.some((name) => name.includes(word)));
}
