import type { Session } from '@gradus/engine';
import { diagnostic, type Diagnostic } from '@gradus/schema';
import type { Lookup } from '../mapping/field.ts';
import type { Feed } from '../mapping/mapping.ts';
import { fieldsOf } from '../mapping/table-field.ts';
import type { FileColumns } from './file-columns.ts';
import { commonShape } from './id-shape.ts';

/** Of fewer rows none may find anything by chance. */
const rowsLeast = 10n;

/** Counts what the lookups of a feed find: one that finds nothing leaves a field without values, and nothing else would tell. */
export class FoundByLookup {
  readonly #feed: Feed;
  readonly #tables: ReadonlyMap<Lookup, string>;
  readonly #rows = new Map<Lookup, bigint>();
  readonly #finding = new Set<Lookup>();
  /** How most of what was looked for is written. */
  readonly #shapes = new Map<Lookup, string>();

  constructor(feed: Feed, tables: ReadonlyMap<Lookup, string>) {
    this.#feed = feed;
    this.#tables = tables;
  }

  /** Adds a file, whose rows are in the table `raw` and whose texts are in `<raw>_texts`. */
  async add(session: Session, columns: FileColumns, raw: string): Promise<void> {
    for (const { lookup, found, keys } of columns.lookups()) {
      const [row] = await session.rows(
        `SELECT count(*) AS n, coalesce(bool_or(${found}), false) AS found FROM ${raw} WHERE taken`,
      );
      this.#rows.set(lookup, (this.#rows.get(lookup) ?? 0n) + (row?.['n'] as bigint));
      if (row?.['found'] === true) this.#finding.add(lookup);
      else if (keys !== null && !this.#shapes.has(lookup)) {
        const shape = await commonShape(session, keysOf(keys, `${raw}_texts`));
        if (shape !== null) this.#shapes.set(lookup, shape);
      }
    }
  }

  /** One for each field that may lack a value and got none from its lookup, though there were values to find. */
  async warnings(session: Session): Promise<Diagnostic[]> {
    const warnings: Diagnostic[] = [];
    for (const [lookup, table] of this.#tables) {
      const rows = this.#rows.get(lookup) ?? 0n;
      const field = this.#fieldOf(lookup);
      if (field === null || rows < rowsLeast || this.#finding.has(lookup)) continue;
      const keys = Object.keys(lookup.match).map((_, index) => `k${index}`);
      const there = await commonShape(session, keysOf(keys, table));
      if (there === null) continue;
      const path = `${this.#feed.path}.fields.${field}.lookup`;
      warnings.push(
        diagnostic(
          'intake.lookup-found-nothing',
          'warning',
          { position: null, path },
          {
            table: this.#feed.table,
            field,
            file: lookup.file,
            rows: String(rows),
            here: this.#shapes.get(lookup) ?? null,
            there,
          },
        ),
      );
    }
    return warnings;
  }

  /** The field that a lookup feeds, when rows without a value for it are taken. */
  #fieldOf(lookup: Lookup): string | null {
    for (const { name, isRequired } of fieldsOf(this.#feed.table)) {
      const spec = this.#feed.fields[name];
      if (spec?.lookup === lookup) return isRequired && spec.otherwise === undefined ? null : name;
    }
    return null;
  }
}

/** Query of the keys that rows have, parts of one divided by a stroke. */
function keysOf(keys: readonly string[], table: string): string {
  const isThere = keys.map((key) => `${key} IS NOT NULL`).join(' AND ');
  return `SELECT concat_ws(' / ', ${keys.join(', ')}) AS external_id FROM ${table} WHERE ${isThere}`;
}
