import { attach, planOf, WhatIf } from '@gradus/assessment';
import { openDuckdb } from '@gradus/engine';
import { openLake } from '@gradus/lake';
import { assert } from '@gradus/schema';
import { asOf } from '../bank/size.ts';
import { timed, type Machine, type Taken } from './machine.ts';

/** Edits of cut-offs, points, weights, rules, population and lifecycle that an analyst might make one after the other. */
const edits: readonly (readonly [string, string])[] = [
  ['from: 75', 'from: 80'],
  ['10_000: 20, 50_000: 40', '10_000: 30, 50_000: 55'],
  ['overdue_now > 30\n    at_most: ordinary', 'overdue_now > 10\n    at_most: ordinary'],
  ['[12, 60]', '[18, 60]'],
  ['weight: 40', 'weight: 38'],
  ['3_000: 50', '4_000: 50'],
  ['deposits >= 5000000', 'deposits >= 3000000'],
  ['status = "active"', 'status != "dormant"'],
  ['grace: 6 months', 'grace: 3 months'],
  ['31: 30', '31: 20'],
];

/** A change of one weight that keeps the sum. */
const balancing = ['weight: 20\n    curve', 'weight: 22\n    curve'] as const;

export interface WhatIfTimes {
  /** The slowest of the edits, each of the policy as it is. */
  readonly first: Taken;
  /** The last edit on top of the others, which stay. */
  readonly last: Taken;
  /** All edits in one. */
  readonly together: Taken;
  /** Letting an edit stay: work of the seconds between two edits. Median. */
  readonly staying: Taken;
}

/** Time until the whole bank is tiered again, with customers and money per pair of tiers. */
export async function timeWhatIf(
  lakeDirectory: string,
  spill: string,
  policyText: string,
  machine: Machine,
): Promise<WhatIfTimes> {
  const session = await openDuckdb({ ...machine, temporaryDirectory: spill });
  try {
    const lake = await openLake(lakeDirectory);
    const attached = await attach(session, lake, await lake.head(), asOf);
    const whatIf = await WhatIf.prepare(attached, planOf(policyText, asOf, null), null);
    const answer = (text: string): Promise<Taken> => {
      const plan = planOf(text, asOf, null);
      return timed(5, () => whatIf.cells(plan));
    };
    const single: Taken[] = [];
    for (const edit of edits) single.push(await answer(edited(policyText, edit)));
    const together = await answer(edits.reduce(edited, policyText));
    const staying: Taken[] = [];
    let text = policyText;
    let last: Taken | undefined;
    for (const edit of edits) {
      text = edited(text, edit);
      last = await answer(text);
      const plan = planOf(text, asOf, null);
      staying.push(await timed(1, () => whatIf.goOnFrom(plan)));
    }
    const first = bySpeed(single).at(-1);
    const median = bySpeed(staying)[Math.floor(staying.length / 2)];
    assert(first !== undefined && last !== undefined && median !== undefined, 'there are edits');
    return { first, last, together, staying: median };
  } finally {
    await session.close();
  }
}

function edited(text: string, [before, after]: readonly [string, string]): string {
  assert(text.includes(before), `the policy holds "${before}"`);
  const changed = text.replace(before, after);
  return before.startsWith('weight') ? changed.replace(...balancing) : changed;
}

const bySpeed = (runs: readonly Taken[]): Taken[] => runs.toSorted((a, b) => a.wallMs - b.wallMs);
