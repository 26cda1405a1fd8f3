import type { Day, DayWindow } from '@gradus/schema';
import {
  aggregate,
  and,
  atMost,
  binary,
  choose,
  column,
  date,
  equal,
  greaterThan,
  integer,
  lessThan,
  named,
  nothing,
  or,
  select,
  subtract,
  table,
  text,
  when,
  type CommonTable,
  type Expression,
} from '@gradus/sql';
import { notByCustomer } from '../records/activity.ts';
import type { Requests } from './requests.ts';

/** The relation with one row per spell that has movements looked at, and the largest of each thing asked for. */
export const SPELL_PEAK = 'spell_peak';

/** What single movements are looked at for: they do not add up, so no snapshot holds them. */
export type PeakRequest =
  | { readonly of: 'largest_spend'; readonly window: DayWindow }
  | { readonly of: 'last_activity'; readonly upTo: Day };

/** The common table that finds every peak in one pass over the movements. */
export function peakTables(requests: Requests<PeakRequest>): readonly CommonTable[] {
  const wanted = requests.all();
  if (wanted.length === 0) return [];
  return [
    {
      name: SPELL_PEAK,
      query: select({
        columns: [
          named('spell_key', column('spell_key')),
          ...wanted.map(({ name, request }) =>
            named(name, aggregate('max', choose([when(isMeant(request), valueOf(request))], none(request)))),
          ),
        ],
        from: table('movement'),
        where: or(...wanted.map(({ request }) => isMeant(request))),
        groupBy: [column('spell_key')],
      }),
    },
  ];
}

function isMeant(request: PeakRequest): Expression {
  const movedOn = column('moved_on');
  const purpose = column('purpose');
  if (request.of === 'last_activity') {
    const others = notByCustomer.map((one) => binary('<>', purpose, text(one)));
    return and(atMost(movedOn, date(request.upTo)), ...others);
  }
  const { after, upTo } = request.window;
  return and(
    greaterThan(movedOn, date(after)),
    atMost(movedOn, date(upTo)),
    equal(purpose, text('spend')),
    lessThan(column('amount_minor'), integer(0)),
  );
}

const valueOf = ({ of }: PeakRequest): Expression =>
  of === 'last_activity' ? column('moved_on') : subtract(integer(0), column('amount_minor'));

const none = ({ of }: PeakRequest): Expression => nothing(of === 'last_activity' ? 'date' : 'bigint');
