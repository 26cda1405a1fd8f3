import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { failure } from '@gradus/schema';
import { hasCode } from './system-error.ts';
import { sha256Text, unsealManifest, type Manifest } from './manifest.ts';

const manifestName = /^(\d{8})\.json$/;

/** A lake's folder, read only. */
export class Lake {
  readonly directory: string;

  constructor(directory: string) {
    this.directory = directory;
  }

  /** Numbers of the manifests on disk, ascending. */
  async numbers(): Promise<number[]> {
    const names = await readdir(this.path('manifests')).catch(noneIfAbsent);
    return names
      .flatMap((name) => {
        const match = manifestName.exec(name);
        return match === null ? [] : [Number(match[1])];
      })
      .toSorted((a, b) => a - b);
  }

  /**
   * The state after the last batch.
   *
   * Errors: `lake.empty` when nothing was imported yet; `lake.manifest-damaged`.
   */
  async head(): Promise<Manifest> {
    const head = await this.headOrNull();
    if (head === null) throw failure('lake.empty', { directory: this.directory });
    return head;
  }

  /** The state after the last batch; null before the first. Errors: `lake.manifest-damaged`. */
  async headOrNull(): Promise<Manifest | null> {
    const last = (await this.numbers()).at(-1);
    return last === undefined ? null : this.manifest(last);
  }

  /** The state after batch `number`. Errors: `lake.no-such-batch`, `lake.manifest-damaged`. */
  async manifest(number: number): Promise<Manifest> {
    const text = await this.manifestText(number);
    const manifest = unsealManifest(text);
    if (manifest === null || manifest.number !== number) {
      throw failure('lake.manifest-damaged', { file: this.path(manifestPath(number)) });
    }
    return manifest;
  }

  /** SHA-256, in hex, of a manifest's file. */
  async manifestHash(number: number): Promise<string> {
    return sha256Text(await this.manifestText(number));
  }

  /** A path from the lake's folder as one of this machine. */
  path(relative: string): string {
    return path.join(this.directory, ...relative.split('/'));
  }

  private async manifestText(number: number): Promise<string> {
    return readFile(this.path(manifestPath(number)), 'utf8').catch((error: unknown) => {
      if (!hasCode(error, 'ENOENT')) throw error;
      throw failure('lake.no-such-batch', { directory: this.directory, number });
    });
  }
}

export function manifestPath(number: number): string {
  return `manifests/${String(number).padStart(8, '0')}.json`;
}

/**
 * Opens a lake to read it. Errors: `lake.not-a-lake` when it is no folder, or one without a lake.
 */
export async function openLake(directory: string): Promise<Lake> {
  const lake = new Lake(path.resolve(directory));
  const names = await readdir(lake.directory).catch(noneIfAbsent);
  if (!names.includes('manifests')) throw failure('lake.not-a-lake', { directory });
  return lake;
}

function noneIfAbsent(error: unknown): string[] {
  if (hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR')) return [];
  throw error;
}
