import type { ImportState } from '../import-state.ts';
import { collectRows } from '../rows/collect-rows.ts';
import { valueOr } from '../rows/value.ts';
import type { StagedFeed } from '../stage-feed.ts';
import { knownCustomers } from './customer.ts';

/** Takes merges, renumberings and splits in; a full delivery leaves no earlier link of its source behind. */
export async function takeCustomerLinks(state: ImportState, feeds: readonly StagedFeed[]): Promise<void> {
  const { run, keys } = state;
  const customers = knownCustomers(state, await keys.table('customer'));
  const key = ['from_customer_key', 'to_customer_key'];
  const rows = await collectRows(run, {
    table: 'customer_link',
    feeds,
    key,
    keyField: 'from',
    duplicateCode: 'intake.duplicate-key',
    query: (feed) => [
      {
        columns: new Map([
          ['from_customer_key', 'a.entity_key'],
          ['to_customer_key', 'b.entity_key'],
          ['valid_from', valueOr(feed, 'valid_from', 'DATE')],
        ]),
        joins: [
          `LEFT JOIN ${customers} a ON a.external_id = s.v_from`,
          `LEFT JOIN ${customers} b ON b.external_id = s.v_to`,
        ],
        faults: (['from', 'to'] as const).map((field) => ({
          when: `${field}_customer_key IS NULL`,
          code: 'intake.unknown-reference' as const,
          field,
          shown: `v_${field}`,
        })),
      },
    ],
  });
  const isFull = state.deliveryOf('customer_link') === 'full';
  await state.mergeState('customer_link', `SELECT * FROM ${rows}`, key, isFull);
}
