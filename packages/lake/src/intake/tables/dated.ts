import type { SourceTableName } from '@gradus/schema';
import { columnNames } from '../../store/stored-columns.ts';
import { digitsSql } from '../field/field-value.ts';
import { dayOr, type ImportState } from '../import-state.ts';
import { foreignFiles, ownFiles, rowsOf } from '../lake-rows.ts';
import { countDeleted } from '../rows/change.ts';
import { collectRows, rejectRows, type RowQuery } from '../rows/collect-rows.ts';
import { minorFaults, minorOr, valueOr } from '../rows/value.ts';
import type { StagedFeed } from '../stage-feed.ts';
import { customersNow } from './customer.ts';
import { betweenSql, planMonths, replacedDays, type DaySpan } from './entry.ts';
import { warnOfStaleReports } from './loan-days.ts';
import { loansNow } from './loan.ts';
import { currenciesOf } from './account.ts';
import { holdingQuery } from './holding.ts';
import { listNamed, planSlices } from './slices.ts';
import { tierStateQuery } from './tier-state.ts';

type DatedTable = Extract<
  SourceTableName,
  'loan_status' | 'fact' | 'holding' | 'tier_state' | 'exchange_rate'
>;

/** Key columns of a table whose rows hold for a day, the day last. */
const keysOf: Readonly<Record<DatedTable, readonly string[]>> = {
  loan_status: ['loan_key', 'as_of'],
  fact: ['customer_key', 'name', 'as_of'],
  holding: ['customer_key', 'product', 'currency', 'as_of'],
  tier_state: ['customer_key', 'as_of'],
  exchange_rate: ['currency', 'quote_currency', 'as_of'],
};

/** Takes loan reports, figures or rates in: a row replaces that of the same key, by month. */
export async function takeDated(
  state: ImportState,
  table: DatedTable,
  feeds: readonly StagedFeed[],
): Promise<void> {
  const { run } = state;
  const period = feeds[0]?.feed.period ?? null;
  const query = await queryOf(state, table, { feeds, period });
  const key = keysOf[table];
  const isSliced = state.deliveryOf(table) === 'slices';
  if (isSliced) await listNamed(state, feeds, query);
  await collectRows(run, {
    table,
    feeds,
    key,
    keyField: keyField[table],
    duplicateCode: 'intake.duplicate-key',
    query,
  });
  const same = key.map((column) => `f.${column} = r.${column}`).join(' AND ');
  await rejectRows(
    run,
    table,
    { code: 'intake.other-source', field: 'as_of' },
    `SELECT r.file, r.record, r.as_of AS shown FROM row_${table} r WHERE EXISTS (FROM ${rowsOf(run, table, foreignFiles(run, table))} f WHERE ${same})`,
  );
  if (table === 'loan_status') await warnOfStaleReports(state);
  if (isSliced) {
    await planSlices(state);
    return;
  }
  const replaced = await replacedDays(state, table, 'as_of');
  if (replaced === null) await replaceSameKeys(state, table);
  else {
    const rows = { relation: `row_${table}`, day: 'as_of', before: ownFiles(run, table) };
    await planMonths(state, table, rows, replaced);
  }
}

const keyField: Readonly<Record<DatedTable, string>> = {
  loan_status: 'loan_id',
  fact: 'customer_id',
  holding: 'customer_id',
  tier_state: 'customer_id',
  exchange_rate: 'currency',
};

/** With `changes`, months that hold a row of a delivered key are written again without it; other files stay. */
async function replaceSameKeys(state: ImportState, table: DatedTable): Promise<void> {
  const { run } = state;
  const names = columnNames(table).join(', ');
  const same = keysOf[table].map((column) => `o.${column} = r.${column}`).join(' AND ');
  const before = ownFiles(run, table);
  // Rows that are there already, unchanged, need no second copy.
  await run.session.run(
    `CREATE OR REPLACE TEMP TABLE fresh_${table} AS SELECT ${names} FROM row_${table} EXCEPT SELECT ${names} FROM ${rowsOf(run, table, before)}`,
  );
  const isDelta = run.deltas.has(table);
  if (isDelta) {
    const isMissing = `NOT EXISTS (FROM ${rowsOf(run, table, before)} r WHERE ${keysOf[table].map((column) => `g.${column} = r.${column}`).join(' AND ')})`;
    await countDeleted(run, table, isMissing);
  }
  const isGone = [
    `EXISTS (FROM fresh_${table} r WHERE ${same})`,
    ...(isDelta ? [`EXISTS (FROM gone_${table} r WHERE ${same})`] : []),
  ].join(' OR ');
  for (const file of before) {
    const rows = rowsOf(run, table, [file]);
    const [hit] = await run.session.rows(`SELECT count(*) AS n FROM ${rows} o WHERE ${isGone}`);
    if (hit?.['n'] === 0n) continue;
    state.dropped.add(file.path);
    const query = `SELECT ${names} FROM ${rows} o WHERE NOT (${isGone})`;
    if (BigInt(file.rows) === hit?.['n']) continue;
    state.planned.push({ table, query, part: file.part, source: run.mapping.source, isFromBalances: false });
  }
  await planMonths(state, table, { relation: `fresh_${table}`, day: 'as_of', before: [] }, null);
}

async function queryOf(
  state: ImportState,
  table: DatedTable,
  { feeds, period }: { readonly feeds: readonly StagedFeed[]; readonly period: DaySpan | null },
): Promise<(feed: StagedFeed) => RowQuery[]> {
  const outside = period === null ? [] : [outsideFault(period)];
  if (table === 'exchange_rate') return (feed) => [rateQuery(state, feed, outside)];
  if (table === 'fact') {
    const customers = await state.keys.table('customer');
    return (feed) => factQueries(state, feed, customers, outside);
  }
  if (table === 'holding') {
    const customers = await state.keys.table('customer');
    const currencies = await currenciesOf(state, feeds);
    return (feed) => [holdingQuery(state, feed, { customers, currencies, outside })];
  }
  if (table === 'tier_state') {
    const customers = await state.keys.table('customer');
    return (feed) => [tierStateQuery(state, feed, customers, outside)];
  }
  const loans = await state.keys.table('loan');
  const rows = await state.run.session.rows(`SELECT DISTINCT currency AS c FROM ${loansNow(state)}`);
  const currencies = rows.map((row) => String(row['c']));
  return (feed) => [statusQuery(state, feed, { loans, currencies, outside })];
}

type Faults = RowQuery['faults'];

function outsideFault(period: DaySpan): Faults[number] {
  const when = `NOT (${betweenSql('as_of', period)})`;
  return { when, code: 'intake.outside-period', field: 'as_of', shown: 'as_of' };
}

function rateQuery(state: ImportState, feed: StagedFeed, outside: Faults): RowQuery {
  return {
    columns: new Map([
      ['currency', valueOr(feed, 'currency', 'VARCHAR')],
      ['quote_currency', valueOr(feed, 'quote_currency', 'VARCHAR')],
      ['as_of', dayOr(state, feed, 'as_of')],
      ['rate_millionths', valueOr(feed, 'rate', 'BIGINT')],
    ]),
    joins: [],
    faults: [
      ...outside,
      {
        when: 'rate_millionths <= 0',
        code: 'intake.number-out-of-range',
        field: 'rate',
        shown: 'rate_millionths',
      },
    ],
  };
}

function factQueries(state: ImportState, feed: StagedFeed, customers: string, outside: Faults): RowQuery[] {
  const present = `(SELECT * FROM ${customers} WHERE entity_key IN (SELECT customer_key FROM ${customersNow(state)}))`;
  const rowOf = (name: string, value: string, where?: string): RowQuery => ({
    columns: new Map([
      ['customer_key', 'c.entity_key'],
      ['name', name],
      ['as_of', dayOr(state, feed, 'as_of')],
      ['value', value],
    ]),
    joins: [`LEFT JOIN ${present} c ON c.external_id = s.v_customer_id`],
    faults: [
      {
        when: 'customer_key IS NULL',
        code: 'intake.unknown-reference',
        field: 'customer_id',
        shown: 'v_customer_id',
      },
      ...outside,
    ],
    ...(where === undefined ? {} : { where }),
  });
  if (feed.figures.length === 0) return [rowOf('s.v_name', 's.v_value')];
  return feed.figures.map(({ name, column }) =>
    rowOf(`'${name.replaceAll("'", "''")}'`, `s.${column}`, isGiven(feed, column)),
  );
}

/** A figure without a value makes no row, but a deleted row takes all of its figures away. */
function isGiven({ feed: { operation } }: StagedFeed, column: string): string {
  return `(s.${column} IS NOT NULL${operation === null ? '' : ` OR s.operation = 'delete'`})`;
}

function statusQuery(
  state: ImportState,
  feed: StagedFeed,
  from: { readonly loans: string; readonly currencies: readonly string[]; readonly outside: Faults },
): RowQuery {
  const digits = digitsSql('n.currency', from.currencies);
  return {
    columns: new Map([
      ['loan_key', 'n.loan_key'],
      ['as_of', dayOr(state, feed, 'as_of')],
      ['outstanding_minor', minorOr(feed, 'outstanding', digits)],
      ['days_past_due', valueOr(feed, 'days_past_due', 'INTEGER')],
      ['overdue_minor', minorOr(feed, 'overdue', digits)],
      ['class', valueOr(feed, 'class', 'SMALLINT')],
    ]),
    joins: [
      `LEFT JOIN ${from.loans} i ON i.external_id = s.v_loan_id`,
      `LEFT JOIN ${loansNow(state)} n ON n.loan_key = i.entity_key`,
    ],
    faults: [
      { when: 'loan_key IS NULL', code: 'intake.unknown-reference', field: 'loan_id', shown: 'v_loan_id' },
      ...from.outside,
      ...minorFaults(feed, 'outstanding', 'outstanding_minor'),
      ...minorFaults(feed, 'overdue', 'overdue_minor'),
    ],
  };
}
