import path from 'node:path';
import type { Session } from '@gradus/engine';
import type { ReadOptions } from '../mapping/mapping.ts';
import { fileState, findFiles, isSameState, type FoundFile } from './folder.ts';
import { openSourceFile, type SourceFile } from './source-file.ts';
import { failure } from '@gradus/schema';

/** The files of a delivery, each looked through once, however many feeds and lookups read it. */
export class SourceCatalogue {
  readonly #session: Session;
  readonly directory: string;
  readonly #temporary: string;
  readonly #found = new Map<string, readonly FoundFile[]>();
  readonly #opened = new Map<string, SourceFile>();

  constructor(session: Session, directory: string, temporary: string) {
    this.#session = session;
    this.directory = directory;
    this.#temporary = temporary;
  }

  /** Names of the files that fit a pattern. */
  async find(pattern: string): Promise<readonly FoundFile[]> {
    const known = this.#found.get(pattern) ?? (await findFiles(this.directory, pattern));
    this.#found.set(pattern, known);
    return known;
  }

  /** The files that fit a pattern, ready to be read. */
  async open(pattern: string, read: ReadOptions): Promise<SourceFile[]> {
    const files: SourceFile[] = [];
    for (const found of await this.find(pattern)) {
      const key = JSON.stringify([found.name, read]);
      const opened =
        this.#opened.get(key) ?? (await openSourceFile(this.#session, found, read, this.copyName()));
      this.#opened.set(key, opened);
      files.push(opened);
    }
    return files;
  }

  /** Path without suffix, free for copies of a file. */
  copyName(): string {
    return path.join(this.#temporary, `source-${this.#opened.size}`);
  }

  /** Every file that was opened, once, by name. */
  files(): SourceFile[] {
    const byName = new Map([...this.#opened.values()].map((file) => [file.name, file]));
    return [...byName.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Errors: `intake.file-changed` when a file is not as it was when it was looked through. */
  async assertUnchanged(): Promise<void> {
    for (const file of this.#opened.values()) {
      if (!isSameState(file.state, await fileState(file.path))) {
        throw failure('intake.file-changed', { file: file.name });
      }
    }
  }
}
