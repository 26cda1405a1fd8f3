import type { MappingWriter } from './mapping-writer.ts';
import { rowsOf } from './file-group.ts';
import type { TableMatch } from './table-match.ts';

/** Days of which a file holds the whole picture; more are rather days on which something changed. */
const daysMost = 60;
const rowsLeast = 3;

/** Whether each day in a file of holdings is all that customers held then: the last one has most of what was ever held. */
function isInSlices({ table, group, columns }: TableMatch): boolean {
  if (table !== 'holding') return false;
  const day = columns.get('as_of')?.column;
  if (day === undefined) return true;
  if (day.distinct.size > daysMost || day.distinct.size * rowsLeast > day.filled) return false;
  const at = group.columns.indexOf(day);
  const keys = ['customer_id', 'product', 'currency'].flatMap((field) => {
    const column = columns.get(field)?.column;
    return column === undefined ? [] : [group.columns.indexOf(column)];
  });
  const held = new Map<string, Set<string>>();
  for (const row of rowsOf(group)) {
    const own = held.get(row[at] ?? '') ?? new Set<string>();
    own.add(keys.map((index) => row[index] ?? '').join('\n'));
    held.set(row[at] ?? '', own);
  }
  const all = new Set([...held.values()].flatMap((own) => [...own]));
  return [...held.values()].every((own) => own.size * 3 >= all.size);
}

/** Says of holdings that what a later day lacks has ended, where each day is the whole picture. */
export function writeSlices(writer: MappingWriter, match: TableMatch, indent: string): void {
  if (!isInSlices(match)) return;
  writer.doubt(indent, 'holding', {
    en: 'each day is taken as all that customers held then, so that what a later day lacks has ended; delete the line if only changes are delivered',
    'zh-CN': '每个日期按当日全部持有处理，后一日期中没有的视为已结束；若只提供变动，请删去此行',
  });
  writer.line(`${indent}delivery: slices`);
}
