import path from 'node:path';
import type { Session } from '@gradus/engine';
import type { ReadOptions } from '../mapping/mapping.ts';
import { fileState, findFiles, isSameState, type FoundFile } from './folder.ts';
import { namesIn } from './header-file.ts';
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

  /** Makes a file stand for a pattern, wherever it lies. */
  provide(pattern: string, file: string): void {
    this.#found.set(pattern, [{ name: pattern, path: file }]);
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
      files.push(await this.#openFile(found, read));
    }
    return files;
  }

  async #openFile(found: FoundFile, read: ReadOptions): Promise<SourceFile> {
    const key = JSON.stringify([found.name, read]);
    const known = this.#opened.get(key);
    if (known !== undefined) return known;
    const names = read.headerFile === null ? null : await this.#namesFrom(read.headerFile, read);
    const opened = await openSourceFile(this.#session, found, read, { temporary: this.copyName(), names });
    this.#opened.set(key, opened);
    return opened;
  }

  /** Names of columns from the one file that fits. It is part of the delivery like any other. */
  async #namesFrom(pattern: string, read: ReadOptions): Promise<readonly string[]> {
    const [found, ...more] = await this.find(pattern);
    if (found === undefined || more.length > 0) {
      throw failure('intake.header-file', { file: pattern, problem: 'no-file' });
    }
    const plain: ReadOptions = { ...read, format: 'csv', columns: ['name'], headerFile: null, headerRow: 0 };
    const file = await this.#openFile(found, plain);
    return namesIn(found.name, file.textPath, read);
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
