import type { Entity } from '@gradus/schema';
import { filesOf, type TableFile } from '../../store/manifest.ts';
import { columnNames } from '../../store/stored-columns.ts';
import type { ImportState } from '../import-state.ts';
import { rowsOf } from '../lake-rows.ts';
import { accountsNow } from './account.ts';
import { customersNow } from './customer.ts';
import { loansNow } from './loan.ts';

/**
 * Plans what the vault learns: new ids as a further file of their entity. Names that changed make the file of all
 * customers be written again.
 */
export async function planVault(state: ImportState): Promise<void> {
  for (const entity of state.keys.entities()) {
    if (entity === 'customer' && (await namesChanged(state))) planNames(state);
    else await planNewIds(state, entity);
  }
}

const names = columnNames('identity').join(', ');

async function planNewIds(state: ImportState, entity: Entity): Promise<void> {
  const query = newIdsQuery(state, entity);
  const [row] = await state.run.session.rows(`SELECT count(*) AS n FROM (${query})`);
  if (row?.['n'] === 0n) return;
  state.planned.push({ table: 'identity', query, part: entity, source: null, isFromBalances: false });
}

/** New ids of things that the lake has: a row that was rejected after it got a key leaves none behind. */
function newIdsQuery(state: ImportState, entity: Entity): string {
  const isCustomer = entity === 'customer' && state.changed.has('customer');
  const name = isCustomer
    ? 'n.name, n.contact'
    : 'CAST(NULL AS VARCHAR) AS name, CAST(NULL AS VARCHAR) AS contact';
  const join = isCustomer ? 'LEFT JOIN name_customer n ON n.customer_key = i.entity_key' : '';
  return `SELECT '${entity}' AS entity, i.entity_key, i.external_id, ${name} FROM id_${entity} i ${join} WHERE i.is_new AND ${presence(state, entity)}`;
}

function presence(state: ImportState, entity: Entity): string {
  switch (entity) {
    case 'customer':
      return `i.entity_key IN (SELECT customer_key FROM ${customersNow(state)})`;
    case 'account':
      return `i.entity_key IN (SELECT account_key FROM ${accountsNow(state)})`;
    case 'loan':
      return `i.entity_key IN (SELECT loan_key FROM ${loansNow(state)})`;
    case 'branch':
    case 'staff':
      return 'true';
  }
}

function vaultFiles(state: ImportState): readonly TableFile[] {
  const { head } = state.run.writer;
  return head === null ? [] : filesOf(head, 'identity').filter(({ part }) => part === 'customer');
}

async function namesChanged(state: ImportState): Promise<boolean> {
  const changes = [...state.namesDelivered].map((column) => `n.${column} IS DISTINCT FROM v.${column}`);
  if (changes.length === 0) return false;
  const known = rowsOf(state.run, 'identity', vaultFiles(state));
  const [row] = await state.run.session.rows(
    `SELECT count(*) AS n FROM ${known} v JOIN name_customer n ON n.customer_key = v.entity_key WHERE ${changes.join(' OR ')}`,
  );
  return row?.['n'] !== 0n;
}

/** Plans the file of all customers anew, with the columns that were delivered. */
function planNames(state: ImportState): void {
  const files = vaultFiles(state);
  for (const { path } of files) state.dropped.add(path);
  const known = rowsOf(state.run, 'identity', files);
  const renewed = (['name', 'contact'] as const).map((column) =>
    state.namesDelivered.has(column)
      ? `CASE WHEN n.customer_key IS NULL THEN v.${column} ELSE n.${column} END AS ${column}`
      : `v.${column}`,
  );
  const kept = `SELECT v.entity, v.entity_key, v.external_id, ${renewed.join(', ')} FROM ${known} v LEFT JOIN name_customer n ON n.customer_key = v.entity_key`;
  const query = `SELECT ${names} FROM (${kept}) UNION ALL ${newIdsQuery(state, 'customer')}`;
  state.planned.push({ table: 'identity', query, part: 'customer', source: null, isFromBalances: false });
}
