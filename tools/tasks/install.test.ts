import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { findNode24 } from '../../packages/cli/bin/node-24.mjs';
import { installDigest, isInstalled, writeStamp } from './install.mjs';

let root = '';
const write = (file: string, content: object): void => {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), JSON.stringify(content));
};

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'gradus-install-'));
  write('package.json', { name: 'a', dependencies: { b: '1.0.0' } });
  write('package-lock.json', { packages: {} });
  write('packages/c/package.json', { name: 'c' });
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

test('an install counts until the lockfile or the needs of a workspace change', () => {
  expect(isInstalled(root)).toBe(false);
  mkdirSync(path.join(root, 'node_modules'));
  expect(isInstalled(root)).toBe(false);
  writeStamp(root);
  expect(isInstalled(root)).toBe(true);
  write('package-lock.json', { packages: { b: {} } });
  expect(isInstalled(root)).toBe(false);
});

test('new dependencies and new workspaces change the digest, scripts do not', () => {
  const before = installDigest(root);
  write('packages/c/package.json', { name: 'c', scripts: { d: 'e' } });
  expect(installDigest(root)).toBe(before);
  write('packages/c/package.json', { name: 'c', dependencies: { d: '1.0.0' } });
  const after = installDigest(root);
  expect(after).not.toBe(before);
  write('packages/d/package.json', { name: 'd' });
  expect(installDigest(root)).not.toBe(after);
});

test('an older Node finds the one that npm installed, a newer one stays', ({ skip }) => {
  expect(findNode24('24.1.0')).toBe(process.execPath);
  const found = findNode24('20.11.1');
  skip(found === undefined, `npm has no Node 24 for ${process.platform}-${process.arch}`);
  expect(execFileSync(found ?? '', ['--version'], { encoding: 'utf8' })).toMatch(/^v24\./);
});
