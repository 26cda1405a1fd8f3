import { DuckDBInstance } from '@duckdb/node-api';
import { assert } from '@gradus/schema';
import { dialects } from '@gradus/sql';
import { Session } from './session.ts';

export interface DuckdbOptions {
  readonly threads: number;
  /** Memory of the whole process; DuckDB gets about 75 % of it, because it exceeds its limit by some 250 MiB. */
  readonly memoryMib: number;
  /** Folder for what does not fit in memory; null: nothing is spilled and such a statement fails. */
  readonly temporaryDirectory: string | null;
  /** Whether rows keep the order in which files hold them; costs memory. Default false: order comes from ORDER BY alone. */
  readonly preserveInsertionOrder?: boolean;
}

/** Least memory that DuckDB can work with at all. */
const duckdbMibMin = 64;

/**
 * Opens a DuckDB in memory that loads no extension and reaches no network. The only place that makes instances:
 * two writers on one file lose rows without a word, so no instance ever has a file.
 */
export async function openDuckdb(options: DuckdbOptions): Promise<Session> {
  assert(Number.isInteger(options.threads) && options.threads >= 1, `threads: ${options.threads}`);
  const duckdbMib = Math.max(duckdbMibMin, Math.floor(options.memoryMib * 0.75));
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(options.threads),
    memory_limit: `${duckdbMib}MiB`,
    temp_directory: options.temporaryDirectory ?? '',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
    preserve_insertion_order: String(options.preserveInsertionOrder ?? false),
  });
  const connection = await instance.connect();
  // The first makes progress readable, the second keeps it off the terminal.
  await connection.run('SET enable_progress_bar = true');
  await connection.run('SET enable_progress_bar_print = false');
  return new Session(instance, connection, options.memoryMib);
}

/** A path or other text as an SQL literal. */
export const quoteText = dialects.duckdb.quoteText;

/** A name of a table or column, quoted. */
export const quoteName = dialects.duckdb.quoteName;
