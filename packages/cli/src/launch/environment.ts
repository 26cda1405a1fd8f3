import { readFileSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import type { Locale } from '@gradus/schema';
import { connectionsOf } from '../option/connection.ts';
import { exitCodes } from './exit-code.ts';

/** All that a command takes from the world around it; the only file that reads argv, environment, clock and machine. */
export interface Environment {
  readonly argv: readonly string[];
  readonly locale: Locale;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Whether progress may redraw its line. */
  readonly isTerminal: boolean;
  readonly processId: number;
  readonly version: string;
  readonly threads: number;
  readonly memoryMib: number;
  /** Addresses of databases by name; they hold passwords. */
  readonly connections: Readonly<Record<string, string>>;
  readonly nowMs: () => number;
  /** Calls `act` on Ctrl-C or a request to end; gives a function that stops listening. */
  readonly onInterrupt: (act: () => void) => () => void;
  readonly exitAtOnce: (code: number) => void;
}

/** Memory that is taken unless --memory says otherwise: half of the machine's, at most this. */
const memoryMibMax = 4096;

export function processEnvironment(): Environment {
  // A reader such as `head` may close the pipe before all is written.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(exitCodes.ok);
    throw error;
  });
  return {
    argv: process.argv.slice(2),
    locale: localeOf(process.env),
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    isTerminal: process.stderr.isTTY,
    processId: process.pid,
    version: readVersion(),
    threads: availableParallelism(),
    memoryMib: Math.max(256, Math.min(memoryMibMax, Math.floor(memoryBytes() / 2 / 1_048_576))),
    connections: connectionsOf(process.env),
    nowMs: () => Date.now(),
    onInterrupt: (act) => {
      process.on('SIGINT', act);
      process.on('SIGTERM', act);
      return () => {
        process.off('SIGINT', act);
        process.off('SIGTERM', act);
      };
    },
    exitAtOnce: (code) => process.exit(code),
  };
}

/** Chinese when the shell speaks Chinese, else English. */
export function localeOf(env: Readonly<Record<string, string | undefined>>): Locale {
  const spoken = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find(
    (value) => value !== undefined && value !== '',
  );
  return spoken?.toLowerCase().startsWith('zh') === true ? 'zh-CN' : 'en';
}

/** A container may allow less than the machine has. */
function memoryBytes(): number {
  const allowed = process.constrainedMemory();
  return allowed > 0 ? Math.min(allowed, totalmem()) : totalmem();
}

function readVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
