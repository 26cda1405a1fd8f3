import pg from 'pg';
import Cursor from 'pg-cursor';
import type { SourceConnection, TextRow } from './connection.ts';

/** Rows that are held at a time. */
const pieceRows = 10_000;

/** Every value stays the text that the server wrote: no number passes through a float, no day through a time zone. */
const asText = { getTypeParser: () => (text: string) => text } as unknown as pg.CustomTypesConfig;

/** Opens a PostgreSQL connection in one read-only transaction that sees one state of the data. Throws what the driver throws. */
export async function openPostgres(address: string): Promise<SourceConnection> {
  const options = { connectionString: address, types: asText, connectionTimeoutMillis: 15_000 };
  const client = new pg.Client(options);
  // A server that goes away ends the query that waits for it; without a listener it would end the process.
  client.on('error', () => undefined);
  await client.connect();
  await client.query("SET datestyle = 'ISO, YMD'; SET timezone = 'UTC'; SET extra_float_digits = 1");
  const { rows } = await client.query<{ pid: string }>('SELECT pg_backend_pid() AS pid');
  await client.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
  return {
    stream: async (sql) => {
      const cursor = client.query(
        new Cursor<(string | null)[]>(sql, [], { rowMode: 'array', types: asText }),
      );
      const { rows, columns } = await firstPiece(cursor);
      return { columns, pieces: piecesOf(cursor, rows) };
    },
    stop: async () => {
      // A server looks for a client that is gone only when it has something to send.
      const other = new pg.Client(options);
      other.on('error', () => undefined);
      await other.connect();
      await other.query('SELECT pg_cancel_backend($1)', [rows[0]?.pid]);
      await other.end();
    },
    close: () => client.end(),
  };
}

async function firstPiece(
  cursor: Cursor<(string | null)[]>,
): Promise<{ rows: TextRow[]; columns: readonly string[] }> {
  return new Promise((resolve, reject) => {
    cursor.read(pieceRows, (error: Error | undefined, rows, result) => {
      if (error) reject(error);
      else resolve({ rows, columns: result.fields.map(({ name }) => name) });
    });
  });
}

async function* piecesOf(
  cursor: Cursor<(string | null)[]>,
  first: TextRow[],
): AsyncGenerator<TextRow[], void> {
  try {
    for (let rows = first; rows.length > 0; rows = await cursor.read(pieceRows)) yield rows;
  } finally {
    await cursor.close();
  }
}
