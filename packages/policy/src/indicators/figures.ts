import type { Day } from '@gradus/schema';
import {
  aggregate,
  and,
  atLeast,
  atMost,
  choose,
  column,
  date,
  equal,
  innerJoin,
  named,
  nothing,
  or,
  select,
  table,
  text,
  when,
  type CommonTable,
  type Expression,
} from '@gradus/sql';
import type { Requests } from './requests.ts';

/** The relation with one row per customer for whom the bank delivered a figure that is asked for. */
export const FIGURE = 'figure';

export interface FigureRequest {
  readonly name: string;
  /** Oldest day that still counts; null: any. */
  readonly from: Day | null;
}

/** Common tables that find the latest figure of every name asked for. */
export function figureTables(requests: Requests<FigureRequest>, asOf: Day): readonly CommonTable[] {
  const wanted = requests.all();
  if (wanted.length === 0) return [];
  const ofFact = (name: string): Expression => column('fact', name);
  const names = [...new Set(wanted.map(({ request }) => request.name))];
  const keys = ['customer_key', 'name'];
  const valueOf = ({ name, from }: FigureRequest): Expression => {
    const isName = equal(ofFact('name'), text(name));
    const isMeant = from === null ? isName : and(isName, atLeast(ofFact('as_of'), date(from)));
    return choose([when(isMeant, ofFact('value'))], nothing('bigint'));
  };
  return [
    {
      name: 'newest_fact',
      query: select({
        columns: [
          ...keys.map((key) => named(key, column(key))),
          named('as_of', aggregate('max', column('as_of'))),
        ],
        from: table('fact'),
        where: and(
          or(...names.map((name) => equal(column('name'), text(name)))),
          atMost(column('as_of'), date(asOf)),
        ),
        groupBy: keys.map((key) => column(key)),
      }),
    },
    {
      name: FIGURE,
      query: select({
        columns: [
          named('customer_key', ofFact('customer_key')),
          ...wanted.map(({ name, request }) => named(name, aggregate('max', valueOf(request)))),
        ],
        from: table('fact'),
        joins: [
          innerJoin(
            table('newest_fact'),
            and(...[...keys, 'as_of'].map((key) => equal(column('newest_fact', key), ofFact(key)))),
          ),
        ],
        groupBy: [ofFact('customer_key')],
      }),
    },
  ];
}
