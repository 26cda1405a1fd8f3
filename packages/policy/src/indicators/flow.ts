import {
  column,
  date,
  equal,
  named,
  or,
  select,
  sumOf,
  table,
  unionAll,
  type CommonTable,
} from '@gradus/sql';
import type { LakeShape } from './lake-shape.ts';
import { contributionOf, inAnyRange, type PrefixRequest } from './prefix.ts';
import type { Requests } from './requests.ts';

/** The relation with one row per spell that has rows of snapshot or movement, and a column per request. */
export const SPELL_SUM = 'spell_sum';

/** Common tables that work out every prefix difference in one pass over snapshot and one over movement. */
export function flowTables(requests: Requests<PrefixRequest>, shape: LakeShape): readonly CommonTable[] {
  const wanted = requests.all().map(({ name, request }) => ({ name, ...contributionOf(request, shape) }));
  if (wanted.length === 0) return [];
  const monthEnds = [...new Set(wanted.flatMap((one) => one.monthEnds))];
  const ranges = wanted.flatMap((one) => one.ranges);
  const key = named('spell_key', column('spell_key'));
  const parts = [];
  if (monthEnds.length > 0) {
    parts.push(
      select({
        columns: [key, ...wanted.map((one) => named(one.name, one.ofSnapshot))],
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
