// Entry of every npm script. Works on a fresh clone with nothing but Node 18+ and npm:
// installs when needed, moves to Node 24, runs the task. Plain JavaScript without dependencies for that reason.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { explainMissingNode, findNode24, runNode } from '../packages/cli/bin/node-24.mjs';
import { completeLockfileAt } from './tasks/complete-lockfile.mjs';
import { install, isInstalled, writeStamp } from './tasks/install.mjs';
import { tasks } from './tasks/task-table.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/**
 * @param {string | undefined} name
 * @param {readonly string[]} args
 * @returns {Promise<number>} exit code
 */
async function main(name, args) {
  if (name === 'stamp') {
    // npm calls this after its own install, so that a hand-run `npm install` counts as well.
    completeLockfileAt(path.join(root, 'package-lock.json'));
    writeStamp(root);
    return 0;
  }
  const task = name === undefined ? undefined : tasks[name];
  if (task === undefined) {
    console.error(`bootstrap: no task "${name ?? ''}"; there are: ${Object.keys(tasks).join(', ')}`);
    return 2;
  }
  const [program = ''] = task.program;
  if (!program.startsWith('node_modules/') && !existsSync(path.join(root, program))) {
    console.error(`bootstrap: "${name}" runs ${program}, which this checkout does not have`);
    return 1;
  }
  if (!isInstalled(root)) {
    const code = install(root);
    if (code !== 0) return code;
  }
  const node = findNode24();
  if (node === undefined) {
    console.error(explainMissingNode());
    return 1;
  }
  process.chdir(root);
  return runNode(node, [...task.program, ...args], task.env);
}

process.exitCode = await main(process.argv[2], process.argv.slice(3));
