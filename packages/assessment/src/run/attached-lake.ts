import type { Session } from '@gradus/engine';
import { attachLake, attachVault, type Lake, type Manifest } from '@gradus/lake';
import type { LakeShape } from '@gradus/policy';

/** A session in which the relations of one state of a lake stand. */
export interface AttachedLake {
  readonly session: Session;
  readonly lake: Lake;
  readonly manifest: Manifest;
  readonly shape: LakeShape;
}

/** Offers the tables of a lake, without the vault, as relations of the session. */
export async function attach(session: Session, lake: Lake, manifest: Manifest): Promise<AttachedLake> {
  return { session, lake, manifest, shape: await attachLake(session, lake, manifest) };
}

/** Ids under which the bank knows `keys`, in the same order; `?` for those that were erased. Opens the vault. */
export async function externalIds(
  { session, lake, manifest }: Omit<AttachedLake, 'shape'>,
  entity: 'customer' | 'account',
  keys: readonly bigint[],
): Promise<string[]> {
  if (keys.length === 0) return [];
  await attachVault(session, lake, manifest);
  const rows = await session.rows(
    `SELECT entity_key, external_id FROM identity WHERE entity = '${entity}' AND entity_key IN (${keys.join(', ')})`,
  );
  const ids = new Map(rows.map((row) => [row['entity_key'], String(row['external_id'])]));
  return keys.map((key) => ids.get(key) ?? '?');
}
