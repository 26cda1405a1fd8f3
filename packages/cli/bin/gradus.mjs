#!/usr/bin/env node
// Launcher: the commands are TypeScript and need Node 24, whichever Node the user's shell has.
import module from 'node:module';
import { fileURLToPath } from 'node:url';

import { explainMissingNode, findNode24, runNode } from './node-24.mjs';

const node = findNode24();
if (node === undefined) {
  console.error(explainMissingNode());
  process.exitCode = 1;
} else if (node === process.execPath) {
  // Reading TypeScript is most of what a command takes to start. What was read is kept beside the installed packages, whose
  // owner is the only one to write there; where that is not allowed, nothing is kept.
  module.enableCompileCache(fileURLToPath(new URL('../../../node_modules/.cache/gradus', import.meta.url)));
  const main = new URL('../src/main.ts', import.meta.url).href;
  await import(main);
} else {
  process.exitCode = await runNode(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)]);
}
