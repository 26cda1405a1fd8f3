import {
  DuckDBDataChunk,
  type DuckDBConnection,
  type DuckDBInstance,
  type DuckDBResult,
} from '@duckdb/node-api';
import { assert, failure } from '@gradus/schema';
import { dialects, printQuery, type Query } from '@gradus/sql';
import { statementFailure } from './statement-failure.ts';
import { readValue, writeValue, type Row, type Value } from './value.ts';

export interface RunOptions {
  /** Stops the statement within some 40 ms; it then fails with `engine.interrupted`. */
  readonly signal?: AbortSignal | undefined;
  /** Called a few times a second with the share done, 0 to 1, as far as the engine can tell. */
  readonly onProgress?: ((share: number) => void) | undefined;
}

const progressEveryMs = 200;
const interruptEveryMs = 20;
const appendRows = 2048;

/**
 * One connection to a DuckDB of its own, in memory. Statements run one after the other in the order of the calls;
 * temporary tables and views live until `close`.
 *
 * Errors of every method that runs SQL: `engine.interrupted`, `engine.out-of-memory`, `engine.disk-full`,
 * `engine.number-too-large`, `engine.file-unreadable`, `engine.statement-failed`.
 */
export class Session {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  /** Of the whole process. */
  readonly memoryMib: number;
  #last: Promise<unknown> = Promise.resolve();
  #isStreaming = false;

  constructor(instance: DuckDBInstance, connection: DuckDBConnection, memoryMib: number) {
    this.#instance = instance;
    this.#connection = connection;
    this.memoryMib = memoryMib;
  }

  /** Runs a statement for its effect. */
  async run(statement: string, options: RunOptions = {}): Promise<void> {
    await this.#execute(statement, options, () => this.#connection.run(statement));
  }

  /** All rows of a statement, as objects by column name. */
  async rows(statement: string, options: RunOptions = {}): Promise<Row[]> {
    return this.#execute(statement, options, async () => {
      const result = await this.#connection.run(statement);
      const names = result.columnNames();
      const rows = await result.convertRows(readValue);
      return rows.map((values) =>
        Object.fromEntries(names.map((name, index) => [name, values[index] ?? null])),
      );
    });
  }

  /**
   * Rows of a statement in batches of up to 2,048, as arrays in column order, without holding them all.
   * No other statement may run before the iteration ends (to its end, by `break` or by an error).
   */
  async *stream(
    statement: string,
    options: RunOptions = {},
  ): AsyncGenerator<(readonly Value[])[], void, undefined> {
    const result = await this.#execute(statement, options, () => this.#connection.stream(statement));
    this.#isStreaming = true;
    try {
      for (;;) {
        const chunk = await this.#fetch(result, statement, options.signal);
        if (chunk === null || chunk.rowCount === 0) return;
        yield chunk.convertRows(readValue);
      }
    } finally {
      this.#isStreaming = false;
    }
  }

  /** Runs a query in the syntax of the sql package. */
  async runQuery(query: Query, options: RunOptions = {}): Promise<Row[]> {
    return this.rows(printQuery(query, dialects.duckdb), options);
  }

  /** Version of the engine: `v1.5.6`. */
  async version(): Promise<string> {
    const [row] = await this.rows('SELECT version() AS version');
    return String(row?.['version']);
  }

  /** Adds rows to a table, values in the order of its columns. */
  async append(table: string, rows: Iterable<readonly Value[]>): Promise<void> {
    const statement = `append to ${table}`;
    await this.#execute(statement, {}, async () => {
      const appender = await this.#connection.createAppender(table);
      const types = Array.from({ length: appender.columnCount }, (_, index) => appender.columnType(index));
      for (const batch of batches(rows, appendRows)) {
        const chunk = DuckDBDataChunk.create(types, batch.length);
        chunk.setColumns(
          types.map(({ typeId }, index) => batch.map((row) => writeValue(row[index] ?? null, typeId))),
        );
        appender.appendDataChunk(chunk);
      }
      appender.closeSync();
    });
  }

  /** Frees the memory. Waits for a running statement; closing twice is harmless. */
  async close(): Promise<void> {
    await this.#last.catch(() => undefined);
    this.#connection.closeSync();
    this.#instance.closeSync();
  }

  async #execute<Result>(
    statement: string,
    options: RunOptions,
    act: () => Promise<Result>,
  ): Promise<Result> {
    assert(!this.#isStreaming, `a statement was started inside a stream: ${statement.slice(0, 80)}`);
    const before = this.#last;
    const run = async (): Promise<Result> => {
      await before.catch(() => undefined);
      return this.#supervised(statement, options, act);
    };
    const running = run();
    this.#last = running;
    return running;
  }

  async #supervised<Result>(
    statement: string,
    options: RunOptions,
    act: () => Promise<Result>,
  ): Promise<Result> {
    const { signal, onProgress } = options;
    if (signal?.aborted === true) throw failure('engine.interrupted', {});
    // An interrupt that arrives before the statement has begun is lost, so it is repeated until the statement ends.
    const interrupter =
      signal && setInterval(() => signal.aborted && this.#connection.interrupt(), interruptEveryMs);
    const reporter = onProgress && setInterval(() => onProgress(this.#share()), progressEveryMs);
    try {
      return await act();
    } catch (error) {
      throw statementFailure(error, statement, this.memoryMib);
    } finally {
      clearInterval(interrupter);
      clearInterval(reporter);
    }
  }

  async #fetch(
    result: DuckDBResult,
    statement: string,
    signal: AbortSignal | undefined,
  ): Promise<DuckDBDataChunk | null> {
    return this.#supervised(statement, { signal }, () => result.fetchChunk());
  }

  #share(): number {
    return Math.min(1, Math.max(0, this.#connection.progress.percentage / 100));
  }
}

function* batches<Item>(items: Iterable<Item>, size: number): Generator<Item[]> {
  let batch: Item[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length === size) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
