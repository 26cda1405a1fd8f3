import type { Context } from '../launch/launch.ts';
import { parseMemoryOption, parseNumberOption } from './value.ts';

export interface EngineOptions {
  readonly threads?: string;
  readonly memory?: string;
}

/** Threads and memory as asked for, else as the machine allows. Errors: `command.bad-number`, `command.bad-size`. */
export function engineOptions(
  options: EngineOptions,
  context: Context,
): { threads: number; memoryMib: number } {
  return {
    threads:
      options.threads === undefined
        ? context.threads
        : parseNumberOption('--threads', options.threads, 1, 1024),
    memoryMib: options.memory === undefined ? context.memoryMib : parseMemoryOption(options.memory),
  };
}
