import { jsonWhole } from '../result/document.ts';
import { externalIds, type AttachedLake } from '../run/attached-lake.ts';

/** A customer whose tier differs between two policies. */
export interface Mover {
  readonly customerId: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly moneyMinor: number | string | null;
  /** In millionths of a point. */
  readonly fromScore: number | string | null;
  readonly toScore: number | string | null;
  readonly fromReasons: readonly string[];
  readonly toReasons: readonly string[];
}

/** The customers who move, most money first, at most `most`. Reads the relation `migration`; opens the vault. */
export async function findMovers(
  attached: Omit<AttachedLake, 'shape' | 'links'>,
  most: number,
): Promise<Mover[]> {
  const rows = await attached.session.rows(
    `SELECT * FROM migration WHERE from_tier IS DISTINCT FROM to_tier
     ORDER BY money DESC NULLS LAST, customer_key LIMIT ${most}`,
  );
  const ids = await externalIds(
    attached,
    'customer',
    rows.map((row) => row['customer_key'] as bigint),
  );
  return rows.map((row, index) => ({
    customerId: ids[index] ?? '?',
    from: row['from_tier'] as string | null,
    to: row['to_tier'] as string | null,
    moneyMinor: whole(row['money']),
    fromScore: whole(row['from_score']),
    toScore: whole(row['to_score']),
    fromReasons: codes(row['from_reasons']),
    toReasons: codes(row['to_reasons']),
  }));
}

function whole(value: unknown): number | string | null {
  return typeof value === 'bigint' ? jsonWhole(value) : null;
}

function codes(value: unknown): string[] {
  return typeof value !== 'string' || value === '' ? [] : value.split(',');
}
