import { assert, type Day } from '@gradus/schema';
import type { LifecycleState } from './decision.ts';
import { cureBlocks, type Lifecycle } from './lifecycle.ts';

/** State of one of several customers who became one. */
export interface LinkedState {
  readonly customerKey: bigint;
  /** Whether this is the customer who stays. */
  readonly isSurvivor: boolean;
  readonly state: LifecycleState;
}

/**
 * One state of several: the best tier, but no better than one whose cure is not over; that `last_veto` stays, of two the
 * later. A state too old to go on stands back behind one that goes on, unless its cure is not over. The rest comes from who has that tier: before all one whose cure is not over, then who stays, then the lowest key.
 */
export function mergedState(
  lifecycle: Lifecycle,
  states: readonly LinkedState[],
  cureHolds: (tier: number) => boolean,
): LifecycleState {
  const members = standing(
    lifecycle,
    states.map((member) => ({ ...member, isCuring: cureBlocks(lifecycle, member.state, cureHolds) })),
  );
  const curing = members.filter(({ isCuring }) => isCuring);
  const best = Math.min(...members.map(({ state }) => state.granted));
  const granted = Math.max(best, ...curing.map(({ state }) => state.granted));
  const [chosen] = members
    .filter(({ state }) => state.granted === granted)
    .toSorted(
      (a, b) =>
        Number(b.isCuring) - Number(a.isCuring) ||
        Number(b.isSurvivor) - Number(a.isSurvivor) ||
        (a.customerKey < b.customerKey ? -1 : 1),
    );
  assert(chosen !== undefined, 'the merged tier is that of a member');
  const vetoes = curing.flatMap(({ state }): Day[] => (state.lastVeto === null ? [] : [state.lastVeto]));
  return { ...chosen.state, lastVeto: vetoes.length === 0 ? chosen.state.lastVeto : Math.max(...vetoes) };
}

/** States that would go on today or still bar a rise; all of them when there is none. */
function standing<Member extends LinkedState & { readonly isCuring: boolean }>(
  { rememberedFrom }: Lifecycle,
  members: readonly Member[],
): readonly Member[] {
  const found = members.filter(({ isCuring, state }) => isCuring || state.ratedOn >= rememberedFrom);
  return found.length === 0 ? members : found;
}
