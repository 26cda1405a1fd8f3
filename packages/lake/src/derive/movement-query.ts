import type { Day } from '@gradus/schema';
import {
  and,
  column,
  equal,
  innerJoin,
  named,
  select,
  subquery,
  table,
  text,
  unionAll,
  type Query,
  type Source,
} from '@gradus/sql';
import { openingQuery } from './account-state.ts';
import { ownershipSource, ownsOn } from './ownership.ts';

/**
 * Query for the `movement` relation from `spell`, bookings, `account` and `carry`: what each spell gained or lost, by day.
 *
 * `entries` and `carries` name the relations of bookings and carried balances; `openings` says whether the opening
 * balances belong to it (they do not when a batch of late bookings is looked at alone), or names a relation that holds them.
 * `owners` names a relation with the rows of {@link ownershipQuery}, which are worked out anew without it.
 */
export function movementQuery(parts: {
  readonly dataFrom: Day | null;
  readonly entries?: string;
  readonly carries?: string;
  readonly openings?: boolean | string;
  readonly owners?: string | null;
}): Query {
  const { dataFrom, entries = 'entry', carries = 'carry', openings = true, owners = null } = parts;
  const queries = [bookedMovements(entries, owners), carriedMovements(carries)];
  if (openings !== false) {
    const opened =
      openings === true ? subquery(openingQuery(dataFrom), 'opening') : table(openings, 'opening');
    queries.push(openingMovements(opened, owners));
  }
  return unionAll(queries);
}

function bookedMovements(entries: string, owners: string | null): Query {
  const bookedOn = column('booking', 'booked_on');
  return select({
    columns: [
      named('spell_key', column('owner', 'spell_key')),
      named('moved_on', bookedOn),
      named('amount_minor', column('booking', 'amount_minor')),
      named('purpose', column('booking', 'purpose')),
    ],
    from: table(entries, 'booking'),
    joins: [
      innerJoin(
        ownershipSource('owner', owners),
        and(
          equal(column('owner', 'account_key'), column('booking', 'account_key')),
          ownsOn('owner', bookedOn),
        ),
      ),
    ],
  });
}

function openingMovements(opened: Source, owners: string | null): Query {
  const movedOn = column('opening', 'moved_on');
  return select({
    columns: [
      named('spell_key', column('owner', 'spell_key')),
      named('moved_on', movedOn),
      named('amount_minor', column('opening', 'amount_minor')),
      named('purpose', text('opening')),
    ],
    from: opened,
    joins: [
      innerJoin(
        ownershipSource('owner', owners),
        and(
          equal(column('owner', 'account_key'), column('opening', 'account_key')),
          ownsOn('owner', movedOn),
        ),
      ),
    ],
  });
}

function carriedMovements(carries: string): Query {
  return select({
    columns: ['spell_key', 'moved_on', 'amount_minor', 'purpose'].map((name) => named(name, column(name))),
    from: table(carries),
  });
}
