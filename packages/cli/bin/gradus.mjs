#!/usr/bin/env node
// Launcher: the commands are TypeScript and need Node 24, whichever Node the user's shell has.
import { fileURLToPath } from 'node:url';

import { explainMissingNode, findNode24, runNode } from './node-24.mjs';

const node = findNode24();
if (node === undefined) {
  console.error(explainMissingNode());
  process.exitCode = 1;
} else if (node === process.execPath) {
  const main = new URL('../src/main.ts', import.meta.url).href;
  await import(main);
} else {
  process.exitCode = await runNode(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)]);
}
