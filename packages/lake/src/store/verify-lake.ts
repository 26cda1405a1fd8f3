import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { hashFile } from '@gradus/engine';
import { diagnostic, Failure, type Code, type DataOf, type Diagnostic, type Severity } from '@gradus/schema';
import { manifestPath, openLake, type Lake } from './lake.ts';
import { allFiles, type Manifest, type StoredFile } from './manifest.ts';

/**
 * Compares every manifest, and every file that any of them names, with what was sealed. A single changed byte is an
 * error; a file that no manifest names is a warning. Paths of findings are from the lake's folder.
 *
 * Errors: `lake.not-a-lake`.
 */
export async function verifyLake(
  directory: string,
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<Diagnostic[]> {
  const lake = await openLake(directory);
  const { findings, manifests } = await verifyManifests(lake);
  const files = new Map<string, StoredFile>();
  for (const file of manifests.flatMap(allFiles)) {
    const known = files.get(file.path);
    if (known === undefined) files.set(file.path, file);
    else if (known.sha256 !== file.sha256)
      findings.push(finding('lake.chain-broken', 'error', file.path, {}));
  }
  let done = 0;
  const erased = new Set(manifests.flatMap((manifest) => manifest.erased?.files ?? []));
  for (const file of files.values()) {
    findings.push(...(erased.has(file.path) ? await verifyErased(lake, file) : await verifyFile(lake, file)));
    done += 1;
    onProgress(done, files.size);
  }
  findings.push(...(await strayFiles(lake, new Set(files.keys()))));
  return findings;
}

async function verifyManifests(lake: Lake): Promise<{ findings: Diagnostic[]; manifests: Manifest[] }> {
  const findings: Diagnostic[] = [];
  const manifests: Manifest[] = [];
  const numbers = await lake.numbers();
  let before: string | null = null;
  for (let number = 1; number <= (numbers.at(-1) ?? 0); number += 1) {
    const file = manifestPath(number);
    if (!numbers.includes(number)) {
      findings.push(finding('lake.file-missing', 'error', file, {}));
      before = null;
      continue;
    }
    const manifest = await lake.manifest(number).catch((error: unknown) => {
      if (error instanceof Failure && error.code === 'lake.manifest-damaged') return null;
      throw error;
    });
    const isDamaged = manifest === null;
    if (isDamaged) findings.push(finding('lake.manifest-damaged', 'error', file, { file }));
    else manifests.push(manifest);
    if (manifest !== null && manifest.previous !== before && (before !== null || number === 1)) {
      findings.push(finding('lake.chain-broken', 'error', file, {}));
    }
    before = isDamaged ? null : await lake.manifestHash(number);
  }
  return { findings, manifests };
}

async function verifyFile(lake: Lake, file: StoredFile): Promise<Diagnostic[]> {
  const found = await stat(lake.path(file.path)).catch(() => null);
  if (found === null) return [finding('lake.file-missing', 'error', file.path, {})];
  const isSame = found.size === file.bytes && (await hashFile(lake.path(file.path))).sha256 === file.sha256;
  return isSame ? [] : [finding('lake.file-changed', 'error', file.path, {})];
}

/** What was erased must be gone. */
async function verifyErased(lake: Lake, file: StoredFile): Promise<Diagnostic[]> {
  const found = await stat(lake.path(file.path)).catch(() => null);
  const code = found === null ? 'lake.file-erased' : 'lake.erasure-unfinished';
  return [finding(code, 'warning', file.path, {})];
}

async function strayFiles(lake: Lake, known: ReadonlySet<string>): Promise<Diagnostic[]> {
  const findings: Diagnostic[] = [];
  for (const folder of ['manifests', 'tables', 'vault', 'batches', 'temporary']) {
    const entries = await readdir(lake.path(folder), { recursive: true, withFileTypes: true }).catch(
      () => [],
    );
    for (const entry of entries) {
      if (entry.isDirectory()) continue;
      const relative = path
        .relative(lake.directory, path.join(entry.parentPath, entry.name))
        .split(path.sep)
        .join('/');
      const isManifest = /^manifests\/\d{8}\.json$/.test(relative);
      if (!isManifest && !known.has(relative)) {
        findings.push(finding('lake.stray-file', 'warning', relative, {}));
      }
    }
  }
  return findings.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function finding<C extends Code>(
  code: C,
  severity: Severity,
  at: string,
  data: Omit<DataOf<C>, 'path'>,
): Diagnostic {
  return diagnostic(code, severity, { position: null, path: at }, { ...data, path: at } as DataOf<C>);
}
