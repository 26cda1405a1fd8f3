import type { Day, SourceTableName } from '@gradus/schema';
import { earlier } from './derived/relation.ts';
import type { ImportState } from './import-state.ts';
import { ownFiles, rowsOf } from './lake-rows.ts';
import type { StagedFeed } from './stage-feed.ts';
import { takeAccountSums } from './reconcile/account-sums.ts';
import { takeLedger } from './reconcile/ledger.ts';
import { makeAccountState, mergeAccounts, takeAccounts } from './tables/account.ts';
import { refuseBookedBefore } from './tables/booked-before.ts';
import { bookBalances, listBalanceAccounts, takeBalances } from './tables/balance.ts';
import { checkClosedAccounts } from './tables/closed-account.ts';
import { takeCustomers } from './tables/customer.ts';
import { takeCustomerLinks } from './tables/customer-link.ts';
import { takeDated } from './tables/dated.ts';
import {
  betweenSql,
  bookedFiles,
  dropKnownEntries,
  planMonths,
  replacedDays,
  takeEntries,
  type DaySpan,
} from './tables/entry.ts';
import { refuseLostEntries, takeEntriesAway } from './tables/taken-entry.ts';
import { deleteStateRows } from './tables/delete-rows.ts';
import { takeLoanParties, takeLoans } from './tables/loan.ts';
import { planVault } from './tables/vault.ts';

/** What became of the bookings, for what is derived from them. */
export interface TakenTables {
  /** Relation of the bookings that were added. */
  readonly added: string;
  /** First day on which bookings were taken away or changed; null: they were only added. */
  readonly changedFrom: Day | null;
}

/** Checks the staged rows table by table, in the order in which they refer to each other, and plans the files. */
export async function takeTables(
  state: ImportState,
  staged: ReadonlyMap<SourceTableName, readonly StagedFeed[]>,
): Promise<TakenTables> {
  const feedsOf = (table: SourceTableName): readonly StagedFeed[] | null => staged.get(table) ?? null;
  const customers = feedsOf('customer');
  if (customers !== null) await takeCustomers(state, customers);
  const accounts = feedsOf('account');
  if (accounts !== null) {
    await takeAccounts(state, accounts);
    await mergeAccounts(state);
  }
  await makeAccountState(state);
  const taken = await takeMoney(state, feedsOf('entry'), feedsOf('balance'));
  const loans = feedsOf('loan');
  if (loans !== null) await takeLoans(state, loans);
  const parties = feedsOf('loan_party');
  if (parties !== null) await takeLoanParties(state, parties);
  for (const table of ['loan_status', 'fact', 'holding', 'tier_state', 'exchange_rate'] as const) {
    const feeds = feedsOf(table);
    if (feeds !== null) await takeDated(state, table, feeds);
  }
  const links = feedsOf('customer_link');
  if (links !== null) await takeCustomerLinks(state, links);
  await deleteStateRows(state);
  const ledger = feedsOf('ledger_balance');
  if (ledger !== null) await takeLedger(state, ledger);
  const sums = feedsOf('account_sum');
  if (sums !== null) await takeAccountSums(state, sums);
  await planVault(state);
  return taken;
}

const noEntries =
  'CREATE OR REPLACE TEMP TABLE row_entry (file INTEGER, record BIGINT, account_key BIGINT, booked_on DATE, amount_minor BIGINT, purpose VARCHAR, channel VARCHAR, entry_id VARCHAR)';

async function takeMoney(
  state: ImportState,
  entries: readonly StagedFeed[] | null,
  balances: readonly StagedFeed[] | null,
): Promise<TakenTables> {
  const { session } = state.run;
  if (entries === null) await session.run(noEntries);
  else await takeEntries(state, entries);
  const replaced = entries === null ? null : await replacedDays(state, 'entry', 'booked_on');
  if (balances !== null) await takeBalances(state, balances);
  const hasBalances = await listBalanceAccounts(state, balances !== null);
  const takenFrom = entries === null ? null : await takeEntriesAway(state);
  if (entries !== null) {
    await dropKnownEntries(state, replaced);
    await refuseBookedBefore(state);
  }
  await checkClosedAccounts(state, replaced, entries !== null);
  await refuseLostEntries(state);
  const removedFrom = earlier(takenFrom, await firstReplaced(state, replaced));
  if (entries !== null) {
    await planMonths(
      state,
      'entry',
      { relation: 'row_entry', day: 'booked_on', before: bookedFiles(state) },
      replaced,
    );
  }
  const columns = 'account_key, booked_on, amount_minor, purpose, channel, entry_id';
  if (!hasBalances) return { added: `(SELECT ${columns} FROM row_entry)`, changedFrom: removedFrom };
  const balancesFrom = await bookBalances(state, balances !== null);
  if (balancesFrom === null) return { added: `(SELECT ${columns} FROM row_entry)`, changedFrom: removedFrom };
  // Differences from the first affected month on are booked anew, so whatever stood there before has changed.
  const stood = ownFiles(state.run, 'entry').filter(
    (file) => file.from_balances && state.dropped.has(file.path),
  );
  const changedFrom = stood.length > 0 ? earlier(removedFrom, balancesFrom) : removedFrom;
  return {
    added: `(SELECT ${columns} FROM row_entry UNION ALL SELECT ${columns} FROM balance_entry)`,
    changedFrom,
  };
}

/** First day of an earlier booking that the delivery replaces. */
async function firstReplaced(state: ImportState, replaced: DaySpan | null): Promise<Day | null> {
  if (replaced === null) return null;
  const rows = rowsOf(state.run, 'entry', bookedFiles(state));
  const [row] = await state.run.session.rows(
    `SELECT min(booked_on) AS day FROM ${rows} WHERE ${betweenSql('booked_on', replaced)}`,
  );
  return typeof row?.['day'] === 'number' ? row['day'] : null;
}
