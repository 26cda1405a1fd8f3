import { digitsSql } from '../field/field-value.ts';
import { dayOr, type ImportState } from '../import-state.ts';
import type { RowQuery } from '../rows/collect-rows.ts';
import { minorFaults, minorOr, valueOr } from '../rows/value.ts';
import type { StagedFeed } from '../stage-feed.ts';
import { knownCustomers } from './customer.ts';

/** Rows of what customers hold beside deposits; `customers` is the relation of their ids. */
export function holdingQuery(
  state: ImportState,
  feed: StagedFeed,
  from: {
    readonly customers: string;
    readonly currencies: readonly string[];
    readonly outside: RowQuery['faults'];
  },
): RowQuery {
  const own = `'${state.run.mapping.currency}'`;
  const currency = feed.fields.has('currency') ? `coalesce(s.v_currency, ${own})` : own;
  return {
    columns: new Map([
      ['customer_key', 'c.entity_key'],
      ['product', valueOr(feed, 'product', 'VARCHAR')],
      ['currency', currency],
      ['as_of', dayOr(state, feed, 'as_of')],
      ['value_minor', minorOr(feed, 'value', digitsSql(currency, from.currencies))],
      ['quantity', valueOr(feed, 'quantity', 'INTEGER')],
    ]),
    joins: [`LEFT JOIN ${knownCustomers(state, from.customers)} c ON c.external_id = s.v_customer_id`],
    faults: [
      {
        when: 'customer_key IS NULL',
        code: 'intake.unknown-reference',
        field: 'customer_id',
        shown: 'v_customer_id',
      },
      ...from.outside,
      ...minorFaults(feed, 'value', 'value_minor'),
    ],
  };
}
