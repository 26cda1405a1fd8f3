// Customers who were merged, renumbered or split, as of a day: a bank in which they are, and the states they go on from.
import type { NaiveAssessment, NaiveResult } from './assess.ts';
import type { Bank, Customer, Fact, Holding } from './bank-files.ts';
import { monthsLater } from './calendar.ts';
import { rankIn } from './decision.ts';
import { Lifecycle, type State } from './lifecycle.ts';
import type { PolicyText } from './policy.ts';

export interface Link {
  readonly from: string;
  readonly to: string;
  readonly validFrom: number;
}

/** The number under which a lake knows a customer, by which ties are settled. */
export type NumberOf = (id: string) => bigint;

interface Kinship {
  /** Who somebody is now; `nobody` for those who were split up. */
  readonly nowOf: (id: string) => string;
  /** Parts of splits other than the whole itself, in the order of their days. */
  readonly parts: readonly Link[];
}

const nobody = '';

function kinshipOn(links: readonly Link[], asOf: number): Kinship {
  const now = new Map<string, string>();
  const nameOf = (id: string): string => now.get(id) ?? id;
  const left = new Set<string>();
  const parts: Link[] = [];
  const inForce = links
    .filter(({ validFrom }) => validFrom <= asOf)
    .sort((a, b) => a.validFrom - b.validFrom);
  for (const group of Map.groupBy(inForce, ({ from, validFrom }) => `${validFrom} ${from}`).values()) {
    const { from, to } = group[0] as Link;
    if (group.length > 1) {
      if (!group.some((link) => link.to === from)) left.add(from);
      parts.push(...group.filter((link) => link.to !== from));
    } else if (nameOf(from) === from) {
      const target = nameOf(to) === from ? to : nameOf(to);
      for (const [id, current] of now) if (current === from) now.set(id, target);
      now.set(from, target);
      now.set(target, target);
    }
  }
  const nowOf = (id: string): string => (left.has(nameOf(id)) ? nobody : nameOf(id));
  return { nowOf, parts };
}

/** The bank as its customers are on `asOf`. */
export function linkedBank(
  bank: Bank,
  links: readonly Link[],
  { asOf, numberOf }: { readonly asOf: number; readonly numberOf: NumberOf },
): Bank {
  const { nowOf } = kinshipOn(links, asOf);
  const customers = new Map<string, Customer>();
  for (const customer of bank.customers.values()) {
    const owner = bank.customers.get(nowOf(customer.id));
    if (owner === undefined) continue;
    const openedOn = Math.min(customer.openedOn, customers.get(owner.id)?.openedOn ?? owner.openedOn);
    customers.set(owner.id, { ...owner, openedOn });
  }
  const accounts = [...bank.accounts].map(([id, account]) => {
    const spells = account.spells.map((spell) => ({ ...spell, customer: nowOf(spell.customer) }));
    return [id, { ...account, spells }] as const;
  });
  const renamed = (people: Set<string>): Set<string> => new Set([...people].map(nowOf));
  const loans = [...bank.loans].map(([id, loan]) => {
    const [borrowers, guarantors] = [renamed(loan.borrowers), renamed(loan.guarantors)];
    return [id, { ...loan, borrowers, guarantors }] as const;
  });
  return {
    ...bank,
    customers,
    accounts: new Map(accounts),
    loans: new Map(loans),
    holdings: together(bank.holdings, nowOf, (members) => addedUp(members.map(([, rows]) => rows))),
    facts: together(bank.facts, nowOf, (members, owner) => figuresOf(members, owner, numberOf)),
  };
}

/** Lists of the members of each customer of now, made one. */
function together<Row>(
  lists: ReadonlyMap<string, Row[]>,
  nowOf: (id: string) => string,
  join: (members: [string, Row[]][], owner: string) => Row[],
): Map<string, Row[]> {
  const groups = Map.groupBy(lists, ([id]) => nowOf(id));
  groups.delete(nobody);
  return new Map([...groups].map(([owner, members]) => [owner, join(members, owner)]));
}

/** What all hold together on every day on which one of them has a row. */
function addedUp(lists: readonly (readonly Holding[])[]): Holding[] {
  const rows = lists.flat();
  return [...Map.groupBy(rows, ({ product, currency }) => `${product} ${currency}`).values()].flatMap(
    (same) => {
      const { product, currency } = same[0] as Holding;
      const days = [...new Set(same.map(({ asOf }) => asOf))].sort((a, b) => a - b);
      return days.map((asOf) => {
        let value = 0n;
        for (const list of lists) {
          const latest = list.findLast(
            (row) => row.product === product && row.currency === currency && row.asOf <= asOf,
          );
          value += latest?.value ?? 0n;
        }
        return { product, currency, asOf, value };
      });
    },
  );
}

/** Figures of one name and day: that of who stays, else of the smallest number. */
function figuresOf(members: [string, Fact[]][], owner: string, numberOf: NumberOf): Fact[] {
  const inOrder = members.sort(
    ([a], [b]) => Number(b === owner) - Number(a === owner) || (numberOf(a) < numberOf(b) ? -1 : 1),
  );
  const figures = new Map<string, Fact>();
  for (const fact of inOrder.flatMap(([, facts]) => facts)) {
    const key = `${fact.name} ${fact.asOf}`;
    if (!figures.has(key)) figures.set(key, fact);
  }
  return [...figures.values()].sort((a, b) => a.asOf - b.asOf);
}

interface Member {
  readonly id: string;
  readonly result: NaiveResult;
  readonly state: State;
}

/** What the customers of `asOf` go on from, after the assessment `previous` of the customers of then. */
export function linkedStates(
  previous: NaiveAssessment,
  links: readonly Link[],
  how: { readonly policy: PolicyText; readonly asOf: number; readonly numberOf: NumberOf },
): NaiveAssessment {
  const { asOf } = how;
  const { nowOf, parts } = kinshipOn(links, asOf);
  // Those who were split up hand on what they had, so they are kept until the parts have it.
  const mergedOnly = kinshipOn(
    links.filter(({ from, validFrom }) => !isSplit(links, from, validFrom)),
    asOf,
  );
  const members = [...previous.results].flatMap(([id, result]): Member[] =>
    result.state === null ? [] : [{ id, result, state: result.state }],
  );
  const results = new Map<string, NaiveResult>();
  for (const [owner, all] of Map.groupBy(members, ({ id }) => mergedOnly.nowOf(id)))
    results.set(owner, mergedResult(all, owner, how));
  for (const { from, to } of parts) {
    const whole = results.get(mergedOnly.nowOf(from));
    const part = mergedOnly.nowOf(to);
    if (whole !== undefined && !results.has(part)) results.set(part, whole);
  }
  for (const id of results.keys()) if (nowOf(id) === nobody) results.delete(id);
  return { asOf: previous.asOf, results };
}

const isSplit = (links: readonly Link[], from: string, day: number): boolean =>
  links.filter((link) => link.from === from && link.validFrom === day).length > 1;

function mergedResult(
  members: readonly Member[],
  owner: string,
  {
    policy,
    asOf,
    numberOf,
  }: { readonly policy: PolicyText; readonly asOf: number; readonly numberOf: NumberOf },
): NaiveResult {
  const rank = rankIn(policy);
  const lifecycle = new Lifecycle(policy);
  const isCuring = ({ state }: Member): boolean => lifecycle.isCuring(state, asOf);
  const goesOn = (member: Member): boolean =>
    isCuring(member) || asOf <= monthsLater(member.result.ratedOn ?? 0, 12);
  const standing = members.some(goesOn) ? members.filter(goesOn) : members;
  const curing = standing.filter(isCuring);
  let granted = standing.map(({ state }) => state.granted).reduce((a, b) => (rank(b) < rank(a) ? b : a));
  for (const { state } of curing) if (rank(state.granted) > rank(granted)) granted = state.granted;
  const equals = standing.filter(({ state }) => state.granted === granted);
  const first = (some: readonly Member[]): Member | undefined =>
    some.find(({ id }) => id === owner) ??
    [...some].sort((a, b) => (numberOf(a.id) < numberOf(b.id) ? -1 : 1))[0];
  const chosen = (first(equals.filter(isCuring)) ?? first(equals)) as Member;
  const vetoes = curing.map(({ state }) => state.lastVeto ?? 0);
  const lastVeto = vetoes.length === 0 ? chosen.state.lastVeto : Math.max(...vetoes);
  return { ...chosen.result, state: { ...chosen.state, lastVeto } };
}
