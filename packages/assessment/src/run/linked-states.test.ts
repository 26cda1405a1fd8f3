import { followLinks } from '@gradus/lake';
import type { StateRow } from '@gradus/policy';
import { assert, formatDay, parseDay, type Day } from '@gradus/schema';
import { expect, test } from 'vitest';
import { planOf } from '../plan/plan-of.ts';
import { linkedStates } from './linked-states.ts';

/** SEMANTICS of linked customers, each rule a case. As of 2026-06-30: `watch` is cured after 2 months, `risk` after 3. */
const policy = `gradus: 1
id: merging
title: { en: Merging }
currency: CNY
indicators:
  held: { metric: balance }
scorecard:
  held: { weight: 100, points: { 0: 0, 10_000: 100 }, missing: 0, reason: HELD }
rules:
  - { id: low, when: held < 0, at_most: watch, reason: LOW }
  - { id: lower, when: held < -1, at_most: risk, reason: LOWER }
tiers:
  - { id: top, title: { en: Top }, from: 80 }
  - { id: good, title: { en: Good }, from: 50, hold: 12 months }
  - { id: watch, title: { en: Watch }, from: 10, cure: 2 months }
  - { id: low, title: { en: Low }, from: 0 }
  - { id: risk, title: { en: Risk }, cure: 3 months }
`;
const asOf = dayOf('2026-06-30');
const plan = planOf(policy, asOf, dayOf('2026-05-31'));

/**
 * Rows are `customer tier since held_until falling_since last_veto rated_on`, `-` for none; a link `2>1` says that 1 stands
 * for 2 from January, `2>1@02` from February.
 */
interface MergeCase {
  readonly rule: string;
  readonly links: string;
  readonly given: readonly string[];
  readonly expected: readonly string[];
}

const cases: readonly MergeCase[] = [
  {
    rule: 'the better tier counts, with all of its clocks',
    links: '2>1',
    given: [
      '1 low 2025-01-31 - 2026-03-31 - 2026-05-31',
      '2 good 2025-12-31 2026-12-31 2026-04-30 - 2026-04-30',
    ],
    expected: ['1 good 2025-12-31 2026-12-31 2026-04-30 - 2026-04-30'],
  },
  {
    rule: 'no better than one whose cure is not over',
    links: '2>1',
    given: ['1 top 2025-01-31 - - - 2026-05-31', '2 risk 2026-04-30 - - 2026-04-30 2026-05-31'],
    expected: ['1 risk 2026-04-30 - - 2026-04-30 2026-05-31'],
  },
  {
    rule: 'a cure that is over bars nothing',
    links: '2>1',
    given: ['1 low 2025-01-31 - - - 2026-05-31', '2 watch 2026-04-29 - - 2026-04-30 2026-05-31'],
    expected: ['1 watch 2026-04-29 - - 2026-04-30 2026-05-31'],
  },
  {
    rule: 'a worse state without a cure bars nothing',
    links: '2>1',
    given: ['1 top 2025-01-31 - - - 2026-05-31', '2 risk 2025-01-31 - - 2026-03-30 2026-05-31'],
    expected: ['1 top 2025-01-31 - - - 2026-05-31'],
  },
  {
    rule: 'of two vetoes the later stays, whosever the clocks are',
    links: '2>1',
    given: ['1 risk 2026-04-30 - - 2026-04-30 2026-05-31', '2 watch 2026-05-31 - - 2026-05-31 2026-05-31'],
    expected: ['1 risk 2026-04-30 - - 2026-05-31 2026-05-31'],
  },
  {
    rule: 'between equals the one whose cure is not over, even before the one who stays',
    links: '2>1',
    given: ['1 watch 2025-01-31 - - - 2026-05-31', '2 watch 2026-05-31 - - 2026-05-31 2026-05-31'],
    expected: ['1 watch 2026-05-31 - - 2026-05-31 2026-05-31'],
  },
  {
    rule: 'between equals the one who stays, even with the larger id',
    links: '1>2',
    given: ['1 good 2025-01-31 2026-01-31 - - 2026-05-31', '2 good 2026-02-28 2027-02-28 - - 2026-05-31'],
    expected: ['2 good 2026-02-28 2027-02-28 - - 2026-05-31'],
  },
  {
    rule: 'between equals of whom none stays the smallest id',
    links: '3>9 2>9',
    given: [
      '3 good 2026-02-28 2027-02-28 - - 2026-05-31',
      '2 good 2025-01-31 2026-01-31 - - 2026-05-31',
      '9 low 2026-05-31 - - - 2026-05-31',
    ],
    expected: ['9 good 2025-01-31 2026-01-31 - - 2026-05-31'],
  },
  {
    rule: 'a renumbered customer goes on as they were, over years',
    links: '1>2@01 2>3@02',
    given: ['1 good 2025-12-31 2026-12-31 2026-04-30 2025-05-31 2026-05-31'],
    expected: ['3 good 2025-12-31 2026-12-31 2026-04-30 2025-05-31 2026-05-31'],
  },
  {
    rule: 'a state too old to go on stands back',
    links: '2>1',
    given: ['1 low 2026-01-31 - - - 2026-05-31', '2 top 2025-01-31 - - - 2025-06-29'],
    expected: ['1 low 2026-01-31 - - - 2026-05-31'],
  },
  {
    rule: 'the parts of a split have the state of the whole, which goes on if it stays',
    links: '1>1 1>2 1>3',
    given: ['1 good 2025-12-31 2026-12-31 - - 2026-05-31', '3 low 2026-01-31 - - - 2026-05-31'],
    expected: [
      '1 good 2025-12-31 2026-12-31 - - 2026-05-31',
      '2 good 2025-12-31 2026-12-31 - - 2026-05-31',
      '3 low 2026-01-31 - - - 2026-05-31',
    ],
  },
  {
    rule: 'who is not among the parts is gone; a cure is handed on as well',
    links: '1>2 1>3',
    given: ['1 risk 2026-04-30 - - 2026-04-30 2026-05-31'],
    expected: ['2 risk 2026-04-30 - - 2026-04-30 2026-05-31', '3 risk 2026-04-30 - - 2026-04-30 2026-05-31'],
  },
  {
    rule: 'a merged customer who is split later hands on the state of both',
    links: '2>1@01 1>1@02 1>3@02',
    given: ['1 low 2026-01-31 - - - 2026-05-31', '2 top 2026-02-28 - - - 2026-05-31'],
    expected: ['1 top 2026-02-28 - - - 2026-05-31', '3 top 2026-02-28 - - - 2026-05-31'],
  },
];

test.each(cases)('$rule', ({ links, given, expected }) => {
  for (const rows of [given, given.toReversed()]) {
    const made = linkedStates(plan, followLinks(linksOf(links), asOf), new Map(rows.map(stateOf)), new Map());
    expect([...made].map(textOf).toSorted()).toEqual(expected);
  }
});

function linksOf(text: string) {
  return text.split(' ').map((word) => {
    const [from = '', to = '', month = '01'] = word.split(/[>@]/);
    return { from: BigInt(from), to: BigInt(to), validFrom: dayOf(`2026-${month}-15`) };
  });
}

function stateOf(text: string): [bigint, StateRow] {
  const [key = '', grantedTier = '', ...days] = text.split(' ');
  const [since = null, heldUntil = null, fallingSince = null, lastVeto = null, ratedOn = null] = days.map(
    (day) => (day === '-' ? null : dayOf(day)),
  );
  return [BigInt(key), { grantedTier, since, heldUntil, fallingSince, lastVeto, ratedOn }];
}

function textOf([key, row]: [bigint, StateRow]): string {
  const days = [row.since, row.heldUntil, row.fallingSince, row.lastVeto, row.ratedOn];
  return [key, row.grantedTier, ...days.map((day) => (day === null ? '-' : formatDay(day)))].join(' ');
}

function dayOf(text: string): Day {
  const day = parseDay(text);
  assert(day !== null, `a case names real days, not ${text}`);
  return day;
}
