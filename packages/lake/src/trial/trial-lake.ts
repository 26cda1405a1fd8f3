import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDuckdb, type Row } from '@gradus/engine';
import { importBatch, type ImportOptions } from '../intake/import-batch.ts';
import type { ImportReport } from '../intake/import-report.ts';
import { attachLake, attachVault } from '../store/attach-lake.ts';
import { openLake } from '../store/lake.ts';

/** Files of a delivery by name. */
export type TrialFiles = Readonly<Record<string, string | Buffer>>;

/** 2024-07-01T08:00Z in microseconds. */
const now = 1_719_820_800_000_000n;

/** A lake in a temporary folder, for tests: deliveries are given as texts, tables are asked by SQL. */
export class TrialLake implements AsyncDisposable {
  readonly folder: string;
  #deliveries = 0;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async open(): Promise<TrialLake> {
    return new TrialLake(await mkdtemp(path.join(tmpdir(), 'gradus-lake-')));
  }

  get directory(): string {
    return path.join(this.folder, 'lake');
  }

  async import(
    mapping: string,
    files: TrialFiles,
    options: Partial<ImportOptions> = {},
  ): Promise<ImportReport> {
    const sourceDirectory = await this.deliver(files);
    return importBatch({
      lakeDirectory: this.directory,
      mappingText: mapping,
      mappingPath: 'mapping.yaml',
      sourceDirectory,
      now,
      threads: 1,
      memoryMib: 512,
      ...options,
    });
  }

  /** Writes the files of a delivery to a folder of their own. */
  async deliver(files: TrialFiles): Promise<string> {
    this.#deliveries += 1;
    const folder = path.join(this.folder, `delivery-${this.#deliveries}`);
    await mkdir(folder, { recursive: true });
    for (const [name, contents] of Object.entries(files)) await writeFile(path.join(folder, name), contents);
    return folder;
  }

  /** Rows of a query over the tables after the last batch, or after batch `number`, with the vault at hand. */
  async rows(sql: string, number?: number): Promise<Row[]> {
    const lake = await openLake(this.directory);
    const manifest = number === undefined ? await lake.head() : await lake.manifest(number);
    const session = await openDuckdb({ threads: 1, memoryMib: 512, temporaryDirectory: null });
    try {
      await attachLake(session, lake, manifest);
      await attachVault(session, lake, manifest);
      return await session.rows(sql);
    } finally {
      await session.close();
    }
  }

  /** The values of a query of one column, as texts. */
  async texts(sql: string): Promise<string[]> {
    return (await this.rows(sql)).map((row) => Object.values(row).map(String).join(' '));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}
