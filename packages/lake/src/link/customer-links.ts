import type { Day } from '@gradus/schema';

/** One row of `customer_link`. */
export interface CustomerLink {
  readonly from: bigint;
  readonly to: bigint;
  readonly validFrom: Day;
}

/** What the links in force on a day say: docs/takeover.md, "Merged, renumbered and split customers". */
export interface LinkedCustomers {
  /** Who stands for a customer; only those for whom another one stands. */
  readonly ownerOf: ReadonlyMap<bigint, bigint>;
  /** Customers who were split and are not among their parts: they are customers no longer. */
  readonly gone: ReadonlySet<bigint>;
  /** The parts of splits, those that stayed left out, in the order of their days. */
  readonly parts: readonly CustomerLink[];
}

/**
 * Follows the links in force on `asOf` in the order of their days. One link from a customer on a day moves all that it
 * stands for to another; several split it. A link to a customer who was merged away leads to who stands for them now, and
 * one from such a customer moves nothing.
 */
export function followLinks(links: readonly CustomerLink[], asOf: Day): LinkedCustomers {
  const ledger = new OwnerLedger();
  const gone = new Set<bigint>();
  const parts: CustomerLink[] = [];
  for (const group of groupsInOrder(links.filter(({ validFrom }) => validFrom <= asOf))) {
    const [first] = group;
    if (first === undefined) continue;
    if (group.length === 1) {
      ledger.merge(first.from, first.to);
      continue;
    }
    if (group.every(({ from, to }) => from !== to)) gone.add(first.from);
    parts.push(...group.filter(({ from, to }) => from !== to));
  }
  return { ownerOf: ledger.owners(), gone, parts };
}

/** Links of one customer on one day, by day, then by customer. */
function groupsInOrder(links: readonly CustomerLink[]): CustomerLink[][] {
  const sorted = links.toSorted(
    (a, b) => a.validFrom - b.validFrom || compare(a.from, b.from) || compare(a.to, b.to),
  );
  const groups: CustomerLink[][] = [];
  for (const link of sorted) {
    const last = groups.at(-1);
    if (last?.[0]?.from === link.from && last[0].validFrom === link.validFrom) last.push(link);
    else groups.push([link]);
  }
  return groups;
}

const compare = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);

/** Who stands for whom, with the customers of each owner, so that a chain of merges costs no more than its length. */
class OwnerLedger {
  readonly #owner = new Map<bigint, bigint>();
  readonly #members = new Map<bigint, bigint[]>();

  merge(from: bigint, to: bigint): void {
    if (this.#of(from) !== from) return;
    const target = this.#of(to) === from ? to : this.#of(to);
    if (target === from) return;
    const moved = this.#members.get(from) ?? [from];
    this.#members.delete(from);
    for (const member of moved) this.#owner.set(member, target);
    const kept = this.#members.get(target) ?? (moved.includes(target) ? [] : [target]);
    this.#members.set(target, [...kept, ...moved]);
  }

  owners(): Map<bigint, bigint> {
    return new Map([...this.#owner].filter(([member, owner]) => member !== owner));
  }

  #of(customer: bigint): bigint {
    return this.#owner.get(customer) ?? customer;
  }
}
