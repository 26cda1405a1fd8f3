import { Readable } from 'node:stream';
import { failure } from '@gradus/schema';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import type { FoundFile } from './folder.ts';
import { unpackedBytesMax } from './gzip.ts';

/** A zip archive whose parts may not unpack to more than its size allows. */
export class ZipArchive {
  readonly #file: FoundFile;
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;
  #bytesLeft: number;

  private constructor(file: FoundFile, zip: ZipFile, entries: ReadonlyMap<string, Entry>, bytesMax: number) {
    this.#file = file;
    this.#zip = zip;
    this.#entries = entries;
    this.#bytesLeft = bytesMax;
  }

  /** Null when the file is no zip archive. */
  static async open(file: FoundFile, packedBytes: number): Promise<ZipArchive | null> {
    const zip = await openPromise(file.path, { lazyEntries: true, autoClose: false }).catch(() => null);
    if (zip === null) return null;
    try {
      const entries = new Map<string, Entry>();
      for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
      return new ZipArchive(file, zip, entries, unpackedBytesMax(packedBytes));
    } catch {
      zip.close();
      return null;
    }
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  /** Pieces of text of a part; none when it is not there. Errors: `intake.unpacked-too-large`; throws when it is damaged. */
  async *text(name: string): AsyncGenerator<string, void> {
    const entry = this.#entries.get(name);
    if (entry === undefined) return;
    const stream = await this.#zip.openReadStreamPromise(entry);
    const decoder = new TextDecoder();
    for await (const chunk of Readable.from(stream) as AsyncIterable<Buffer>) {
      this.#bytesLeft -= chunk.length;
      if (this.#bytesLeft < 0) {
        stream.destroy();
        const limit = String(this.#bytesLeft + chunk.length);
        throw failure('intake.unpacked-too-large', { file: this.#file.name, limit });
      }
      yield decoder.decode(chunk, { stream: true });
    }
    yield decoder.decode();
  }

  close(): void {
    this.#zip.close();
  }
}
