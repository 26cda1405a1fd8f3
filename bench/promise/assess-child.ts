// Runs one assessment in a process of its own, so that its peak memory is its own. Prints what it took as JSON.
import { readFile, rm } from 'node:fs/promises';
import { assess } from '@gradus/assessment';
import { assert, parseDay } from '@gradus/schema';
import { timed } from './machine.ts';

const [lakeDirectory = '', policyFile = '', day = '', out = '', threads = '', memory = ''] =
  process.argv.slice(2);
const asOf = parseDay(day);
assert(asOf !== null, `as-of date: ${day}`);
const policyText = await readFile(policyFile, 'utf8');
let digest = '';
const taken = await timed(1, async () => {
  const document = await assess({
    lakeDirectory,
    policyText,
    asOf,
    previous: null,
    overrides: null,
    out,
    threads: Number(threads),
    memoryMib: Number(memory),
    now: '2026-07-01T00:00:00Z',
    processId: process.pid,
    version: 'bench',
  });
  ({ digest } = document);
});
await rm(out, { recursive: true });
const peakMib = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ ...taken, peakMib, digest }));
