import { diagnostic, type Diagnostic, type SourceTableName } from '@gradus/schema';
import { referredTables } from './field-listing.ts';
import type { Feed, Mapping } from './mapping.ts';
import { parseYaml } from './place.ts';
import { fieldsOf } from './table-field.ts';

/**
 * Warnings about tables that feeds name and no feed delivers. They may be in the lake already, of which a mapping alone knows
 * nothing; where they are not, every row would be rejected.
 */
export function unfedTables({ feeds }: Mapping, mappingText: string): Diagnostic[] {
  const document = parseYaml(mappingText);
  const fed = new Set(feeds.map(({ table }) => table));
  const naming = new Map<SourceTableName, SourceTableName[]>();
  for (const feed of feeds) {
    for (const named of namedBy(feed)) {
      if (fed.has(named)) continue;
      naming.set(named, [...new Set([...(naming.get(named) ?? []), feed.table])]);
    }
  }
  return [...naming].map(([table, by]) => {
    const path = ['tables', by[0] ?? ''];
    const position = 'problems' in document ? null : document.positionOf(path, 'key');
    return diagnostic('intake.unfed-table', 'warning', { position, path: path.join('.') }, { table, by });
  });
}

/** Tables whose rows the mapped fields of a feed name. */
function namedBy({ table, fields }: Feed): readonly SourceTableName[] {
  return referredTables(
    table,
    fieldsOf(table).filter(({ name }) => Object.hasOwn(fields, name)),
  );
}
