// Programs in processes of their own that a test kills in the middle of their work.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export interface KilledProcess {
  /** Name of the script beside this file. */
  readonly script: string;
  readonly args: readonly string[];
  /** What the script prints first: time runs from there, for starting up takes as long as the machine is busy. */
  readonly begin: string;
  /** When to kill; null: not at all. */
  readonly milliseconds: number | null;
  /** Folder where compiled sources are kept from the first process that is not killed to all later ones. */
  readonly cache: string;
}

/** Starts the script and kills it; gives all that it printed until then. */
export async function runAndKill(wanted: KilledProcess): Promise<string> {
  const script = fileURLToPath(import.meta.resolve(`./${wanted.script}`));
  const compiled = JSON.stringify(path.join(wanted.cache, 'compiled'));
  const keep = `import module from 'node:module'; module.enableCompileCache(${compiled});`;
  const argv = ['--import', `data:text/javascript,${encodeURIComponent(keep)}`, script, ...wanted.args];
  const child = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  child.stdout.on('data', (text: Buffer) => {
    printed += text.toString();
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  while (!printed.includes(wanted.begin) && child.exitCode === null) await sleep(2);
  if (wanted.milliseconds !== null) {
    const timer = new AbortController();
    const late = sleep(wanted.milliseconds, undefined, { signal: timer.signal }).catch(() => undefined);
    await Promise.race([ended, late]);
    timer.abort();
    child.kill('SIGKILL');
  }
  await ended;
  return printed;
}
