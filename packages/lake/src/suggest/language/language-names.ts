import type { SourceTableName } from '@gradus/schema';
import { plainName } from '../name-form.ts';

/** What a language calls the fields of tables, and what tells its files and amounts. All as `plainName` writes it. */
export interface LanguageNames {
  /** By table and field, the surest name first. */
  readonly fields: Readonly<Partial<Record<SourceTableName, Readonly<Record<string, readonly string[]>>>>>;
  /** Words in the names of files. */
  readonly files: Readonly<Partial<Record<SourceTableName, readonly string[]>>>;
  readonly credits: readonly string[];
  readonly debits: readonly string[];
  /** Columns whose values tell the sign of an amount beside them. */
  readonly signs: readonly string[];
}

/** Names between commas, of several words each, as they stand in the files of a bank. */
export function names(text: string): readonly string[] {
  return text.split(',').map((name) => plainName(name.trim()));
}
