import { failure, suggest } from '@gradus/schema';
import type { Lookup } from '../mapping/field.ts';
import type { ReadOptions } from '../mapping/mapping.ts';
import type { Blank } from '../source/file-scan.ts';
import type { SourceFile } from '../source/source-file.ts';
import { fieldText, withoutMissing, type FieldContext, type TypedContext } from './field/field-text.ts';
import { typedColumn, type TypedColumn } from './field/typed-column.ts';

/** Blanks that are cut off at both ends of values, as SQL. */
const blankSql: Readonly<Record<Blank, string>> = {
  space: `' '`,
  tab: 'chr(9)',
  no_break_space: 'chr(160)',
  wide_space: 'chr(12288)',
};

interface LookupJoin {
  readonly alias: string;
  readonly sql: string;
  /** Expressions of what is looked for, over the texts of the file alone; null where they need another lookup. */
  readonly keys: readonly string[] | null;
}

/** Place of a column by its name, whether letters and their marks are one sign or two in the file; -1 when there is none. */
export function columnIndex(columns: readonly string[], name: string): number {
  const exact = columns.indexOf(name);
  if (exact >= 0) return exact;
  return columns.findIndex((one) => one.normalize('NFC') === name.normalize('NFC'));
}

/** The columns of one file that a feed uses, and the lookups that it joins; filled while fields are compiled. */
export class FileColumns implements TypedContext {
  readonly #file: SourceFile;
  readonly #lookupTables: ReadonlyMap<Lookup, string>;
  readonly #used = new Set<number>();
  readonly #typed = new Set<number>();
  readonly #joins = new Map<Lookup, LookupJoin>();

  constructor(file: SourceFile, lookupTables: ReadonlyMap<Lookup, string>) {
    this.#file = file;
    this.#lookupTables = lookupTables;
  }

  columnText = (name: string): string => {
    const index = this.#indexOf(name);
    this.#used.add(index);
    return `t${index}`;
  };

  typedColumn = (name: string): TypedColumn | null => {
    const { types, read } = this.#file;
    const index = this.#indexOf(name);
    const typed = typedColumn(`n${index}`, types?.[index] ?? '');
    if (typed === null || read.missing.some((word) => word !== '')) return null;
    this.#typed.add(index);
    return typed;
  };

  #indexOf(name: string): number {
    const { columns } = this.#file;
    const index = columnIndex(columns, name);
    if (index >= 0) return index;
    const suggestions = suggest(name, columns);
    const { name: file, read } = this.#file;
    const headerRow = assumedHeader(read);
    const data = { file, column: name, suggestions, known: columns, absent: 1, headerRow };
    throw failure('intake.missing-column', data);
  }

  lookupValue = (lookup: Lookup): { value: string; isAmbiguous: string } => {
    const alias = this.#join(lookup);
    return { value: `${alias}_value`, isAmbiguous: `${alias}_ambiguous` };
  };

  /** Joins the table of a lookup, after those that its own keys need. */
  #join(lookup: Lookup): string {
    const known = this.#joins.get(lookup);
    if (known !== undefined) return known.alias;
    const inJoin: FieldContext = {
      columnText: this.columnText,
      lookupValue: (inner) => ({ value: `${this.#join(inner)}.value`, isAmbiguous: 'false' }),
    };
    const keys = Object.values(lookup.match).map((spec) => fieldText(spec, inJoin).text);
    const alias = `l${this.#joins.size}`;
    const on = keys.map((key, index) => `${alias}.k${index} = ${key}`).join(' AND ');
    const sql = `LEFT JOIN ${this.#lookupTables.get(lookup)} ${alias} ON ${on}`;
    // What is looked up by what is looked up can only be shown where both are joined.
    const isPlain = Object.values(lookup.match).every((spec) => spec.lookup === undefined);
    this.#joins.set(lookup, { alias, sql, keys: isPlain ? keys : null });
    return alias;
  }

  /** The lookups that are joined, each with the name of the column that says whether a row found something. */
  lookups(): { readonly lookup: Lookup; readonly found: string; readonly keys: readonly string[] | null }[] {
    return [...this.#joins].map(([lookup, { alias, keys }]) => ({ lookup, found: `${alias}_found`, keys }));
  }

  /** Select list of the used columns: texts trimmed, null where they say "missing"; and those with types as they are. */
  textColumns(): string {
    const texts = [...this.#used]
      .toSorted((a, b) => a - b)
      .map(
        (index) =>
          `${withoutMissing(`nullif(${this.#trimmed(`c${index}`)}, '')`, this.#file.read.missing)} AS t${index}`,
      );
    const list = [...texts, ...[...this.#typed].toSorted((a, b) => a - b).map((index) => `n${index}`)];
    return list.length === 0 ? 'NULL AS t' : list.join(', ');
  }

  /** Trimming costs as much as reading, so it is done to values that need it, of blanks that occur in the file. */
  #trimmed(value: string): string {
    const { blanks: found, read } = this.#file;
    const blanks = [...found].filter((blank) => blank !== 'tab' || read.delimiter !== '\t');
    if (blanks.length === 0) return value;
    const wide = blanks.filter((blank) => blank !== 'space' && blank !== 'tab');
    const needs = [
      // Spaces and tabs come before all that is seen.
      `${value} <= '!'`,
      ...wide.map((blank) => `prefix(${value}, ${blankSql[blank]})`),
      ...blanks.map((blank) => `suffix(${value}, ${blankSql[blank]})`),
    ];
    const trimmed = `trim(${value}, ${blanks.map((blank) => blankSql[blank]).join(' || ')})`;
    return `CASE WHEN ${needs.join(' OR ')} THEN ${trimmed} ELSE ${value} END`;
  }

  /** Names of the used columns, in the layer of texts. */
  used(): { readonly text: string; readonly name: string }[] {
    return [...this.#used].map((index) => ({ text: `t${index}`, name: this.#file.columns[index] ?? '' }));
  }

  /** The numbered texts of a file, joined with what lookups found; null when there are none. */
  joined(texts: string): string | null {
    if (this.#joins.size === 0) return null;
    const joins = [...this.#joins.values()];
    const found = joins.map(
      ({ alias }) =>
        `${alias}.value AS ${alias}_value, ${alias}.value IS NOT NULL AS ${alias}_found, coalesce(${alias}.is_ambiguous, false) AS ${alias}_ambiguous`,
    );
    const from = `(SELECT rowid AS record, * FROM ${texts}) AS texts ${joins.map(({ sql }) => sql).join(' ')}`;
    return `(SELECT texts.*, ${found.join(', ')} FROM ${from})`;
  }
}

/** Line that was taken for the names of the columns; null where they come from elsewhere. */
export function assumedHeader({ format, columns, headerFile, headerRow }: ReadOptions): number | null {
  const isLine = format === 'csv' || format === 'excel';
  return isLine && columns === null && headerFile === null ? headerRow : null;
}
