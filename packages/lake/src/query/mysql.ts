import { createConnection, type Connection, type FieldPacket } from 'mysql2';
import type { SourceConnection, TextRow } from './connection.ts';

const pieceRows = 10_000;

/** Opens a MySQL connection in one read-only transaction that sees one state of the data. Throws what the driver throws. */
export async function openMysql(address: string): Promise<SourceConnection> {
  const connection = createConnection({
    uri: address,
    connectTimeout: 15_000,
    rowsAsArray: true,
    // Every value stays the text that the server wrote.
    typeCast: (field) => field.string(),
  });
  connection.on('error', () => undefined);
  // Moments become days as they do on PostgreSQL, wherever the server stands.
  await run(connection, "SET time_zone = '+00:00'");
  await run(connection, 'SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ');
  await run(connection, 'START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY');
  let isStopped = false;
  return {
    stream: async (sql) => {
      const query = connection.query({ sql, rowsAsArray: true });
      const rows = query.stream({ highWaterMark: pieceRows });
      const columns = await new Promise<readonly string[]>((resolve, reject) => {
        query.once('fields', (fields: FieldPacket[]) => resolve(fields.map(({ name }) => name)));
        // A query that fails gives no columns; the stream is what says so.
        rows.once('error', reject);
      });
      return { columns, pieces: inPieces(rows as AsyncIterable<TextRow>) };
    },
    stop: async () => {
      isStopped = true;
      const other = createConnection({ uri: address, connectTimeout: 15_000 });
      other.on('error', () => undefined);
      try {
        await run(other, `KILL QUERY ${connection.threadId}`);
      } finally {
        other.destroy();
        connection.destroy();
      }
    },
    close: async () => {
      // One that was stopped has no good-bye to wait for.
      if (isStopped) return;
      await new Promise<void>((resolve) => {
        connection.end(() => resolve());
      });
    },
  };
}

async function run(connection: Connection, sql: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    connection.query(sql, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}

async function* inPieces(rows: AsyncIterable<TextRow>): AsyncGenerator<TextRow[], void> {
  let piece: TextRow[] = [];
  for await (const row of rows) {
    piece.push(row);
    if (piece.length < pieceRows) continue;
    yield piece;
    piece = [];
  }
  if (piece.length > 0) yield piece;
}
