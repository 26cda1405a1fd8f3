import { failure } from '@gradus/schema';

/** A row of a result: every value as the text that the server writes, null for none. */
export type TextRow = readonly (string | null)[];

/** A connection that reads one state of a database, whatever is written meanwhile. */
export interface SourceConnection {
  /** Runs a query; rows come in pieces. Errors: `intake.query-failed` is for the caller to make of what it throws. */
  readonly stream: (sql: string) => Promise<{
    readonly columns: readonly string[];
    readonly pieces: AsyncIterable<readonly TextRow[]>;
  }>;
  /** Has the server give up the query that runs. */
  readonly stop: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Addresses by the names that mappings use. They hold passwords: nothing here is written, logged or told. */
export type Connections = Readonly<Record<string, string>>;

/**
 * Opens the connection that a mapping names, with a transaction that may only read and sees one state of the data.
 *
 * Errors: `intake.no-connection`, `intake.bad-connection`, `intake.connection-failed`.
 */
export async function openConnection(name: string, connections: Connections): Promise<SourceConnection> {
  const address = connections[name];
  if (address === undefined) throw failure('intake.no-connection', { name, variable: variableOf(name) });
  const scheme = /^([a-z]+):\/\//.exec(address)?.[1] ?? '';
  try {
    // Drivers are loaded by those who query: files need none of them.
    if (scheme === 'postgres' || scheme === 'postgresql') {
      return await (await import('./postgres.ts')).openPostgres(address);
    }
    if (scheme === 'mysql') return await (await import('./mysql.ts')).openMysql(address);
  } catch (error) {
    throw failure('intake.connection-failed', { name, detail: withoutSecrets(error, address) });
  }
  throw failure('intake.bad-connection', { name });
}

/** The environment variable that may hold the address of a connection. */
function variableOf(name: string): string {
  return `GRADUS_CONNECTION_${name.toUpperCase().replaceAll('-', '_')}`;
}

/** What a driver says, without the address, the user or the password that it may repeat. */
export function withoutSecrets(error: unknown, address: string): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const told = [message, code].find((text) => text !== undefined && text !== '') ?? 'no answer';
  return [address, ...passwordsIn(address)].reduce<string>(
    (text, secret) => (secret === '' ? text : text.replaceAll(secret, '…')),
    told.split('\n')[0] ?? told,
  );
}

/** Passwords of an address, as written and as meant; also of one that is no proper address. */
function passwordsIn(address: string): string[] {
  const written = [
    /^[a-z]+:\/\/[^:/@]*:(.*)@/s.exec(address)?.[1] ?? '',
    ...[...address.matchAll(/[?&][^=&]*pass[^=&]*=([^&#]*)/gi)].map(([, value = '']) => value),
  ];
  return written.flatMap((one) => [one, decoded(one)]);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
