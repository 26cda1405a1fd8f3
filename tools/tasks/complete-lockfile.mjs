// Completes package-lock.json with the optional platform packages that npm left out of it.
//
// npm writes no entry for an optional dependency that the registry it asked does not hold (a mirror often lacks the
// binaries of rare platforms), and then `npm ci` refuses the very lockfile that `npm install` wrote: "Missing: ...
// from lock file". An entry with version and platform is all that is needed to pass over such a package elsewhere.
// It has no integrity hash, since nobody saw the file; npm adds it on a machine of that platform.
import { readFileSync, writeFileSync } from 'node:fs';

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, dev?: boolean, os?: string[], cpu?: string[],
 *   libc?: string[], optionalDependencies?: Record<string, string> }} LockEntry
 * @typedef {{ packages: Record<string, LockEntry> }} Lockfile
 */

const PLATFORM = /(?:^|-)(android|darwin|freebsd|linux|openharmony|win32)-([a-z0-9]+)(?:-([a-z]+))?$/;

/**
 * The platform that a package's name states, as lockfile fields; undefined when the name states none.
 * @param {string} name such as `@oxlint/binding-linux-x64-musl`
 * @returns {Pick<LockEntry, 'os' | 'cpu' | 'libc'> | undefined}
 */
export function platformOf(name) {
  const match = PLATFORM.exec(name.slice(name.lastIndexOf('/') + 1));
  if (match === null) return undefined;
  const [, os = '', cpu = '', abi = ''] = match;
  const libc = os !== 'linux' || abi === '' ? undefined : abi.startsWith('musl') ? 'musl' : 'glibc';
  return { os: [os], cpu: [cpu], ...(libc === undefined ? {} : { libc: [libc] }) };
}

/**
 * A copy of the lockfile with the missing entries, and their names. Only exact versions are completed.
 * @param {Lockfile} lockfile
 * @returns {{ lockfile: Lockfile, added: string[] }}
 */
export function completeLockfile(lockfile) {
  /** @type {Record<string, LockEntry>} */
  const packages = { ...lockfile.packages };
  const added = [];
  for (const [parent, entry] of Object.entries(lockfile.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      const key = `node_modules/${name}`;
      const platform = platformOf(name);
      const isThere = packages[key] !== undefined || packages[`${parent}/${key}`] !== undefined;
      if (isThere || platform === undefined || !/^\d/.test(version)) continue;
      packages[key] = { version, ...platform, ...(entry.dev === true ? { dev: true } : {}), optional: true };
      added.push(`${name}@${version}`);
    }
  }
  const sorted = Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
  return { lockfile: { ...lockfile, packages: Object.fromEntries(sorted) }, added };
}

/**
 * Completes the file in place and says what it added; leaves a complete file untouched.
 * @param {string} file
 */
export function completeLockfileAt(file) {
  const original = /** @type {Lockfile} */ (JSON.parse(readFileSync(file, 'utf8')));
  const { lockfile, added } = completeLockfile(original);
  if (added.length === 0) return;
  writeFileSync(file, `${JSON.stringify(lockfile, null, 2)}\n`);
  console.error(`package-lock.json: added ${added.length} platform packages that the registry did not have`);
}
