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
} from '@gradus/sql';
import { openingQuery } from './account-state.ts';
import { ownershipSource, ownsOn } from './ownership.ts';

/**
 * Query for the `movement` relation from `spell`, bookings, `account` and `carry`: what each spell gained or lost, by day.
 *
 * `entries` and `carries` name the relations of bookings and carried balances; `openings` says whether the opening
 * balances belong to it (they do not when a batch of late bookings is looked at alone).
 */
export function movementQuery(parts: {
  readonly dataFrom: Day | null;
  readonly entries?: string;
  readonly carries?: string;
  readonly openings?: boolean;
}): Query {
  const { dataFrom, entries = 'entry', carries = 'carry', openings = true } = parts;
  const queries = [bookedMovements(entries), carriedMovements(carries)];
  if (openings) queries.push(openingMovements(dataFrom));
  return unionAll(queries);
}

function bookedMovements(entries: string): Query {
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
        ownershipSource('owner'),
        and(
          equal(column('owner', 'account_key'), column('booking', 'account_key')),
          ownsOn('owner', bookedOn),
        ),
      ),
    ],
  });
}

function openingMovements(dataFrom: Day | null): Query {
  const movedOn = column('opening', 'moved_on');
  return select({
    columns: [
      named('spell_key', column('owner', 'spell_key')),
      named('moved_on', movedOn),
      named('amount_minor', column('opening', 'amount_minor')),
      named('purpose', text('opening')),
    ],
    from: subquery(openingQuery(dataFrom), 'opening'),
    joins: [
      innerJoin(
        ownershipSource('owner'),
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
