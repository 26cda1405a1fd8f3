import { openDuckdb, quoteText, type Row, type Session } from '@gradus/engine';
import { attachVault, filesOf, openLake } from '@gradus/lake';
import { rankOfTier, stateOfRow, type IndicatorValues, type LifecycleState, type Plan } from '@gradus/policy';
import { formatDay, type Day } from '@gradus/schema';
import { openResult, type Result } from '../result/result-folder.ts';
import { attach, customerIds, erasedId, type AttachedLake } from '../run/attached-lake.ts';
import { registerRows } from '../run/digest.ts';
import { readStateRows } from '../run/linked-states.ts';
import { registerPrevious } from '../run/previous.ts';
import { pinnedManifest, planOfDocument } from '../run/replay.ts';
import { moneyIndicator } from '../run/summary.ts';
import { ratedCause, type BankCause, type BankClocks } from './bank-cause.ts';
import { readBankTiers, type BankTiers } from './bank-tiers.ts';

export interface CompareWithBankOptions {
  readonly lakeDirectory: string;
  /** Result folders, one per parallel month, earliest first. */
  readonly results: readonly string[];
  /** Path of a CSV file (customer_id,tier) for the last of them; null: `tier_state` of the lake's head on the as-of date of each. */
  readonly tierFile: string | null;
  readonly threads: number;
  readonly memoryMib: number;
  readonly temporaryDirectory: string | null;
}

/** A customer whom the bank and Gradus put differently. */
export interface BankDifference {
  readonly customerId: string;
  /** Tier ids of the policy; null: none. A tier that the policy does not have is given as the bank calls it. */
  readonly bank: string | null;
  readonly ours: string | null;
  readonly moneyMinor: bigint | null;
  readonly cause: BankCause;
}

export interface MonthComparison {
  readonly asOf: string;
  readonly plan: Plan;
  /** Customers with a tier on either side. */
  readonly customers: number;
  /** Customers by the bank's tier and ours; null: none. */
  readonly cells: readonly {
    readonly bank: string | null;
    readonly ours: string | null;
    readonly customers: number;
  }[];
  readonly differences: readonly BankDifference[];
}

/**
 * Compares the bank's own tiers with results over parallel months, customer by customer, and says of each difference what
 * caused it (ratedCause). Causes go on from month to month through the state.
 *
 * Errors: those of openResult, `assessment.result-of-other-lake`, `takeover.no-bank-tiers`, `takeover.tiers-unreadable`.
 */
export async function compareWithBank(options: CompareWithBankOptions): Promise<MonthComparison[]> {
  const results: Result[] = [];
  for (const folder of options.results) results.push(await openResult(folder));
  results.sort((a, b) => a.asOf - b.asOf);
  const months: MonthComparison[] = [];
  const earlier = new Map<string, BankCause>();
  for (const [index, result] of results.entries()) {
    const file = index === results.length - 1 ? options.tierFile : null;
    if (options.tierFile !== null && file === null) continue;
    const month = await compareMonth(options, result, file, earlier);
    for (const { customerId, cause } of month.differences) earlier.set(customerId, cause);
    months.push(month);
  }
  return months;
}

async function compareMonth(
  options: CompareWithBankOptions,
  result: Result,
  tierFile: string | null,
  earlier: ReadonlyMap<string, BankCause>,
): Promise<MonthComparison> {
  const lake = await openLake(options.lakeDirectory);
  const manifest = await pinnedManifest(lake, result);
  const plan = planOfDocument(result.document);
  const session = await openDuckdb(options);
  try {
    // The bank's tiers of a month are often delivered after our own were computed, so they come from the lake of today.
    const head = await lake.head();
    await attach(session, lake, head, 0);
    await attachVault(session, lake, head);
    const bank = await readBankTiers(session, filesOf(head, 'tier_state').length > 0, result, tierFile);
    const figures = await readFigures(session, plan);
    const attached = await attach(session, lake, manifest, plan.asOf);
    await registerRows(session, 'ours', result.tierFiles, result.document.columns);
    return await compareRows({ attached, result, plan, bank, figures, earlier });
  } finally {
    await session.close();
  }
}

interface Month {
  readonly attached: AttachedLake;
  readonly result: Result;
  readonly plan: Plan;
  readonly bank: BankTiers;
  readonly figures: ReadonlyMap<bigint, IndicatorValues>;
  readonly earlier: ReadonlyMap<string, BankCause>;
}

async function compareRows(month: Month): Promise<MonthComparison> {
  const { attached, result, plan, bank } = month;
  const { session } = attached;
  const ours = await session.rows(
    'SELECT o.*, c.opened_on, c.birth_year, c.status FROM ours o JOIN customer c USING (customer_key)',
  );
  const ids = await customerIds(session);
  await registerPrevious(
    session,
    result.document.previous === null ? [] : [`${result.folder}/inputs/previous.parquet`],
  );
  const before = await readStateRows(session, 'previous');
  const money = moneyIndicator(plan)?.name ?? null;
  const cells = new Map<string, { bank: string | null; ours: string | null; customers: number }>();
  const differences: BankDifference[] = [];
  const seen = new Set<bigint>();
  const tell = (key: bigint, theirs: string | null, own: string | null, row: Row | null): void => {
    const at = `${theirs}\n${own}`;
    const cell = cells.get(at) ?? { bank: theirs, ours: own, customers: 0 };
    cells.set(at, { ...cell, customers: cell.customers + 1 });
    if (theirs === own) return;
    const customerId = ids.get(key) ?? erasedId;
    const cause = causeOf(month, { key, customerId, theirs, row, before, ids });
    const held = money === null || row === null ? null : row[money];
    differences.push({
      customerId,
      bank: theirs,
      ours: own,
      moneyMinor: typeof held === 'bigint' ? held : null,
      cause,
    });
  };
  for (const row of ours) {
    const key = row['customer_key'] as bigint;
    seen.add(key);
    const theirs = bank.now.get(key);
    const own = row['unrated_reason'] === null ? String(row['effective_tier']) : null;
    if (theirs === undefined && own === null) continue;
    tell(key, theirs === undefined ? null : tierId(plan, theirs.tier), own, row);
  }
  for (const [key, { tier }] of bank.now) if (!seen.has(key)) tell(key, tierId(plan, tier), null, null);
  return {
    asOf: formatDay(plan.asOf),
    plan,
    customers: [...cells.values()].reduce((sum, cell) => sum + cell.customers, 0),
    cells: [...cells.values()],
    differences: differences.toSorted(byMoney),
  };
}

function byMoney(a: BankDifference, b: BankDifference): number {
  const one = a.moneyMinor ?? -1n;
  const other = b.moneyMinor ?? -1n;
  if (one !== other) return one > other ? -1 : 1;
  return a.customerId < b.customerId ? -1 : 1;
}

interface Subject {
  readonly key: bigint;
  readonly customerId: string;
  readonly theirs: string | null;
  readonly row: Row | null;
  readonly before: Awaited<ReturnType<typeof readStateRows>>;
  readonly ids: ReadonlyMap<bigint, string>;
}

function causeOf(month: Month, subject: Subject): BankCause {
  const { plan, attached, bank } = month;
  const { key, theirs, row, ids } = subject;
  const named = (name: BankCause['name'], text: string | null): BankCause => ({
    name,
    subject: text,
    bank: null,
    ours: null,
  });
  if (row === null) {
    const owner = attached.links.ownerOf.get(key);
    if (owner !== undefined) return named('identity', ids.get(owner) ?? null);
    return named(attached.links.gone.has(key) ? 'identity' : 'missing_here', null);
  }
  const merged = [...attached.links.ownerOf].find(([from, to]) => to === key && bank.now.has(from));
  if (merged !== undefined) return named('identity', ids.get(merged[0]) ?? null);
  if (theirs === null) return named('missing_at_bank', null);
  if (row['unrated_reason'] !== null) return named('unrated', String(row['unrated_reason']));
  if (row['effective_tier'] !== row['granted_tier'] && row['granted_tier'] === theirs)
    return { name: 'override', subject: null, bank: theirs, ours: String(row['effective_tier']) };
  const rank = rankOfTier(plan, theirs);
  if (rank === null) return named('by_hand', null);
  return ratedCause(plan, ratedCaseOf(month, subject, row, rank));
}

function ratedCaseOf(month: Month, { key, customerId, before }: Subject, row: Row, bankTier: number) {
  const { plan, bank, figures, earlier } = month;
  const values: IndicatorValues = Object.fromEntries(
    plan.indicators.map(({ name }) => [name, row[name] as bigint | null]),
  );
  const stateRow = before.get(key);
  const state = stateRow === undefined ? null : stateOfRow(plan, stateRow);
  const theirsBefore = bank.before.get(key);
  const customer = {
    openedOn: row['opened_on'] as Day,
    birthYear: row['birth_year'] as number | null,
    status: row['status'] as string | null,
  };
  return {
    input: { customer, values, state, override: null },
    figures: figures.get(key) ?? {},
    bankBefore: theirsBefore === undefined ? null : bankState(plan, theirsBefore),
    bankTier,
    bankNow: bank.now.get(key) ?? null,
    earlier: earlier.get(customerId) ?? null,
  };
}

function bankState(
  plan: Plan,
  { tier, asOf, ...clocks }: BankClocks & { readonly tier: string; readonly asOf: Day },
): LifecycleState | null {
  const granted = rankOfTier(plan, tier);
  if (granted === null) return null;
  return { granted, ...clocks, since: clocks.since ?? asOf, ratedOn: asOf };
}

function tierId(plan: Plan, id: string): string {
  const rank = rankOfTier(plan, id);
  return rank === null ? id : (plan.tiers[rank]?.id ?? id);
}

/** The bank's own figures of the as-of date: facts with the name of an indicator, with or without `bank_` before it. */
async function readFigures(session: Session, plan: Plan): Promise<Map<bigint, IndicatorValues>> {
  const names = plan.indicators.filter(({ metric }) => metric !== 'fact').map(({ name }) => name);
  if (names.length === 0) return new Map();
  const known = names.flatMap((name) => [name, `bank_${name}`]).map((name) => quoteText(name));
  const rows = await session.rows(
    `SELECT customer_key, name, value FROM fact WHERE as_of = DATE '${formatDay(plan.asOf)}' AND name IN (${known.join(', ')}) ORDER BY name DESC`,
  );
  const figures = new Map<bigint, Record<string, bigint>>();
  for (const row of rows) {
    const key = row['customer_key'] as bigint;
    const name = String(row['name']);
    const indicator = names.includes(name) ? name : name.slice('bank_'.length);
    figures.set(key, { ...figures.get(key), [indicator]: row['value'] as bigint });
  }
  return figures;
}
