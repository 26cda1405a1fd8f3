import { readFile } from 'node:fs/promises';
import { failure } from '@gradus/schema';

/** Text of a file that a person named. Errors: `command.file-unreadable`. */
export async function readTextFile(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: unknown) => {
    const { code, message } = error as NodeJS.ErrnoException;
    throw failure('command.file-unreadable', { file, detail: code ?? message });
  });
}
