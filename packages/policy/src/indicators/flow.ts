import { formatDay, type Day } from '@gradus/schema';
import {
  add,
  call,
  choose,
  column,
  date,
  equal,
  integer,
  named,
  or,
  select,
  sumOf,
  table,
  unionAll,
  when,
  type CommonTable,
  type Expression,
  type Select,
} from '@gradus/sql';
import type { LakeShape } from './lake-shape.ts';
import { contributionOf, inAnyRange, type Contribution, type PrefixRequest } from './prefix.ts';
import type { Requests } from './requests.ts';

/** The relation with one row per spell that has rows to be summed, and a column per request that they add to. */
const SPELL_SUM = 'spell_sum';

/**
 * Month ends that are joined one by one. Each costs a table of all spells in memory; beyond these, rows of all of them are
 * summed in one pass.
 */
const joinedMax = 4;

/** Prefix differences per spell, and the relations by `spell_key` that hold them. */
export interface SpellSums {
  readonly tables: readonly CommonTable[];
  readonly relations: readonly string[];
  /** Value of a request, by name, in a row of `spell` to which the relations are joined; 0 where they have nothing. */
  readonly valueOf: (name: string) => Expression;
}

/**
 * Works out every prefix difference. A snapshot in which a spell has but one row is joined as it is; all else is summed per
 * spell, in one pass over snapshot and one over movement.
 */
export function spellSums(requests: Requests<PrefixRequest>, shape: LakeShape): SpellSums {
  const all = requests.all().map(({ name, request }) => ({ name, ...contributionOf(request, shape) }));
  const single = new Set(shape.singleMonthEnds);
  const ends = [...new Set(all.flatMap(({ snapshots }) => snapshots.map(({ monthEnd }) => monthEnd)))];
  const candidates = ends.filter((end) => single.has(end));
  const joined = new Set(candidates.length > joinedMax ? [] : candidates);
  const summed = all.flatMap((one) => {
    const snapshots = one.snapshots.filter(({ monthEnd }) => !joined.has(monthEnd));
    return snapshots.length === 0 && one.ranges.length === 0 ? [] : [{ ...one, snapshots }];
  });
  return {
    tables: [...[...joined].map((end) => snapshotTable(end, all)), ...sumTables(summed)],
    relations: [...[...joined].map(snapshotName), ...(summed.length === 0 ? [] : [SPELL_SUM])],
    valueOf: (name) => {
      const direct = all
        .flatMap((one) => (one.name === name ? one.snapshots : []))
        .filter(({ monthEnd }) => joined.has(monthEnd))
        .map(({ monthEnd, valueOf }) => valueOf((of) => column(snapshotName(monthEnd), of)));
      const rest = summed.some((one) => one.name === name) ? [column(SPELL_SUM, name)] : [];
      const [first = integer(0), ...others] = [...direct, ...rest].map((value) =>
        call('coalesce', value, integer(0)),
      );
      return others.reduce(add, first);
    },
  };
}

type NamedContribution = Contribution & { readonly name: string };

const snapshotName = (end: Day): string => `at_${formatDay(end).replaceAll('-', '_')}`;

/** The columns of the snapshot at a month end that are asked for. */
function snapshotTable(end: Day, wanted: readonly NamedContribution[]): CommonTable {
  const names = new Set<string>();
  const note = (name: string): Expression => {
    names.add(name);
    return column(name);
  };
  for (const { monthEnd, valueOf } of wanted.flatMap(({ snapshots }) => snapshots))
    if (monthEnd === end) valueOf(note);
  return {
    name: snapshotName(end),
    query: select({
      columns: ['spell_key', ...names].map((name) => named(name, column(name))),
      from: table('snapshot'),
      where: equal(column('month_end'), date(end)),
    }),
  };
}

function sumTables(wanted: readonly NamedContribution[]): readonly CommonTable[] {
  if (wanted.length === 0) return [];
  const monthEnds = [...new Set(wanted.flatMap((one) => one.snapshots.map(({ monthEnd }) => monthEnd)))];
  const ranges = wanted.flatMap((one) => one.ranges);
  const key = named('spell_key', column('spell_key'));
  const parts: Select[] = [];
  if (monthEnds.length > 0) {
    parts.push(
      select({
        columns: [key, ...wanted.map((one) => named(one.name, ofSnapshot(one)))],
        from: table('snapshot'),
        where: or(...monthEnds.map((end) => equal(column('month_end'), date(end)))),
      }),
    );
  }
  if (ranges.length > 0) {
    parts.push(
      select({
        columns: [key, ...wanted.map((one) => named(one.name, one.ofMovement))],
        from: table('movement'),
        where: inAnyRange(column('moved_on'), ranges),
      }),
    );
  }
  return [
    { name: 'flow', query: unionAll(parts) },
    {
      name: SPELL_SUM,
      query: select({
        columns: [key, ...wanted.map((one) => named(one.name, sumOf(column(one.name))))],
        from: table('flow'),
        groupBy: [column('spell_key')],
      }),
    },
  ];
}

function ofSnapshot({ snapshots }: Contribution): Expression {
  return choose(
    snapshots.map(({ monthEnd, valueOf }) =>
      when(equal(column('month_end'), date(monthEnd)), valueOf(column)),
    ),
    integer(0),
  );
}
