import { digitsSql } from '../field/field-value.ts';
import type { ImportState } from '../import-state.ts';
import { foreignFiles, ownFiles, rowsOf } from '../lake-rows.ts';
import { collectRows } from '../rows/collect-rows.ts';
import { minorFaults, minorOr, valueOr } from '../rows/value.ts';
import type { StagedFeed } from '../stage-feed.ts';
import { currenciesOf } from './account.ts';
import { customersNow } from './customer.ts';
import { warnOfLoansAhead } from './loan-days.ts';

/** Takes loans in. */
export async function takeLoans(state: ImportState, feeds: readonly StagedFeed[]): Promise<void> {
  const { run, keys } = state;
  const ids = await keys.table('loan');
  const foreign = `(SELECT i.external_id FROM ${rowsOf(run, 'loan', foreignFiles(run, 'loan'))} l JOIN ${ids} i ON i.entity_key = l.loan_key)`;
  const currencies = await currenciesOf(state, feeds);
  const rows = await collectRows(run, {
    table: 'loan',
    feeds,
    key: ['external_id'],
    keyField: 'loan_id',
    idField: 'loan_id',
    duplicateCode: 'intake.duplicate-key',
    query: (feed) => {
      const currency = feed.fields.has('currency')
        ? `coalesce(s.v_currency, '${run.mapping.currency}')`
        : `'${run.mapping.currency}'`;
      const digits = digitsSql(currency, currencies);
      return [
        {
          columns: new Map([
            ['external_id', valueOr(feed, 'loan_id', 'VARCHAR')],
            ['product', valueOr(feed, 'product', 'VARCHAR')],
            ['currency', currency],
            ['principal_minor', minorOr(feed, 'principal', digits)],
            ['opened_on', valueOr(feed, 'opened_on', 'DATE')],
            ['matures_on', valueOr(feed, 'matures_on', 'DATE')],
            ['limit_minor', minorOr(feed, 'limit', digits)],
          ]),
          joins: [`LEFT JOIN ${foreign} f ON f.external_id = s.v_loan_id`],
          extras: new Map([['foreign_id', 'f.external_id']]),
          faults: [
            {
              when: 'foreign_id IS NOT NULL',
              code: 'intake.other-source',
              field: 'loan_id',
              shown: 'foreign_id',
            },
            {
              when: 'matures_on < opened_on',
              code: 'intake.days-out-of-order',
              field: 'matures_on',
              shown: 'matures_on',
            },
            ...minorFaults(feed, 'principal', 'principal_minor'),
            ...minorFaults(feed, 'limit', 'limit_minor'),
          ],
        },
      ];
    },
  });
  await warnOfLoansAhead(state);
  const before = `SELECT i.external_id FROM ${rowsOf(run, 'loan', ownFiles(run, 'loan'))} l JOIN ${ids} i ON i.entity_key = l.loan_key`;
  await state.checkVanished(
    'loan',
    before,
    `SELECT * FROM (${before}) ANTI JOIN delivered_loan d USING (external_id)`,
  );
  await keys.assign('loan', `SELECT external_id FROM ${rows}`);
  const fresh = `SELECT i.entity_key AS loan_key, r.* EXCLUDE (external_id) FROM ${rows} r JOIN ${ids} i USING (external_id)`;
  await state.mergeState('loan', fresh, ['loan_key']);
}

/** Loans as they are after the batch, of all sources. */
export function loansNow({ run, changed }: ImportState): string {
  const own = changed.has('loan') ? 'now_loan' : rowsOf(run, 'loan', ownFiles(run, 'loan'));
  return `(SELECT loan_key, currency FROM ${own} UNION ALL SELECT loan_key, currency FROM ${rowsOf(run, 'loan', foreignFiles(run, 'loan'))})`;
}

/** Takes parties to loans in; a full delivery leaves no earlier party behind. */
export async function takeLoanParties(state: ImportState, feeds: readonly StagedFeed[]): Promise<void> {
  const { run, keys } = state;
  const loans = await keys.table('loan');
  const customers = await keys.table('customer');
  const rows = await collectRows(run, {
    table: 'loan_party',
    feeds,
    key: ['loan_key', 'customer_key', 'role'],
    keyField: 'loan_id',
    duplicateCode: 'intake.duplicate-key',
    query: (feed) => [
      {
        columns: new Map([
          ['loan_key', 'l.entity_key'],
          ['customer_key', 'c.entity_key'],
          ['role', valueOr(feed, 'role', 'VARCHAR')],
        ]),
        joins: [
          `LEFT JOIN (SELECT * FROM ${loans} WHERE entity_key IN (SELECT loan_key FROM ${loansNow(state)})) l ON l.external_id = s.v_loan_id`,
          `LEFT JOIN (SELECT * FROM ${customers} WHERE entity_key IN (SELECT customer_key FROM ${customersNow(state)})) c ON c.external_id = s.v_customer_id`,
        ],
        faults: [
          {
            when: 'loan_key IS NULL',
            code: 'intake.unknown-reference',
            field: 'loan_id',
            shown: 'v_loan_id',
          },
          {
            when: 'customer_key IS NULL',
            code: 'intake.unknown-reference',
            field: 'customer_id',
            shown: 'v_customer_id',
          },
        ],
      },
    ],
  });
  const isFull = state.deliveryOf('loan_party') === 'full';
  await state.mergeState('loan_party', `SELECT * FROM ${rows}`, ['loan_key', 'customer_key', 'role'], isFull);
}
