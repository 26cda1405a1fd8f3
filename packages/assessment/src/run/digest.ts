import { assert } from '@gradus/schema';
import { digestOf, digestQuery, table, type DigestColumn } from '@gradus/sql';
import { parquetSource, type RunOptions, type Session } from '@gradus/engine';

/** Offers the rows in Parquet files as a relation of the session. */
export async function registerRows(
  session: Session,
  relation: string,
  files: readonly string[],
  columns: readonly DigestColumn[],
): Promise<void> {
  await session.run(
    `CREATE OR REPLACE TEMP VIEW ${relation} AS SELECT * FROM ${parquetSource(files, columns)}`,
  );
}

/** Digest of the rows of a relation, computed by the engine. */
export async function digestOfRelation(
  session: Session,
  relation: string,
  columns: readonly DigestColumn[],
  options: RunOptions = {},
): Promise<string> {
  const [row] = await session.runQuery(digestQuery(table(relation), columns), options);
  const limbs = [0, 1, 2, 3].map((index) => row?.[`limb_${index}`] ?? 0n);
  const [first, second, third, fourth] = limbs;
  const rows = row?.['rows'];
  assert(typeof rows === 'bigint', 'a digest counts its rows');
  return digestOf(columns, {
    rows,
    limbs: [BigInt(String(first)), BigInt(String(second)), BigInt(String(third)), BigInt(String(fourth))],
  });
}
