import { execFile } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

/**
 * The tour of a README: blocks headed `console`, also within lists, in which lines that begin with `$ ` are commands and all others are what
 * they print. The tour is walked in one folder from the first block to the last, so a later block finds what an earlier made.
 */

const root = join(import.meta.dirname, '..');
const launcher = join(root, 'packages', 'cli', 'bin', 'gradus.mjs');
const block = /^( *)```console\n([\s\S]*?)^\1```$/gm;

/** Runs a command of the tour in `folder` and gives what it prints. Errors: when it does not end with 0. */
async function runTourCommand(command: string, folder: string, language: string): Promise<string> {
  const shell = `npx() { shift; "${process.execPath}" "${launcher}" "$@"; }; ${command}`;
  const { stdout } = await promisify(execFile)('bash', ['-c', shell], {
    cwd: folder,
    env: { ...process.env, LANG: language, LC_ALL: language, NODE_NO_WARNINGS: '1' },
    maxBuffer: 1 << 24,
  });
  return stdout;
}

/** The page with every output of its tour as the commands print it now. `folder` is empty. */
export async function walkTour(page: string, folder: string, language: string): Promise<string> {
  symlinkSync(join(root, 'examples'), join(folder, 'examples'));
  let walked = '';
  let at = 0;
  for (const match of page.matchAll(block)) {
    const parts: string[] = [];
    const [whole, indent = '', text = ''] = match;
    for (const command of commandsOf(text.replaceAll(new RegExp(`^${indent}`, 'gm'), ''))) {
      const output = await runTourCommand(command, folder, language);
      parts.push(`$ ${command}\n${output.replaceAll(/[ \t]+$/gm, '').trimEnd()}`);
    }
    const shown = `\`\`\`console\n${parts.map((part) => part.trimEnd()).join('\n\n')}\n\`\`\``;
    walked += page.slice(at, match.index) + shown.replaceAll(/^(?=.)/gm, indent);
    at = match.index + whole.length;
  }
  return walked + page.slice(at);
}

/** Commands of a block; a line that ends with `\` goes on with the next. */
function commandsOf(text: string): string[] {
  const commands: string[] = [];
  let open = false;
  for (const line of text.split('\n')) {
    if (open) commands[commands.length - 1] += `\n${line}`;
    else if (line.startsWith('$ ')) commands.push(line.slice(2));
    else continue;
    open = line.endsWith('\\');
  }
  return commands;
}
