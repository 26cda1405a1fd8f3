// Installs the dependencies when the lockfile or a workspace's needs have changed since the last install.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The fields of a package.json on which the shape of node_modules depends. */
const INSTALL_FIELDS = [
  'name',
  'version',
  'workspaces',
  'bin',
  'dependencies',
  'devDependencies',
  'optionalDependencies',
  'peerDependencies',
];

/** @param {string} root */
const stampFile = (root) => path.join(root, 'node_modules', '.gradus-install-stamp');

/**
 * Digest of everything that decides what `npm ci` would install.
 *
 * A change of scripts or exports leaves it alone: nobody should wait for an install because of those.
 * @param {string} root
 * @returns {string} sha256, hex
 */
export function installDigest(root) {
  const hash = createHash('sha256');
  hash.update(`${process.platform}-${process.arch}\0`);
  hash.update(readFileSync(path.join(root, 'package-lock.json')));
  for (const folder of ['.', ...workspaceFolders(root)]) {
    const text = readFileSync(path.join(root, folder, 'package.json'), 'utf8');
    const manifest = /** @type {Record<string, unknown>} */ (JSON.parse(text));
    hash.update(`\0${folder}\0${JSON.stringify(INSTALL_FIELDS.map((field) => manifest[field] ?? null))}`);
  }
  return hash.digest('hex');
}

/** @param {string} root */
function workspaceFolders(root) {
  const packages = path.join(root, 'packages');
  const names = existsSync(packages) ? readdirSync(packages).sort() : [];
  return names
    .map((name) => `packages/${name}`)
    .filter((folder) => existsSync(path.join(root, folder, 'package.json')));
}

/**
 * Whether node_modules is what the lockfile asks for.
 * @param {string} root
 */
export function isInstalled(root) {
  const stamp = stampFile(root);
  return existsSync(stamp) && readFileSync(stamp, 'utf8').trim() === installDigest(root);
}

/**
 * Records that node_modules now matches the lockfile. Called only after npm has succeeded.
 * @param {string} root
 */
export function writeStamp(root) {
  writeFileSync(stampFile(root), `${installDigest(root)}\n`);
}

/**
 * Runs `npm ci` and says why.
 * @param {string} root
 * @returns {number} exit code
 */
export function install(root) {
  const isFirst = !existsSync(path.join(root, 'node_modules'));
  const why = isFirst
    ? 'nothing is installed yet'
    : 'package-lock.json or a package.json changed since the last install';
  console.error(`Installing dependencies with "npm ci", because ${why} ...`);
  const code = runNpmCi(root);
  if (code === 0) {
    writeStamp(root);
    return 0;
  }
  const advice = [
    `"npm ci" failed (exit code ${code}); its own message is above. Usual causes:`,
    '  - the registry is out of reach: check the network, proxy or "npm config get registry", then run this again;',
    '  - package.json and package-lock.json disagree: run "npm install" and commit the lockfile;',
    '  - a file in node_modules is in use or not yours: delete the folder node_modules, then run this again.',
  ];
  console.error(advice.join('\n'));
  return code;
}

/** @param {string} root */
function runNpmCi(root) {
  // `npm run` puts node_modules/.bin first on PATH, and a Node 24 lies there. npm must not run on a Node that
  // it is about to delete, so it gets the PATH without that folder and the Node that it was started with.
  const bin = path.join('node_modules', '.bin');
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter((folder) => !folder.endsWith(bin));
  const env = { ...process.env, PATH: folders.join(path.delimiter) };
  const npm = process.env['npm_execpath'];
  const node = process.env['npm_node_execpath'];
  // Without --loglevel npm warns that the Node it runs on is too old for some packages; they will run on Node 24.
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const isScript = npm !== undefined && /\.c?js$/.test(npm) && node !== undefined && !node.includes(bin);
  const result = isScript
    ? spawnSync(node, [npm, ...args], { cwd: root, env, stdio: ['ignore', 2, 2] })
    : spawnSync('npm', args, {
        cwd: root,
        env,
        stdio: ['ignore', 2, 2],
        shell: process.platform === 'win32',
      });
  return result.status ?? 1;
}
