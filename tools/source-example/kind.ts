import type { ExampleBank } from './bank.ts';

/** Contents of files by name. */
export type ExampleFiles = Readonly<Record<string, string | Buffer>>;

/** One folder of examples/sources: the small bank as one kind of files, in one delivery or in several. */
export type SourceExampleKind = {
  readonly folder: string;
  readonly mapping: string;
} & ({ readonly files: ExampleFiles } | { readonly deliveries: Readonly<Record<string, ExampleFiles>> });

/** The deliveries of a kind by folder, in order; a single one lies in `source`. */
export function deliveriesOf(kind: SourceExampleKind): Readonly<Record<string, ExampleFiles>> {
  return 'deliveries' in kind ? kind.deliveries : { source: kind.files };
}

/** Writes the bank as one kind. */
export type WriteKind = (bank: ExampleBank) => SourceExampleKind | Promise<SourceExampleKind>;
