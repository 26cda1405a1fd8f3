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
    if (entity === 'customer' && state.namesDelivered && (await namesChanged(state))) await planNames(state);
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
  const known = rowsOf(state.run, 'identity', vaultFiles(state));
  const [row] = await state.run.session.rows(
    `SELECT count(*) AS n FROM ${known} v JOIN name_customer n ON n.customer_key = v.entity_key WHERE n.name IS DISTINCT FROM v.name OR n.contact IS DISTINCT FROM v.contact`,
  );
  return row?.['n'] !== 0n;
}

async function planNames(state: ImportState): Promise<void> {
  const files = vaultFiles(state);
  for (const { path } of files) state.dropped.add(path);
  const known = rowsOf(state.run, 'identity', files);
  const renewed = `SELECT v.entity, v.entity_key, v.external_id, CASE WHEN n.customer_key IS NULL THEN v.name ELSE n.name END AS name, CASE WHEN n.customer_key IS NULL THEN v.contact ELSE n.contact END AS contact FROM ${known} v LEFT JOIN name_customer n ON n.customer_key = v.entity_key`;
  const query = `SELECT ${names} FROM (${renewed}) UNION ALL ${newIdsQuery(state, 'customer')}`;
  state.planned.push({ table: 'identity', query, part: 'customer', source: null, isFromBalances: false });
  return Promise.resolve();
}
