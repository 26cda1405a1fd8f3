import { parquetSource, type Session } from '@gradus/engine';
import type { Entity } from '@gradus/schema';
import { filesOf } from '../store/manifest.ts';
import { storedColumns } from '../store/stored-columns.ts';
import type { LakeWriter } from '../store/writer.ts';

/** Number of hash buckets; the bucket is the first byte of the MD5 of the external id. */
const buckets = 256;

/**
 * External ids and their keys: the tables `id_<entity>` (`external_id`, `entity_key`, `is_new`). New ids are numbered within their
 * bucket in the order of their bytes, after those that exist, so the order of rows in files never matters and a cluster
 * could do it in parallel. Key = number × 256 + bucket; numbers start at 1.
 */
export class KeyRing {
  readonly #session: Session;
  readonly #writer: LakeWriter;
  readonly #counters = new Map<Entity, number[]>();
  readonly #loaded = new Set<Entity>();

  constructor(session: Session, writer: LakeWriter) {
    this.#session = session;
    this.#writer = writer;
  }

  /** Makes sure of the table of an entity; its name. */
  async table(entity: Entity): Promise<string> {
    const name = `id_${entity}`;
    if (this.#loaded.has(entity)) return name;
    const { head, lake } = this.#writer;
    const files = head === null ? [] : filesOf(head, 'identity').filter(({ part }) => part === entity);
    const source = parquetSource(
      files.map(({ path }) => lake.path(path)),
      storedColumns('identity'),
    );
    await this.#session.run(
      `CREATE OR REPLACE TEMP TABLE ${name} AS SELECT external_id, entity_key, false AS is_new FROM ${source}`,
    );
    this.#counters.set(entity, [...(head?.keys[entity] ?? Array.from({ length: buckets }, () => 0))]);
    this.#loaded.add(entity);
    return name;
  }

  /** Gives keys to the ids (column `external_id`) of a query that have none. */
  async assign(entity: Entity, ids: string): Promise<void> {
    const name = await this.table(entity);
    const counters = this.#counters.get(entity) ?? [];
    const given = counters.map((count, bucket) => `(${bucket}, ${count})`).join(', ');
    await this.#session.run(`CREATE OR REPLACE TEMP TABLE new_id AS
      SELECT external_id, bucket, counter.given + row_number() OVER (PARTITION BY bucket ORDER BY external_id) AS number
      FROM (
        SELECT DISTINCT external_id, CAST('0x' || substr(md5(external_id), 1, 2) AS INTEGER) AS bucket
        FROM (${ids}) WHERE external_id IS NOT NULL AND external_id NOT IN (SELECT external_id FROM ${name})
      ) JOIN (VALUES ${given}) AS counter(bucket, given) USING (bucket)`);
    await this.#session.run(
      `INSERT INTO ${name} SELECT external_id, CAST(number AS BIGINT) * ${buckets} + bucket, true FROM new_id`,
    );
    const rows = await this.#session.rows('SELECT bucket, max(number) AS last FROM new_id GROUP BY bucket');
    for (const row of rows) counters[row['bucket'] as number] = Number(row['last']);
    await this.#session.run('DROP TABLE new_id');
  }

  /** Entities whose table was made. */
  entities(): readonly Entity[] {
    return [...this.#loaded];
  }

  /** How many keys were given out, for the manifest. */
  counters(): Record<string, number[]> {
    return { ...this.#writer.head?.keys, ...Object.fromEntries(this.#counters) };
  }
}
