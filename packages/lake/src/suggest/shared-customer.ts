import type { ColumnProfile } from './column-profile.ts';
import { rowsOf, type FileGroup } from './file-group.ts';
import { steadyColumns } from './repeated-key.ts';
import { everyRow, type RowChoice } from './row-choice.ts';
import type { TableMatch } from './table-match.ts';
import { fieldNames, nameFit } from './vocabulary.ts';

/** Codes of the roles that people have at an account. */
const rolesMost = 8;

/**
 * Customers in a file with a row for each account and person, where no other file is that of the customers: what is always
 * said alike of a person is the customer's own. Empty when there is no such file.
 */
export function sharedCustomers(
  matches: readonly TableMatch[],
  groups: readonly FileGroup[],
  matchCustomer: (group: FileGroup) => TableMatch | null,
): TableMatch[] {
  if (matches.some(({ table }) => table === 'customer')) return [];
  const free = groups.filter((group) => group.isWhole && !matches.some((one) => one.group === group));
  for (const group of free) {
    const key = group.columns.find(
      (column) =>
        !column.isUnique &&
        column.empty === 0 &&
        nameFit(column.called, fieldNames.customer?.['customer_id'] ?? []) >= 0.8,
    );
    if (key === undefined) continue;
    const steady = steadyColumns(group, key);
    const match = matchCustomer({ ...group, columns: group.columns.filter((one) => steady.has(one)) });
    const opened = match?.columns.get('opened_on');
    if (match === null || opened === undefined || match.columns.get('customer_id')?.column !== key) continue;
    const choice = customersOnly(group, steady, key, opened.column);
    return [{ ...match, group, isRepeated: true, choice }];
  }
  return [];
}

/** Leaves out the roles of people who are no customers: who has no first day, or comes once more in another role. */
function customersOnly(
  group: FileGroup,
  steady: ReadonlySet<ColumnProfile>,
  key: ColumnProfile,
  opened: ColumnProfile,
): RowChoice {
  if (opened.empty === 0) return everyRow;
  const rows = rowsOf(group);
  const [id, day] = [group.columns.indexOf(key), group.columns.indexOf(opened)];
  for (const column of group.columns) {
    if (steady.has(column) || column.distinct.size < 2 || column.distinct.size > rolesMost) continue;
    const at = group.columns.indexOf(column);
    const without = new Set(rows.flatMap((row) => ((row[day] ?? '') === '' ? [row[at] ?? ''] : [])));
    const kept = rows.filter((row) => !without.has(row[at] ?? ''));
    const ids = new Set(kept.map((row) => row[id]));
    const isEverybody = rows.every((row) => (row[day] ?? '') === '' || ids.has(row[id]));
    const values = [...column.distinct].filter((value) => !without.has(value)).toSorted();
    if (kept.length > 0 && isEverybody && values.length > 0)
      return { where: [{ column, values }], except: [] };
  }
  return everyRow;
}
