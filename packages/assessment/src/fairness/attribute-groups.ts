import { openDuckdb, parquetSource, quoteName, quoteText, type Session } from '@gradus/engine';
import { attachVault, openLake } from '@gradus/lake';
import { failure, formatDay, type LocalText } from '@gradus/schema';
import { openResult, type Result } from '../result/result-folder.ts';
import { pinnedManifest, planOfDocument } from '../run/replay.ts';
import { readAttributes, type Attributes } from './attribute-file.ts';

export interface AttributeGroupsOptions {
  readonly lakeDirectory: string;
  readonly resultDirectory: string;
  /** CSV with the column customer_id and one column per attribute; it is read here and goes nowhere else. */
  readonly attributesFile: string;
  readonly threads: number;
  readonly memoryMib: number;
}

/** Customers of a result by protected attributes and effective tier. */
export interface AttributeGroups {
  readonly asOf: string;
  readonly policy: { readonly id: string; readonly hash: string };
  /** Best first. */
  readonly tiers: readonly { readonly id: string; readonly title: LocalText }[];
  readonly attributes: readonly AttributeTable[];
  /** Lines of customers whom the result does not have. */
  readonly unknownCustomers: number;
}

export interface AttributeTable {
  readonly name: string;
  /** By value; null for rated customers without one, the last. */
  readonly groups: readonly TierCounts[];
}

export interface TierCounts {
  readonly name: string | null;
  /** Rated customers per tier, best first. */
  readonly counts: readonly number[];
  readonly unrated: number;
}

/** Values of an attribute that can be compared. */
const groupsMax = 50;

/**
 * Counts the customers of a result by attributes that are in neither lake nor policy.
 *
 * Errors: `fairness.attributes-unreadable`, `fairness.customer-twice`, `fairness.too-many-groups`, those of openResult, `lake.*`.
 */
export async function attributeGroups(options: AttributeGroupsOptions): Promise<AttributeGroups> {
  const attributes = await readAttributes(options.attributesFile);
  const result = await openResult(options.resultDirectory);
  const lake = await openLake(options.lakeDirectory);
  await pinnedManifest(lake, result);
  const plan = planOfDocument(result.document);
  const session = await openDuckdb({ ...options, temporaryDirectory: null });
  try {
    await attachVault(session, lake, await lake.head());
    await joinAttributes(session, result, attributes);
    const ids = plan.tiers.map(({ id }) => id);
    const tables: AttributeTable[] = [];
    for (const [at, name] of attributes.names.entries()) {
      tables.push({ name, groups: await countGroups(session, at, ids) });
    }
    for (const { name, groups } of tables) {
      if (groups.length <= groupsMax + 1) continue;
      const data = { file: options.attributesFile, attribute: name, groups: groups.length, most: groupsMax };
      throw failure('fairness.too-many-groups', data);
    }
    const [row] = await session.rows(
      'SELECT count(*) AS lines FROM attribute_line WHERE customer_id NOT IN (SELECT customer_id FROM attributed WHERE customer_id IS NOT NULL)',
    );
    return {
      asOf: formatDay(result.asOf),
      policy: { id: plan.policy.id, hash: plan.policy.hash },
      tiers: plan.tiers.map(({ id, title }) => ({ id, title })),
      attributes: tables,
      unknownCustomers: Number(row?.['lines'] ?? 0),
    };
  } finally {
    await session.close();
  }
}

const column = (at: number): string => quoteName(`attribute_${at}`);

/** Makes the relation `attributed`: every customer of the result with tier and attributes. */
async function joinAttributes(session: Session, result: Result, { names, lines }: Attributes): Promise<void> {
  const columns = names.map((_, at) => `${column(at)} VARCHAR`).join(', ');
  await session.run(`CREATE OR REPLACE TEMP TABLE attribute_line (customer_id VARCHAR, ${columns})`);
  await session.append(
    'attribute_line',
    lines.map(({ customerId, values }) => [customerId, ...values]),
  );
  const source = parquetSource(result.tierFiles, result.document.columns);
  const given = names.map((_, at) => `l.${column(at)}`).join(', ');
  await session.run(
    `CREATE OR REPLACE TEMP TABLE attributed AS
     SELECT i.external_id AS customer_id, r.effective_tier AS tier, ${given}
     FROM ${source} AS r
     LEFT JOIN identity i ON i.entity = ${quoteText('customer')} AND i.entity_key = r.customer_key
     LEFT JOIN attribute_line l ON l.customer_id = i.external_id`,
  );
}

async function countGroups(session: Session, at: number, tiers: readonly string[]): Promise<TierCounts[]> {
  const rows = await session.rows(
    `SELECT ${column(at)} AS value, tier, count(*) AS customers FROM attributed GROUP BY ALL ORDER BY value NULLS LAST`,
  );
  const groups = new Map<string | null, { counts: number[]; unrated: number }>();
  for (const row of rows) {
    const value = row['value'] as string | null;
    const group = groups.get(value) ?? { counts: tiers.map(() => 0), unrated: 0 };
    const rank = tiers.indexOf(String(row['tier']));
    const customers = Number(row['customers']);
    if (row['tier'] === null || rank < 0) group.unrated += customers;
    else group.counts[rank] = (group.counts[rank] ?? 0) + customers;
    groups.set(value, group);
  }
  return [...groups].map(([name, group]) => ({ name, ...group }));
}
