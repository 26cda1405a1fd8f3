// Prints every promise of speed that needs no server, beside its yardstick, measured in one run:
// npm run bench [-- --customers 10000000] [--folder DIR] [--keep]
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir, totalmem } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { assert } from '@gradus/schema';
import { seconds, tableText } from './print/table.ts';
import { measure } from './promise/measure.ts';

const { values } = parseArgs({
  options: {
    customers: { type: 'string', default: '1000000' },
    folder: { type: 'string' },
    keep: { type: 'boolean', default: false },
  },
});
const customers = Number(values.customers);
assert(
  Number.isSafeInteger(customers) && customers >= 1000,
  '--customers is a whole number of at least 1000',
);

const base = path.resolve(values.folder ?? tmpdir());
await mkdir(base, { recursive: true });
const folder = await mkdtemp(path.join(base, 'gradus-bench-'));
const policyText = await readFile(new URL('../examples/policies/four-tiers.yaml', import.meta.url), 'utf8');
const start = performance.now();
const say = (text: string): void =>
  console.error(`[${seconds(performance.now() - start).padStart(7)}] ${text}`);
// A bench that is stopped takes its bank with it: at ten million customers that is some 50 GB.
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
stop.signal.addEventListener(
  'abort',
  () => void rm(folder, { recursive: true, force: true }).then(() => process.exit(1)),
);

try {
  const machine = { threads: availableParallelism(), memoryMib: Math.floor(totalmem() / 2 ** 20 / 2) };
  const lines = await measure({ folder, customers, machine, policyText, say });
  console.log(
    `${customers.toLocaleString('en')} customers, ${(customers * 2).toLocaleString('en')} accounts, some ${(customers * 100).toLocaleString('en')} bookings in 12 months; ${machine.threads} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), medians; done in ${seconds(performance.now() - start)}\n`,
  );
  console.log(tableText(lines));
} finally {
  if (values.keep) say(`kept ${folder}`);
  else await rm(folder, { recursive: true, force: true });
}
