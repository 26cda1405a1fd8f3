import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { importBatch, readMapping, suggestMapping, type Mapping, type SuggestedMapping } from '@gradus/lake';
import { formatDay } from '@gradus/schema';
import { afterAll, beforeAll, expect } from 'vitest';

/** What came of importing a delivery with the mapping that was suggested for it. */
export interface TakenDelivery {
  readonly suggestion: SuggestedMapping;
  /** Rows of each table that were taken in. */
  readonly accepted: Readonly<Record<string, number>>;
  readonly mapping: Mapping | null;
}

export type DeliveryFiles = Readonly<Record<string, string | Uint8Array>>;

/** Where the deliveries of one file of tests are. */
export interface DeliveryFolder {
  readonly path: (...names: readonly string[]) => string;
  /** {@link takeSuggested} under a name of its own. */
  readonly take: (name: string, files: DeliveryFiles) => Promise<TakenDelivery>;
}

/** A folder for the deliveries of the tests around it, gone when they are done. */
export function deliveryFolder(name: string): DeliveryFolder {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), `gradus-${name}-`));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
  });
  return {
    path: (...names) => path.join(folder, ...names),
    take: (own, files) => takeSuggested(folder, own, files),
  };
}

export type Row = readonly (string | number)[];

export const each = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));

export const ymd = (day: number): string => formatDay(day).replaceAll('-', '');

export const dmy = (day: number, mark: string): string => formatDay(day).split('-').toReversed().join(mark);

/** Rows as lines of text, the last of them ended too. */
export const lines = (rows: readonly Row[], delimiter: string, lineEnd = '\n'): string =>
  rows.map((row) => `${row.join(delimiter)}${lineEnd}`).join('');

/** Writes the files of a delivery, has a mapping suggested, and imports by it as it stands. Both must go without a complaint. */
async function takeSuggested(folder: string, name: string, files: DeliveryFiles): Promise<TakenDelivery> {
  const source = path.join(folder, name, 'source');
  await mkdir(source, { recursive: true });
  for (const [file, contents] of Object.entries(files)) await writeFile(path.join(source, file), contents);
  const suggest = (currency: string | null): Promise<SuggestedMapping> =>
    suggestMapping({ sourceDirectory: source, source: 'core', currency, locale: 'en' });
  const first = await suggest(null);
  // Whoever runs it says the currency where no file does.
  const suggestion = first.unfilled.includes('currency') ? await suggest('CNY') : first;
  expect(suggestion).toMatchObject({ unfilled: [], diagnostics: [] });
  const report = await importBatch({
    lakeDirectory: path.join(folder, name, 'lake'),
    mappingText: suggestion.text,
    mappingPath: 'mapping.yaml',
    sourceDirectory: source,
    now: 1_782_864_000_000_000n,
    threads: 2,
    memoryMib: 1024,
  });
  // That its doubts are open is said of every proposal that nobody has looked at.
  const warnings = report.warnings.filter(({ code }) => code !== 'intake.open-doubts');
  expect(warnings).toEqual([]);
  expect(report).toMatchObject({ status: 'accepted', reasons: [], rejects: { total: 0 } });
  const accepted = Object.fromEntries(
    report.tables.map((one) => [one.table, one.read - one.rejected - one.duplicates]),
  );
  return { suggestion, accepted, mapping: readMapping(suggestion.text).mapping };
}
