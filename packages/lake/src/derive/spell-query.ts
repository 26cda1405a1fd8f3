import type { Day } from '@gradus/schema';
import {
  add,
  and,
  ascending,
  boolean,
  call,
  cast,
  choose,
  column,
  date,
  descending,
  equal,
  greaterThan,
  innerJoin,
  integer,
  isNull,
  atMost,
  lessThan,
  multiply,
  named,
  not,
  or,
  over,
  same,
  select,
  subquery,
  table,
  when,
  type Expression,
  type Query,
} from '@gradus/sql';
import { accountStateSource } from './account-state.ts';

/** Room for the spells of one account in the key of a spell. */
export const SPELLS_PER_ACCOUNT_MAX = 1024;

const attributes = ['customer_key', 'kind', 'product', 'currency'] as const;
const terms = ['term_months', 'matures_on'] as const;

/**
 * Query for the `spell` relation from `account`: rows of an account that agree in owner, kind, product and currency, one
 * after the other, are one spell. Term and maturity are those of the spell's latest row.
 *
 * `dataFrom` is the first day whose bookings the lake holds; null: every account's from its opening on.
 */
export function spellQuery({ dataFrom }: { readonly dataFrom: Day | null }): Query {
  const openedOn = column('opened_on');
  const isKnown =
    dataFrom === null
      ? boolean(true)
      : not(and(lessThan(openedOn, date(dataFrom)), isNull(column('opening_minor'))));
  const nextFrom = over('lead', column('from_on'), {
    partitionBy: [column('account_key')],
    orderBy: [ascending(column('ordinal'))],
  });
  return select({
    columns: [
      named(
        'spell_key',
        add(multiply(column('account_key'), integer(SPELLS_PER_ACCOUNT_MAX)), column('ordinal')),
      ),
      named('account_key', column('account_key')),
      ...attributes.map((name) => named(name, column(name))),
      named('from_on', column('from_on')),
      named('to_on', call('coalesce', nextFrom, column('closed_on'))),
      named('account_opened_on', openedOn),
      ...terms.map((name) => named(name, column(name))),
      named('opening_known', isKnown),
    ],
    from: subquery(spellRows(), 'row'),
    where: equal(column('place'), integer(1)),
  });
}

/** The rows of every spell, the latest of each in place 1, with the spell's first day. */
function spellRows(): Query {
  const inSpell = [column('account_key'), column('ordinal')];
  return select({
    columns: [
      ...keep(['account_key', 'ordinal', 'opened_on', 'closed_on', 'opening_minor', ...attributes, ...terms]),
      named('from_on', over('min', column('start_on'), { partitionBy: inSpell })),
      named(
        'place',
        over('row_number', null, { partitionBy: inSpell, orderBy: [descending(column('start_on'))] }),
      ),
    ],
    from: subquery(numberedRows(), 'numbered'),
  });
}

/** What a row of `account` brings to its spell, from layer to layer. */
const rowColumns = [
  'account_key',
  'start_on',
  'opened_on',
  'closed_on',
  'opening_minor',
  ...attributes,
  ...terms,
];

/** Rows with the ordinal of their spell: how often the account has changed before. */
function numberedRows(): Query {
  const changes = over('sum', column('is_change'), inOrder('start_on'));
  return select({
    columns: [...keep(rowColumns), named('ordinal', cast(changes, 'bigint'))],
    from: subquery(comparedRows(), 'compared'),
  });
}

/** Rows with whether they differ from the row before. */
function comparedRows(): Query {
  const before = (name: string): Expression => over('lag', column(name), inOrder('start_on'));
  const isFirst = isNull(before('account_key'));
  const isChanged = or(...attributes.map((name) => same(column(name), before(name), true)));
  return select({
    columns: [
      ...keep(rowColumns),
      named('is_change', choose([when(isFirst, integer(0)), when(isChanged, integer(1))], integer(0))),
    ],
    from: subquery(startedRows(), 'started'),
    where: and(
      // A row that is overtaken before the account opens never holds, nor does one that comes after it is closed.
      or(isNull(column('next_from')), greaterThan(column('next_from'), column('opened_on'))),
      or(
        equal(column('start_on'), column('opened_on')),
        isNull(column('closed_on')),
        lessThan(column('start_on'), column('closed_on')),
      ),
    ),
  });
}

/** Rows with the first day on which they hold; the first of an account holds from its opening. */
function startedRows(): Query {
  const ofRow = (name: string): Expression => column('account', name);
  const inAccount = { partitionBy: [ofRow('account_key')], orderBy: [ascending(ofRow('valid_from'))] };
  const isFirst = isNull(over('lag', ofRow('valid_from'), inAccount));
  const openedOn = column('state', 'opened_on');
  return select({
    columns: [
      ...['account_key', ...attributes, ...terms].map((name) => named(name, ofRow(name))),
      ...['opened_on', 'closed_on', 'opening_minor'].map((name) => named(name, column('state', name))),
      named(
        'start_on',
        choose([when(or(isFirst, atMost(ofRow('valid_from'), openedOn)), openedOn)], ofRow('valid_from')),
      ),
      named('next_from', over('lead', ofRow('valid_from'), inAccount)),
    ],
    from: table('account'),
    joins: [
      innerJoin(accountStateSource('state'), equal(column('state', 'account_key'), ofRow('account_key'))),
    ],
  });
}

function keep(names: readonly string[]) {
  return names.map((name) => named(name, column(name)));
}

function inOrder(name: string) {
  return { partitionBy: [column('account_key')], orderBy: [ascending(column(name))] };
}
