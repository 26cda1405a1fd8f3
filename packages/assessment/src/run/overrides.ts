import { readFile } from 'node:fs/promises';
import { CsvError, parse } from 'csv-parse/sync';
import { failure, formatDay, parseDay, inLocale, suggest, type Day, type LocalText } from '@gradus/schema';
import { parquetSource, quoteName, quoteText, type FileColumn, type Session } from '@gradus/engine';
import { rankOfTier, type Plan } from '@gradus/policy';

/** One line of an overrides file: a tier that people have set for a customer, with its end. */
export interface OverrideLine {
  /** Line of the file, from 1; the header is line 1. */
  readonly line: number;
  readonly customerId: string;
  readonly tier: string;
  /** Last day on which it holds. */
  readonly until: Day;
  readonly reason: string;
  readonly approver: string;
}

const header = ['customer_id', 'tier', 'until', 'reason', 'approver'] as const;

/** Columns of `inputs/overrides.parquet` and of the relation `override`. */
export const overrideColumns: readonly FileColumn[] = [
  { name: 'customer_key', type: 'bigint' },
  { name: 'tier', type: 'varchar' },
  { name: 'until', type: 'date' },
  { name: 'reason', type: 'varchar' },
  { name: 'approver', type: 'varchar' },
];

/**
 * Lines of an overrides file (CSV, UTF-8, with the header customer_id,tier,until,reason,approver in any order).
 *
 * Errors: `assessment.overrides-unreadable`, `assessment.override-invalid`, `assessment.override-unknown-tier`.
 */
export async function readOverrides(file: string, plan: Plan): Promise<OverrideLine[]> {
  const tiers = plan.tiers.map(({ id }) => id);
  const records = parseRecords(file, await readFile(file, 'utf8').catch(unreadable(file)));
  return records.map(({ record, info }) => {
    const line = info.lines;
    const cell = (column: (typeof header)[number]): string => {
      const value = record[column]?.trim() ?? '';
      if (value === '') throw failure('assessment.override-invalid', { file, line, column, value });
      return value;
    };
    const tier = cell('tier');
    if (rankOfTier(plan, tier) === null) {
      const suggestions = suggest(tier, tiers);
      throw failure('assessment.override-unknown-tier', { file, line, tier, suggestions, tiers });
    }
    const until = parseDay(cell('until'));
    if (until === null) {
      throw failure('assessment.override-invalid', { file, line, column: 'until', value: cell('until') });
    }
    return {
      line,
      customerId: cell('customer_id'),
      tier,
      until,
      reason: cell('reason'),
      approver: cell('approver'),
    };
  });
}

/**
 * Makes the relation `override` of the lines, by the key of who stands for the customer named. Needs the vault's relation
 * `identity` and `customer_owner` of the links in force.
 *
 * Errors: `assessment.override-unknown-customer`, `assessment.override-twice`, `takeover.override-split`,
 * `takeover.override-merged`.
 */
export async function registerOverrides(
  session: Session,
  file: string,
  lines: readonly OverrideLine[],
): Promise<void> {
  await session.run(
    'CREATE OR REPLACE TEMP TABLE override_line (line INTEGER, customer_id VARCHAR, tier VARCHAR, until DATE, reason VARCHAR, approver VARCHAR)',
  );
  await session.append(
    'override_line',
    lines.map(({ line, customerId, tier, until, reason, approver }) => [
      line,
      customerId,
      tier,
      until,
      reason,
      approver,
    ]),
  );
  await refuseUnknown(session, file);
  await refuseTwice(session, file);
  const names = overrideColumns.map(({ name }) => quoteName(name)).join(', ');
  await session.run(
    `CREATE OR REPLACE TEMP TABLE override_linked AS
     SELECT l.*, CASE WHEN o.customer_key IS NULL THEN i.entity_key ELSE o.owner_key END AS customer_key
     FROM override_line l JOIN identity i ON i.entity = 'customer' AND i.external_id = l.customer_id
     LEFT JOIN customer_owner o ON o.customer_key = i.entity_key`,
  );
  await refuseSplit(session, file);
  await refuseMerged(session, file);
  await session.run(`CREATE OR REPLACE TEMP TABLE override AS SELECT ${names} FROM override_linked`);
}

/**
 * Makes the relation `override` of a pinned file. In a comparison the links in force may be those of a later day, so the rows
 * follow them once more: to who stands for the customer, whose own row comes first. A replay changes nothing by that.
 */
export async function registerPinnedOverrides(session: Session, file: string): Promise<void> {
  const others = overrideColumns.slice(1).map(({ name }) => `p.${quoteName(name)}`);
  await session.run(
    `CREATE OR REPLACE TEMP TABLE override AS
     SELECT coalesce(o.owner_key, p.customer_key) AS customer_key, ${others.join(', ')}
     FROM ${parquetSource([file], overrideColumns)} p LEFT JOIN customer_owner o ON o.customer_key = p.customer_key
     WHERE o.customer_key IS NULL OR o.owner_key IS NOT NULL
     QUALIFY row_number() OVER (
       PARTITION BY coalesce(o.owner_key, p.customer_key) ORDER BY o.owner_key IS NOT NULL, p.customer_key) = 1`,
  );
}

/** Makes the relation `override` without rows. */
export async function registerNoOverrides(session: Session): Promise<void> {
  await session.run(
    `CREATE OR REPLACE TEMP TABLE override AS SELECT * FROM ${parquetSource([], overrideColumns)}`,
  );
}

/** How many of the relation `override` hold on `asOf`. */
export async function countInForce(session: Session, asOf: Day): Promise<number> {
  const rows = await session.rows(
    `SELECT count(*) AS n FROM override WHERE until >= DATE ${quoteText(formatDay(asOf))}`,
  );
  return Number(rows[0]?.['n']);
}

async function refuseUnknown(session: Session, file: string): Promise<void> {
  const [unknown] = await session.rows(
    `SELECT line, customer_id, count(*) OVER () AS n FROM override_line
     WHERE customer_id NOT IN (SELECT external_id FROM identity WHERE entity = 'customer') ORDER BY line LIMIT 1`,
  );
  if (unknown === undefined) return;
  throw failure('assessment.override-unknown-customer', {
    file,
    line: Number(unknown['line']),
    customerId: String(unknown['customer_id']),
    more: Number(unknown['n']) - 1,
  });
}

async function refuseTwice(session: Session, file: string): Promise<void> {
  const [twice] = await session.rows(
    `SELECT customer_id, min(line) AS first, max(line) AS last FROM override_line
     GROUP BY customer_id HAVING count(*) > 1 ORDER BY first LIMIT 1`,
  );
  if (twice === undefined) return;
  throw failure('assessment.override-twice', {
    file,
    line: Number(twice['last']),
    first: Number(twice['first']),
    customerId: String(twice['customer_id']),
  });
}

/** A customer who was split up is a customer no longer: which of the parts is meant nobody can tell. */
async function refuseSplit(session: Session, file: string): Promise<void> {
  const [split] = await session.rows(
    'SELECT line, customer_id FROM override_linked WHERE customer_key IS NULL ORDER BY line LIMIT 1',
  );
  if (split === undefined) return;
  throw failure('takeover.override-split', {
    file,
    line: Number(split['line']),
    customerId: String(split['customer_id']),
  });
}

async function refuseMerged(session: Session, file: string): Promise<void> {
  const [merged] = await session.rows(
    `SELECT min(line) AS first, max(line) AS last, arg_min(customer_id, line) AS one, arg_max(customer_id, line) AS other
     FROM override_linked GROUP BY customer_key HAVING count(*) > 1 ORDER BY first LIMIT 1`,
  );
  if (merged === undefined) return;
  throw failure('takeover.override-merged', {
    file,
    line: Number(merged['last']),
    first: Number(merged['first']),
    customerId: String(merged['other']),
    otherId: String(merged['one']),
  });
}

interface ParsedRecord {
  readonly record: Readonly<Record<string, string | undefined>>;
  readonly info: { readonly lines: number };
}

function parseRecords(file: string, text: string): ParsedRecord[] {
  try {
    if (text.includes('\uFFFD'))
      throw new OverridesError({ en: 'it is not in UTF-8', 'zh-CN': '编码不是 UTF-8' });
    // The parser calls an empty file a file without records, and never looks at a header.
    if (text.trim() === '') throw new OverridesError({ en: 'it is empty', 'zh-CN': '文件为空' });
    return parse(text, {
      bom: true,
      columns: checkHeader,
      info: true,
      skip_empty_lines: true,
    }) as unknown as ParsedRecord[];
  } catch (error) {
    return unreadable(file)(error);
  }
}

function checkHeader(found: readonly string[]): string[] {
  const names = found.map((name) => name.trim());
  const missing = header.filter((name) => !names.includes(name));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw new OverridesError({ en: `the header names ${twice} twice`, 'zh-CN': `表头中 ${twice} 重复` });
  if (missing.length > 0)
    throw new OverridesError({
      en: `the header lacks ${missing.join(', ')}`,
      'zh-CN': `表头缺少 ${missing.join('、')}`,
    });
  return names;
}

/** What is wrong with the file as a whole, in words of ours. */
class OverridesError extends Error {
  readonly detail: LocalText;

  constructor(detail: LocalText) {
    super(inLocale(detail, 'en', ''));
    this.detail = detail;
  }
}

function unreadable(file: string): (error: unknown) => never {
  return (error) => {
    throw failure('assessment.overrides-unreadable', { file, detail: detailOf(error) });
  };
}

function detailOf(error: unknown): LocalText {
  if (error instanceof OverridesError) return error.detail;
  if (error instanceof CsvError) {
    const line = String(error['lines']);
    return { en: error.message, 'zh-CN': `第 ${line} 行的列数或引号有误` };
  }
  const { code, message } = error as NodeJS.ErrnoException;
  return { en: message, 'zh-CN': code ?? message };
}
