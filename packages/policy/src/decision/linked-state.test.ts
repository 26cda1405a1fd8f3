import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LifecycleState } from './decision.ts';
import type { Lifecycle } from './lifecycle.ts';
import { mergedState, type LinkedState } from './linked-state.ts';

/** As of day 1000: cures of tier 2 last until day 900 of the last veto, states older than day 600 do not go on. */
const tier = {
  heldUntil: null,
  graceOverFor: 1000,
  cureOverFor: null,
  hasCureCondition: false,
  stepUp: null,
  stepDown: null,
};
const lifecycle: Lifecycle = {
  asOf: 1000,
  rememberedFrom: 600,
  risesAtOnce: true,
  fallsToComputed: false,
  upgradeOpen: true,
  downgradeOn: null,
  tiers: [tier, tier, { ...tier, cureOverFor: 900 }, { ...tier, cureOverFor: 900 }],
};

const state = (granted: number, changes: Partial<LifecycleState> = {}): LifecycleState => ({
  granted,
  since: 700 + granted,
  heldUntil: null,
  fallingSince: null,
  lastVeto: null,
  ratedOn: 999,
  ...changes,
});

const member = (key: number, of: LifecycleState, isSurvivor = false): LinkedState => ({
  customerKey: BigInt(key),
  isSurvivor,
  state: of,
});

const merge = (...members: LinkedState[]): LifecycleState => mergedState(lifecycle, members, () => true);

test('the better tier counts, with its own clocks', () => {
  expect(merge(member(1, state(1), true), member(2, state(0, { since: 5 })))).toEqual(state(0, { since: 5 }));
});

test('no better than one whose cure is not over; of two vetoes the later stays', () => {
  const cured = state(2, { lastVeto: 900 });
  expect(merge(member(1, state(0), true), member(2, cured))).toEqual(state(0));
  const curing = state(2, { lastVeto: 901 });
  expect(merge(member(1, state(0), true), member(2, curing))).toEqual(curing);
  const worse = state(3, { lastVeto: 950 });
  expect(merge(member(1, worse, true), member(2, curing))).toEqual(worse);
  const later = merge(
    member(1, state(2, { lastVeto: 905, since: 1 }), true),
    member(2, state(2, { lastVeto: 950, since: 2 })),
  );
  expect(later).toEqual(state(2, { lastVeto: 950, since: 1 }));
});

test('between equals: who is being cured, then who stays, then the lowest key', () => {
  const since = (day: number, changes: Partial<LifecycleState> = {}) => state(2, { since: day, ...changes });
  const curing = since(1, { lastVeto: 950 });
  expect(merge(member(9, since(3), true), member(8, curing), member(7, since(2)))).toEqual(curing);
  expect(merge(member(9, since(3), true), member(8, since(2))).since).toBe(3);
  expect(merge(member(9, since(3)), member(8, since(2))).since).toBe(2);
});

test('a state too old to go on stands back, unless its cure is not over', () => {
  const old = state(0, { ratedOn: 599 });
  expect(merge(member(1, old, true), member(2, state(1)))).toEqual(state(1));
  expect(merge(member(1, old, true))).toEqual(old);
  const barred = state(3, { ratedOn: 599, lastVeto: 950 });
  expect(merge(member(1, barred), member(2, state(1), true)).granted).toBe(3);
});

const anyState = fc.record({
  granted: fc.integer({ min: 0, max: 3 }),
  since: fc.integer({ min: 700, max: 999 }),
  lastVeto: fc.option(fc.integer({ min: 850, max: 999 })),
  ratedOn: fc.integer({ min: 500, max: 999 }),
});
/** The first is the one who stays. */
const anyMembers = fc
  .array(anyState, { minLength: 2, maxLength: 6 })
  .map((parts) => parts.map((part, index) => member(index + 1, state(part.granted, part), index === 0)));
const isCuring = ({ granted, lastVeto }: LifecycleState): boolean => granted >= 2 && (lastVeto ?? 0) > 900;

test('the order of the states does not matter', () => {
  const shuffled = anyMembers.chain((members) =>
    fc.tuple(
      fc.constant(members),
      fc.shuffledSubarray(members, { minLength: members.length, maxLength: members.length }),
    ),
  );
  fc.assert(
    fc.property(shuffled, ([members, turned]) => {
      const merged = merge(...members);
      expect(merge(...turned)).toEqual(merged);
      expect(members.some((each) => each.state.granted === merged.granted)).toBe(true);
      expect(members.every((each) => !isCuring(each.state) || merged.granted >= each.state.granted)).toBe(
        true,
      );
    }),
  );
});

test('one after the other or all at once: the same tier, and the same day of a veto whose cure is not over', () => {
  fc.assert(
    fc.property(anyMembers, fc.nat(), (members, cut) => {
      const first = 1 + (cut % (members.length - 1));
      const together = merge(...members);
      const before = member(1, merge(...members.slice(0, first)), true);
      const onceMore = merge(before, ...members.slice(first));
      expect(onceMore.granted).toBe(together.granted);
      if (isCuring(together)) expect(onceMore.lastVeto).toBe(together.lastVeto);
      expect(isCuring(onceMore)).toBe(isCuring(together));
    }),
  );
});
