import { dayOr, type ImportState } from '../import-state.ts';
import type { RowQuery } from '../rows/collect-rows.ts';
import { valueOr } from '../rows/value.ts';
import type { StagedFeed } from '../stage-feed.ts';
import { knownCustomers } from './customer.ts';

/** Rows of the tiers that the bank granted, with their clocks; `customers` is the relation of their ids. */
export function tierStateQuery(
  state: ImportState,
  feed: StagedFeed,
  customers: string,
  outside: RowQuery['faults'],
): RowQuery {
  return {
    columns: new Map([
      ['customer_key', 'c.entity_key'],
      ['tier', valueOr(feed, 'tier', 'VARCHAR')],
      ['since', valueOr(feed, 'since', 'DATE')],
      ['held_until', valueOr(feed, 'held_until', 'DATE')],
      ['falling_since', valueOr(feed, 'falling_since', 'DATE')],
      ['last_veto', valueOr(feed, 'last_veto', 'DATE')],
      ['as_of', dayOr(state, feed, 'as_of')],
    ]),
    joins: [`LEFT JOIN ${knownCustomers(state, customers)} c ON c.external_id = s.v_customer_id`],
    faults: [
      {
        when: 'customer_key IS NULL',
        code: 'intake.unknown-reference',
        field: 'customer_id',
        shown: 'v_customer_id',
      },
      ...outside,
      ...(['since', 'falling_since', 'last_veto'] as const).map((field) => ({
        when: `${field} > as_of`,
        code: 'intake.days-out-of-order' as const,
        field,
        shown: field,
      })),
    ],
  };
}
