import { quoteText } from '@gradus/engine';
import type { Subject } from '../../mapping/control.ts';
import { digitsSql } from '../field/field-value.ts';
import { dayOr, type ImportState } from '../import-state.ts';
import { collectRows } from '../rows/collect-rows.ts';
import { minorFaults, minorOr, valueOr } from '../rows/value.ts';
import type { StagedFeed } from '../stage-feed.ts';
import { currenciesOf } from '../tables/account.ts';
import { dayFaults } from '../tables/entry.ts';
import { compareFigures } from './difference-list.ts';

/** Sums beyond this agree with nothing that the lake could hold, and fit into 64 bits. */
const sumMost = 2n ** 62n;

/**
 * Takes the figures of the general ledger: `row_ledger_balance` holds those of the subjects that the mapping names. Where it
 * does not say which branch a row is of, rows of one day, subject and currency are those of several branches and add up.
 */
export async function takeLedger(state: ImportState, feeds: readonly StagedFeed[]): Promise<void> {
  const { mapping, session, options } = state.run;
  const currencies = await currenciesOf(state, feeds);
  const subjects = Object.keys(mapping.ledger.subjects).map(quoteText);
  const hasBranches = isByBranch(state);
  await collectRows(state.run, {
    table: 'ledger_balance',
    feeds,
    // Rows of two branches may well say the same.
    key: hasBranches ? ['day', 'branch', 'subject', 'currency'] : ['file', 'record'],
    keyField: 'day',
    duplicateCode: 'intake.duplicate-key',
    query: (feed) => {
      const own = quoteText(mapping.currency);
      const currency = feed.fields.has('currency') ? `coalesce(s.v_currency, ${own})` : own;
      return [
        {
          columns: new Map([
            ['day', dayOr(state, feed, 'day')],
            ['branch', `coalesce(${valueOr(feed, 'branch_id', 'VARCHAR')}, '')`],
            ['subject', valueOr(feed, 'subject', 'VARCHAR')],
            ['currency', currency],
            ['balance_minor', minorOr(feed, 'balance', digitsSql(currency, currencies))],
          ]),
          joins: [],
          faults: [...dayFaults(state, 'day', null), ...minorFaults(feed, 'balance', 'balance_minor')],
          where: `s.v_subject IN (${subjects.join(', ')})`,
        },
      ];
    },
  });
  if (hasBranches) return;
  const sum = 'CAST(sum(balance_minor) AS HUGEINT)';
  await session.run(
    `CREATE OR REPLACE TEMP TABLE summed_ledger AS
      SELECT (min((file, record)))[1] AS file, (min((file, record)))[2] AS record, day, branch, subject, currency,
        CAST(greatest(least(${sum}, ${sumMost}), -${sumMost}) AS BIGINT) AS balance_minor
      FROM row_ledger_balance GROUP BY day, branch, subject, currency`,
    options,
  );
  await session.run('DROP TABLE row_ledger_balance');
  await session.run('ALTER TABLE summed_ledger RENAME TO row_ledger_balance');
}

function isByBranch({ run: { mapping } }: ImportState): boolean {
  return mapping.feeds.some(
    ({ table, fields }) => table === 'ledger_balance' && fields['branch_id'] !== undefined,
  );
}

/**
 * Compares every figure with the sum over its accounts. An account counts for the branch that keeps it by its latest row; where
 * none is told, for that of its first owner, because a change of owner does not move it in the ledger. Accounts of a day, branch, subject and currency without a figure must sum to 0.
 */
export async function compareLedger(state: ImportState): Promise<void> {
  const { run } = state;
  const { mapping, session, options } = run;
  const branches = isByBranch(state) ? await state.keys.table('branch') : null;
  await session.run('CREATE OR REPLACE TEMP TABLE ledger_day AS SELECT DISTINCT day FROM row_ledger_balance');
  await session.run(
    `CREATE OR REPLACE TEMP TABLE ledger_moved AS ${movedQuery(mapping.ledger.subjects, branches)}`,
    options,
  );
  // Each day of the ledger takes what moved since the one before; summed up they are balances.
  const steps = `
    SELECT branch, subject, currency, day, sum(amount) AS amount
    FROM (SELECT m.*, d.day FROM ledger_moved m ASOF JOIN ledger_day d ON m.moved_on <= d.day) GROUP BY ALL`;
  const grid =
    'SELECT * FROM (SELECT DISTINCT branch, subject, currency FROM ledger_moved) CROSS JOIN ledger_day';
  const summed = `
    SELECT day, branch, subject, currency,
      CAST(sum(coalesce(amount, 0)) OVER (PARTITION BY branch, subject, currency ORDER BY day) AS BIGINT) AS computed
    FROM (${grid}) LEFT JOIN (${steps}) USING (branch, subject, currency, day)`;
  await compareFigures(run, {
    table: 'ledger_balance',
    code: 'intake.ledger-differs',
    settings: mapping.ledger,
    isByBranch: branches !== null,
    figures: `
      SELECT r.file, r.record, 'balance' AS field, day, CAST(NULL AS DATE) AS from_on, branch, subject, currency,
        CAST(NULL AS VARCHAR) AS account, r.balance_minor AS delivered, coalesce(c.computed, 0) AS computed
      FROM row_ledger_balance r FULL JOIN (${summed}) c USING (day, branch, subject, currency)
      WHERE r.day IS NOT NULL OR c.computed <> 0`,
  });
  for (const name of ['ledger_day', 'ledger_moved', 'row_ledger_balance']) {
    await session.run(`DROP TABLE ${name}`);
  }
}

/** What moved by branch, subject, currency and day; `branches` is the relation of branch ids, null for the whole bank. */
function movedQuery(subjects: Readonly<Record<string, Subject>>, branches: string | null): string {
  const cases = Object.entries(subjects).map(
    ([name, subject]) => `WHEN ${belongsSql(subject)} THEN ${quoteText(name)}`,
  );
  const subjectSql = cases.length === 0 ? 'CAST(NULL AS VARCHAR)' : `CASE ${cases.join(' ')} END`;
  const opener =
    'SELECT account_key, arg_min(customer_key, valid_from) AS customer_key, arg_max_null(branch_key, valid_from) AS branch_key FROM account GROUP BY account_key';
  const branch =
    branches === null
      ? { sql: "''", joins: '' }
      : {
          sql: "coalesce(b.external_id, '')",
          joins: `LEFT JOIN (${opener}) o ON o.account_key = s.account_key LEFT JOIN customer c ON c.customer_key = o.customer_key LEFT JOIN ${branches} b ON b.entity_key = coalesce(o.branch_key, c.branch_key)`,
        };
  const segments = `SELECT s.spell_key, ${branch.sql} AS branch, ${subjectSql} AS subject, s.currency FROM spell s ${branch.joins}`;
  return `
    SELECT g.branch, g.subject, g.currency, m.moved_on, sum(m.amount_minor) AS amount
    FROM movement m JOIN (${segments}) g USING (spell_key)
    WHERE g.subject IS NOT NULL AND m.moved_on <= (SELECT max(day) FROM ledger_day) GROUP BY ALL`;
}

function belongsSql({ kind, product }: Subject): string {
  const within = (name: string, values: readonly string[] | undefined): string[] =>
    values === undefined ? [] : [`s.${name} IN (${values.map(quoteText).join(', ')})`];
  return ['true', ...within('kind', kind), ...within('product', product)].join(' AND ');
}
