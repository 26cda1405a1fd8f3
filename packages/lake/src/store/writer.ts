import { link, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  hashFile,
  syncFile,
  writeParquet,
  type FileColumn,
  type RunOptions,
  type Session,
} from '@gradus/engine';
import { assert, failure } from '@gradus/schema';
import { Lake, manifestPath } from './lake.ts';
import { takeLease, type Lease } from './lease.ts';
import { hasCode } from './system-error.ts';
import {
  sealManifest,
  unsealManifest,
  type ManifestBody,
  type Manifest,
  type StoredFile,
} from './manifest.ts';

/** Where a new file belongs and how it is called, apart from batch and contents. */
export interface FilePlace {
  /** Folder from the lake's, e.g. `tables/entry`. */
  readonly folder: string;
  /** Says what part of the table it holds, e.g. `2024-02`; `all` for the whole. */
  readonly part: string;
}

/**
 * The one writer of a lake. Files go to a temporary folder, are synced, and get a name made of batch and contents, so no
 * writer can replace another's file by a different one. The manifest, created last and only if its number is free, is
 * the commit; until then nothing that readers look at has changed.
 */
export class LakeWriter {
  readonly lake: Lake;
  readonly head: Manifest | null;
  /** SHA-256 of the head's file; null before the first batch. */
  readonly headHash: string | null;
  readonly #lease: Lease;
  #isCommitted = false;

  private constructor(lake: Lake, head: Manifest | null, headHash: string | null, lease: Lease) {
    this.lake = lake;
    this.head = head;
    this.headHash = headHash;
    this.#lease = lease;
  }

  /** Errors: `lake.busy`, `lake.manifest-damaged`, `lake.not-a-lake` for a folder that holds other things. */
  static async open(directory: string): Promise<LakeWriter> {
    const lake = new Lake(path.resolve(directory));
    await assertOwnFolder(lake);
    const lease = await takeLease(lake.directory);
    try {
      const head = await lake.headOrNull();
      const writer = new LakeWriter(
        lake,
        head,
        head === null ? null : await lake.manifestHash(head.number),
        lease,
      );
      await writer.#removeLeftovers();
      await removeErased(lake, head?.erased?.files ?? []);
      await mkdir(writer.temporary, { recursive: true });
      await mkdir(lake.path('manifests'), { recursive: true });
      return writer;
    } catch (error) {
      await lease.release();
      throw error;
    }
  }

  /** Number of the batch that this writer would commit. */
  get number(): number {
    return (this.head?.number ?? 0) + 1;
  }

  /** Folder for files that are not wanted after the batch. */
  get temporary(): string {
    return this.lake.path(`temporary/${this.#lease.token}`);
  }

  /** Writes the rows of `query` as a Parquet file of the lake. */
  async writeRows(
    session: Session,
    place: FilePlace,
    rows: { readonly query: string; readonly columns: readonly FileColumn[] },
    options: RunOptions = {},
  ): Promise<StoredFile> {
    const draft = path.join(this.temporary, `${place.folder.replaceAll('/', '-')}-${place.part}.parquet`);
    await writeParquet(session, { query: rows.query, path: draft, columns: rows.columns }, options);
    const [counted] = await session.rows(
      `SELECT num_rows AS n FROM parquet_file_metadata('${draft.replaceAll("'", "''")}')`,
    );
    return this.adopt(draft, place, 'parquet', Number(counted?.['n']));
  }

  /** Takes a finished file of the temporary folder into the lake. */
  async adopt(draft: string, place: FilePlace, suffix: string, rows: number): Promise<StoredFile> {
    const { sha256, bytes } = await hashFile(draft);
    const batch = String(this.number).padStart(8, '0');
    const relative = `${place.folder}/${batch}-${place.part}-${sha256.slice(0, 16)}.${suffix}`;
    const target = this.lake.path(relative);
    await mkdir(path.dirname(target), { recursive: true });
    await syncFile(draft);
    await rename(draft, target);
    await syncFile(path.dirname(target));
    return { path: relative, bytes, rows, sha256 };
  }

  /**
   * Makes the batch part of the lake, or fails and leaves the lake as it was.
   *
   * Errors: `lake.lost-race` when another writer committed first; `lake.lease-lost`.
   */
  async commit(body: ManifestBody, written: readonly StoredFile[]): Promise<void> {
    assert(body.number === this.number, `manifest ${body.number} where ${this.number} is next`);
    await this.#lease.assertHeld();
    await Promise.all(written.map(({ path: relative }) => stat(this.lake.path(relative))));
    const draft = path.join(this.temporary, 'manifest.json');
    const text = sealManifest(body);
    assert(unsealManifest(text) !== null, `manifest ${body.number} could not be read again`);
    await writeFile(draft, text);
    await syncFile(draft);
    const target = this.lake.path(manifestPath(body.number));
    await link(draft, target).catch((error: unknown) => {
      if (!hasCode(error, 'EEXIST')) throw error;
      throw failure('lake.lost-race', { directory: this.lake.directory, number: body.number });
    });
    this.#isCommitted = true;
    await syncFile(path.dirname(target));
  }

  /** Gives the lake back, without the files of a batch that was not committed. */
  async close(): Promise<void> {
    if (this.#isCommitted) await rm(this.temporary, { recursive: true, force: true });
    else await this.#removeLeftovers();
    await this.#lease.release();
  }

  /** Removes what dead writers left: temporary folders, and files of batches that were never committed. */
  async #removeLeftovers(): Promise<void> {
    await rm(this.lake.path('temporary'), { recursive: true, force: true });
    for (const folder of ['tables', 'vault', 'batches']) {
      const names = await readdir(this.lake.path(folder), { recursive: true }).catch(() => []);
      for (const name of names) {
        const batch = /(?:^|[\\/])(\d{8})-[^\\/]*$/.exec(name)?.[1];
        if (batch !== undefined && Number(batch) >= this.number) {
          await rm(path.join(this.lake.path(folder), name), { force: true });
        }
      }
    }
  }
}

const ownNames = new Set(['manifests', 'tables', 'vault', 'batches', 'refused', 'temporary']);

/** A folder that is to become a lake must be empty: a mistyped path must not fill somebody's home with files. */
async function assertOwnFolder(lake: Lake): Promise<void> {
  const names: string[] = await readdir(lake.directory).catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return [];
    if (hasCode(error, 'ENOTDIR')) throw failure('lake.not-a-lake', { directory: lake.directory });
    throw error;
  });
  const foreign = names.filter((name) => !ownNames.has(name) && !name.startsWith('writer.lease'));
  if (foreign.length > 0 && !names.includes('manifests')) {
    throw failure('lake.not-a-lake', { directory: lake.directory });
  }
}

/** Removes files of the vault from the disk for good; one that is gone already does not matter. */
export async function removeErased(lake: Lake, files: readonly string[]): Promise<void> {
  const found: string[] = [];
  for (const file of files) {
    const known = await stat(lake.path(file)).catch(() => null);
    if (known === null) continue;
    await rm(lake.path(file), { force: true });
    found.push(file);
  }
  if (found.length > 0) await syncFile(lake.path('vault'));
}
