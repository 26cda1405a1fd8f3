import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import { failure } from '@gradus/schema';
import type { Feed } from '../mapping/mapping.ts';
import {
  openConnection,
  withoutSecrets,
  type Connections,
  type SourceConnection,
  type TextRow,
} from './connection.ts';

export interface QueryRun {
  readonly feeds: readonly Feed[];
  readonly connections: Connections;
  /** Folder for the results; they are read as files are. */
  readonly directory: string;
  readonly onProgress: (subject: string, rows: number) => void;
  readonly signal: AbortSignal | undefined;
}

/**
 * Runs the queries of a mapping and keeps their results as CSV files; gives the file of each feed by the name that the feed
 * reads. All queries on one connection see one state of the database.
 *
 * Errors: those of openConnection, `intake.query-failed`.
 */
export async function runQueries(run: QueryRun): Promise<ReadonlyMap<string, string>> {
  const results = new Map<string, string>();
  const open = new Map<string, SourceConnection>();
  try {
    for (const { query, file, table } of run.feeds) {
      if (query === null) continue;
      const name = query.connection;
      const connection = open.get(name) ?? (await openConnection(name, run.connections));
      open.set(name, connection);
      const target = path.join(run.directory, `query-${results.size}.csv`);
      await mkdir(run.directory, { recursive: true });
      try {
        const kept = keepResult(connection, query.sql, target, (rows) => {
          run.signal?.throwIfAborted();
          run.onProgress(file, rows);
        });
        await orStopped(kept, connection, run.signal);
      } catch (error) {
        run.signal?.throwIfAborted();
        const detail = withoutSecrets(error, run.connections[name] ?? '');
        throw failure('intake.query-failed', { table, name, detail });
      }
      results.set(file, target);
    }
  } finally {
    // What goes wrong at good-bye changes nothing of what was read.
    await Promise.allSettled([...open.values()].map((connection) => connection.close()));
  }
  return results;
}

/** Waits for a result, or until the import is cancelled: then the server is told, for it may think long before its first row. */
async function orStopped(
  kept: Promise<void>,
  connection: SourceConnection,
  signal: AbortSignal | undefined,
): Promise<void> {
  if (signal === undefined) return kept;
  const { promise: stopped, reject } = Promise.withResolvers<never>();
  const stop = (): void => {
    // The server may be out of reach; the import ends all the same.
    connection
      .stop()
      .catch(() => undefined)
      .finally(() => reject(signal.reason));
  };
  stopped.catch(() => undefined);
  kept.catch(() => undefined);
  signal.addEventListener('abort', stop, { once: true });
  try {
    signal.throwIfAborted();
    await Promise.race([kept, stopped]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

async function keepResult(
  connection: SourceConnection,
  sql: string,
  target: string,
  onRows: (rows: number) => void,
): Promise<void> {
  const { columns, pieces } = await connection.stream(sql);
  const out = createWriteStream(target);
  const write = async (text: string): Promise<void> => {
    if (!out.write(text, 'utf8')) await once(out, 'drain');
  };
  let count = 0;
  await write(lineOf(columns));
  for await (const rows of pieces) {
    count += rows.length;
    onRows(count);
    await write(rows.map(lineOf).join(''));
  }
  out.end();
  await finished(out);
}

function lineOf(values: TextRow): string {
  return `${values.map((value) => (value === null ? '' : `"${value.replaceAll('"', '""')}"`)).join(',')}\n`;
}
