import type { ColumnProfile } from './column-profile.ts';
import { rowsOf, type FileGroup } from './file-group.ts';

/**
 * Columns that say the same wherever a key comes again: in a file of accounts that names the customer with each, those
 * that can be the customer's own.
 */
export function steadyColumns(group: FileGroup, key: ColumnProfile): ReadonlySet<ColumnProfile> {
  const { columns } = group;
  const steady = new Set(columns);
  const first = new Map<string, readonly string[]>();
  const at = columns.indexOf(key);
  for (const row of rowsOf(group)) {
    const before = first.get(row[at] ?? '');
    if (before === undefined) {
      first.set(row[at] ?? '', row);
      continue;
    }
    for (const [index, column] of columns.entries()) {
      if (row[index] !== before[index]) steady.delete(column);
    }
  }
  return steady;
}
