// Imports a trial delivery in a process of its own, which the test then kills: node import-once.ts LAKE SOURCE MAPPING
import { readFile } from 'node:fs/promises';
import { importBatch } from '../intake/import-batch.ts';

const [lakeDirectory = '', sourceDirectory = '', mappingPath = ''] = process.argv.slice(2);
const report = await importBatch({
  lakeDirectory,
  sourceDirectory,
  mappingText: await readFile(mappingPath, 'utf8'),
  mappingPath,
  now: 1_719_820_800_000_000n,
  threads: 1,
  memoryMib: 512,
  onProgress: ({ phase }) => process.stdout.write(`${phase}\n`),
});
process.stdout.write(`${report.status}\n`);
