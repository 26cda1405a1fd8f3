import { Server, type AddressInfo } from 'node:net';
import { createServer, type Connection } from 'mysql2';

/** What a query of the trial server gives. */
export interface TrialAnswer {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
}

/** Type of columns on the wire; all come as texts. */
const varchar = 253;

/**
 * A server that speaks MySQL's wire protocol and gives canned answers, for npm has no MySQL server. It notes what it is
 * asked. MySQL itself is never at the other end of what is tested with it.
 */
export class TrialMysql implements AsyncDisposable {
  readonly address: string;
  readonly asked: readonly string[];
  readonly #server: ReturnType<typeof createServer>;

  private constructor(server: ReturnType<typeof createServer>, asked: readonly string[], port: number) {
    this.#server = server;
    this.asked = asked;
    this.address = `mysql://gradus:s3cret@127.0.0.1:${port}/bank`;
  }

  static async start(answers: Readonly<Record<string, TrialAnswer>>): Promise<TrialMysql> {
    const asked: string[] = [];
    const server = createServer((connection) => serve(connection, answers, asked));
    await new Promise<void>((resolve) => {
      (server as unknown as { listen: (port: number, done: () => void) => void }).listen(0, resolve);
    });
    // The driver's server keeps its listener to itself.
    const listener = Object.values(server).find((one) => one instanceof Server) as Server;
    const { port } = listener.address() as AddressInfo;
    return new TrialMysql(server, asked, port);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await new Promise<void>((resolve) => {
      (this.#server as unknown as { close: (done: () => void) => void }).close(resolve);
    });
  }
}

/** What the driver's server can say; its types leave most of it out. */
interface Told {
  readonly writeOk: () => void;
  readonly writeError: (error: object) => void;
  readonly writeColumns: (columns: readonly object[]) => void;
  readonly writeTextRow: (row: readonly unknown[]) => void;
  readonly writeEof: () => void;
  sequenceId: number;
}

function serve(
  connection: Connection,
  answers: Readonly<Record<string, TrialAnswer>>,
  asked: string[],
): void {
  const told = connection as unknown as Told;
  connection.serverHandshake({
    protocolVersion: 10,
    serverVersion: '8.4.0',
    connectionId: 1,
    statusFlags: 2,
    characterSet: 45,
    capabilityFlags: 0xff_ff_ff,
    authCallback: (_: unknown, done: (error: unknown) => void) => {
      done(null);
      told.sequenceId = 0;
    },
  });
  const answerTo = (sql: string): void => {
    told.sequenceId = 1;
    asked.push(sql);
    const answer = answers[sql];
    if (answer !== undefined) write(told, answer);
    else if (/^(SET|START|KILL)/.test(sql)) told.writeOk();
    else if (sql.includes('sleep')) return;
    else told.writeError({ code: 1146, message: `Table 'bank.${sql.split(' ').at(-1)}' doesn't exist` });
    // Every command counts its packets from 0.
    told.sequenceId = 0;
  };
  connection.on('query', answerTo);
  // The server of the driver hands SET over as if it were prepared.
  connection.on('stmt_prepare', answerTo);
  connection.on('error', () => undefined);
}

function write(told: Told, { columns, rows }: TrialAnswer): void {
  told.writeColumns(
    columns.map((name) => ({
      catalog: 'def',
      schema: 'bank',
      table: 't',
      orgTable: 't',
      name,
      orgName: name,
      characterSet: 45,
      columnLength: 400,
      columnType: varchar,
      flags: 0,
      decimals: 0,
    })),
  );
  for (const row of rows) told.writeTextRow(row);
  told.writeEof();
}
