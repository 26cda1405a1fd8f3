import type { ExampleBank } from './bank.ts';

/** One folder of examples/sources: the small bank as one kind of files. */
export interface SourceExampleKind {
  readonly folder: string;
  readonly mapping: string;
  /** Files of `source/` by name. */
  readonly files: Readonly<Record<string, string | Buffer>>;
}

/** Writes the bank as one kind. */
export type WriteKind = (bank: ExampleBank) => SourceExampleKind | Promise<SourceExampleKind>;
