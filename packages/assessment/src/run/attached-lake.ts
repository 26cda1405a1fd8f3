import { openDuckdb, type Session } from '@gradus/engine';
import {
  attachLake,
  attachVault,
  linkCustomers,
  openLake,
  type Lake,
  type LinkedCustomers,
  type Manifest,
} from '@gradus/lake';
import type { Day } from '@gradus/schema';
import type { LakeShape } from '@gradus/policy';

/** Stands in place of the id of a customer who was erased from the vault. */
export const erasedId = 'erased';

/** A session in which the relations of one state of a lake stand. */
export interface AttachedLake {
  readonly session: Session;
  readonly lake: Lake;
  readonly manifest: Manifest;
  readonly shape: LakeShape;
  /** Merges, renumberings and splits in force; the relations follow them already. */
  readonly links: LinkedCustomers;
}

/** Offers the tables of a lake, without the vault, as relations of the session, with its customers as linked on `asOf`. */
export async function attach(
  session: Session,
  lake: Lake,
  manifest: Manifest,
  asOf: Day,
): Promise<AttachedLake> {
  const shape = await attachLake(session, lake, manifest);
  return { session, lake, manifest, shape, links: await linkCustomers(session, asOf) };
}

/** Ids under which the bank knows `keys`, in the same order; {@link erasedId} for those that were erased. Opens the vault. */
export async function externalIds(
  { session, lake }: Pick<AttachedLake, 'session' | 'lake'>,
  entity: 'customer' | 'account',
  keys: readonly bigint[],
): Promise<string[]> {
  if (keys.length === 0) return [];
  // The vault of today, not of then: older files of it may be gone since somebody was erased.
  await attachVault(session, lake, await lake.head());
  const rows = await session.rows(
    `SELECT entity_key, external_id FROM identity WHERE entity = '${entity}' AND entity_key IN (${keys.join(', ')})`,
  );
  const ids = new Map(rows.map((row) => [row['entity_key'], String(row['external_id'])]));
  return keys.map((key) => ids.get(key) ?? erasedId);
}

/** Ids of all customers by key, from the vault of today. Errors: `lake.*`. */
export async function customerIdsOf(lakeDirectory: string): Promise<Map<bigint, string>> {
  const lake = await openLake(lakeDirectory);
  const session = await openDuckdb({ threads: 1, memoryMib: 512, temporaryDirectory: null });
  try {
    await attachVault(session, lake, await lake.head());
    return await customerIds(session);
  } finally {
    await session.close();
  }
}

/** Ids of all customers by key. The vault must be attached. */
export async function customerIds(session: Session): Promise<Map<bigint, string>> {
  const rows = await session.rows("SELECT entity_key, external_id FROM identity WHERE entity = 'customer'");
  return new Map(rows.map((row) => [row['entity_key'] as bigint, String(row['external_id'])]));
}
