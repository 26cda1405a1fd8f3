import type { Session } from '@gradus/engine';
import type { Select } from '@gradus/sql';
import type { Slicing } from './staged-table.ts';

/**
 * What a row of `spell` takes in memory while it is joined to one relation and summed, in bytes, with room to spare: 150 to 210
 * were seen for two relations.
 */
const bytesPerJoin = 128;

/** Relations whose rows are of one customer each, who is judged by their own unless a query reads them whole. */
const ofCustomers = ['customer', 'spell', 'loan_party', 'holding', 'fact'];

/**
 * Slices of the customers by their key, about equally many keys in each. `names`: what the query reads in place of the
 * relations of a lake.
 */
export async function customerSlices(
  session: Session,
  count: number,
  names: ReadonlyMap<string, string> = new Map(),
): Promise<Slicing> {
  const relations = ofCustomers.map((name) => names.get(name) ?? name);
  const [row] = await session.rows(
    'SELECT min(customer_key) AS first, max(customer_key) AS last FROM customer',
  );
  const [first, last] = [row?.['first'], row?.['last']];
  if (typeof first !== 'bigint' || typeof last !== 'bigint') return { relations, conditions: ['true'] };
  const starts = Array.from(
    { length: count - 1 },
    (_, at) => first + ((last - first + 1n) * BigInt(at + 1)) / BigInt(count),
  );
  const conditions = [...starts, null].map((end, at) => {
    const start = starts[at - 1];
    const isAfter = start === undefined ? [] : [`customer_key >= ${start}`];
    const isBefore = end === null ? [] : [`customer_key < ${end}`];
    return [...isAfter, ...isBefore].join(' AND ') || 'true';
  });
  return { relations, conditions };
}

/** As few slices as fit in memory one at a time, for a query over `spell`. */
export async function slicesNeeded(session: Session, { with: common, ...last }: Select): Promise<number> {
  const [row] = await session.rows('SELECT count(*) AS spells FROM spell');
  const widths = [last, ...common.map((one) => one.query)].map((one) =>
    one.node === 'select' ? 1 + one.joins.length : 1,
  );
  const bytes = Number(row?.['spells']) * bytesPerJoin * Math.max(...widths);
  return Math.max(1, Math.ceil(bytes / (session.memoryMib * 2 ** 20)));
}
