import { quoteName, type Session } from '@gradus/engine';
import { formatDay, type Day } from '@gradus/schema';
import { followLinks, type LinkedCustomers } from './customer-links.ts';

/** Relations whose rows belong to a customer. */
const followed = ['spell', 'account', 'loan_party', 'fact', 'holding'] as const;

/** The most that `quantity` of `holding` may say. */
const quantityMax = 1_000_000_000;

/** Rows of one statement; a statement of a hundred thousand values is slow to parse. */
const rowsMax = 5000;

/**
 * Lets the relations of an attached lake speak of customers as they are linked on `asOf`: who was merged away or split up
 * is no customer, and what was theirs belongs to who stands for them. `customer_owner` (customer_key, owner_key) says who that
 * is; null for those who were split up. Nothing else changes in a lake without links.
 */
export async function linkCustomers(session: Session, asOf: Day): Promise<LinkedCustomers> {
  const rows = await session.rows(
    `SELECT from_customer_key, to_customer_key, valid_from FROM customer_link WHERE valid_from <= DATE '${formatDay(asOf)}'`,
  );
  const linked = followLinks(
    rows.map((row) => ({
      from: row['from_customer_key'] as bigint,
      to: row['to_customer_key'] as bigint,
      validFrom: row['valid_from'] as Day,
    })),
    asOf,
  );
  await keepOwners(session, linked);
  if (linked.ownerOf.size === 0 && linked.gone.size === 0) return linked;
  await replaceView(
    session,
    'customer',
    (before) => `SELECT c.* REPLACE (coalesce(m.opened_on, c.opened_on) AS opened_on) FROM ${before} c
     LEFT JOIN (SELECT o.owner_key, min(x.opened_on) AS opened_on FROM customer_owner o
       JOIN ${before} x ON x.customer_key IN (o.customer_key, o.owner_key) GROUP BY o.owner_key) m ON m.owner_key = c.customer_key
     WHERE c.customer_key NOT IN (SELECT customer_key FROM customer_owner)`,
  );
  for (const table of followed) await replaceView(session, table, (before) => ownedRows(table, before));
  return linked;
}

async function keepOwners(session: Session, { ownerOf, gone }: LinkedCustomers): Promise<void> {
  await session.run('CREATE OR REPLACE TEMP TABLE customer_owner (customer_key BIGINT, owner_key BIGINT)');
  const ownerNow = (owner: bigint): string => (gone.has(owner) ? 'NULL' : String(owner));
  const values = [
    ...[...ownerOf].map(([customer, owner]) => `(${customer}, ${ownerNow(owner)})`),
    ...[...gone].filter((one) => !ownerOf.has(one)).map((one) => `(${one}, NULL)`),
  ];
  for (let at = 0; at < values.length; at += rowsMax) {
    await session.run(`INSERT INTO customer_owner VALUES ${values.slice(at, at + rowsMax).join(', ')}`);
  }
}

async function replaceView(session: Session, view: string, query: (before: string) => string): Promise<void> {
  const before = quoteName(`${view}_before_links`);
  await session.run(`DROP VIEW IF EXISTS ${before}`);
  await session.run(`ALTER VIEW ${quoteName(view)} RENAME TO ${before}`);
  await session.run(`CREATE TEMP VIEW ${quoteName(view)} AS ${query(before)}`);
}

function ownedRows(table: (typeof followed)[number], before: string): string {
  const owner = 'CASE WHEN o.customer_key IS NULL THEN t.customer_key ELSE o.owner_key END AS customer_key';
  const owned = `SELECT t.* REPLACE (${owner}) FROM ${before} t LEFT JOIN customer_owner o ON o.customer_key = t.customer_key`;
  if (table === 'holding') return ownedHoldings(before);
  if (table === 'loan_party') return `SELECT DISTINCT * FROM (${owned})`;
  if (table !== 'fact') return owned;
  // A figure of the bank is one figure: that of who stays, else of the lowest key.
  return `SELECT * EXCLUDE (was_key) FROM (
    SELECT t.* REPLACE (${owner}), t.customer_key AS was_key FROM ${before} t LEFT JOIN customer_owner o ON o.customer_key = t.customer_key)
    QUALIFY row_number() OVER (PARTITION BY customer_key, name, as_of ORDER BY customer_key <> was_key, was_key) = 1`;
}

/**
 * On each day on which a row of one of the members says something, the one who stays holds what the members hold together,
 * each by their own latest row: the running sum of what their rows change. Quantities only say whether something is held.
 */
function ownedHoldings(before: string): string {
  const known = (column: string): string => `CAST(${column} IS NOT NULL AS INTEGER)`;
  const change = (value: string): string =>
    `CAST(${value} AS HUGEINT) - coalesce(lag(CAST(${value} AS HUGEINT)) OVER member, 0)`;
  const running = (column: string): string => `sum(sum(${column})) OVER together`;
  return `WITH changed AS (
      SELECT coalesce(o.owner_key, t.customer_key) AS owner_key, t.product, t.currency, t.as_of,
        ${change('coalesce(t.value_minor, 0)')} AS value, ${change(known('t.value_minor'))} AS valued,
        ${change('coalesce(t.quantity, 0)')} AS quantity, ${change(known('t.quantity'))} AS counted
      FROM ${before} t LEFT JOIN customer_owner o ON o.customer_key = t.customer_key
      WHERE o.customer_key IS NULL OR o.owner_key IS NOT NULL
      WINDOW member AS (PARTITION BY t.customer_key, t.product, t.currency ORDER BY t.as_of)),
    held AS (
      SELECT owner_key, product, currency, as_of, ${running('value')} AS value, ${running('valued')} AS valued,
        ${running('quantity')} AS quantity, ${running('counted')} AS counted
      FROM changed GROUP BY owner_key, product, currency, as_of
      WINDOW together AS (PARTITION BY owner_key, product, currency ORDER BY as_of))
    SELECT owner_key AS customer_key, product, currency, as_of,
      CAST(CASE WHEN valued > 0 THEN value END AS BIGINT) AS value_minor,
      CAST(CASE WHEN counted > 0 THEN least(quantity, ${quantityMax}) END AS INTEGER) AS quantity
    FROM held`;
}
