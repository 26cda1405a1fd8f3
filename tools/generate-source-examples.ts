// Writes examples/sources: the same small bank, once for every kind of source.
// Run: node tools/generate-source-examples.ts
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { exampleBank } from './source-example/bank.ts';
import { csvUtf8 } from './source-example/delimited.ts';
import { mysql, postgresql } from './source-example/database.ts';
import { dailyBalances } from './source-example/daily-balances.ts';
import { deltas } from './source-example/deltas.ts';
import { excel } from './source-example/excel.ts';
import { balanceIntervals } from './source-example/intervals.ts';
import { parquet } from './source-example/parquet.ts';
import {
  controlFile,
  csvGb18030,
  fixedWidth,
  gzip,
  headerInAnotherFile,
  multiCharacterDelimiter,
} from './source-example/text-formats.ts';
import { deliveriesOf, type WriteKind } from './source-example/kind.ts';

const SOURCE_EXAMPLES = join(import.meta.dirname, '..', 'examples', 'sources');

export const sourceExampleKinds: readonly WriteKind[] = [
  csvUtf8,
  csvGb18030,
  multiCharacterDelimiter,
  fixedWidth,
  headerInAnotherFile,
  controlFile,
  gzip,
  excel,
  parquet,
  balanceIntervals,
  dailyBalances,
  deltas,
  postgresql,
  mysql,
];

if (import.meta.main) {
  for (const write of sourceExampleKinds) {
    const kind = await write(exampleBank());
    const at = join(SOURCE_EXAMPLES, kind.folder);
    for (const [delivery, files] of Object.entries(deliveriesOf(kind))) {
      rmSync(join(at, delivery), { recursive: true, force: true });
      mkdirSync(join(at, delivery), { recursive: true });
      for (const [name, contents] of Object.entries(files)) writeFileSync(join(at, delivery, name), contents);
    }
    writeFileSync(join(at, 'mapping.yaml'), kind.mapping);
  }
}
