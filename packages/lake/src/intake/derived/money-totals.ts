import { assert, type Day } from '@gradus/schema';
import { dateSql, type ImportState } from '../import-state.ts';
import type { MoneyTotals } from '../import-report.ts';
import { rowsOf } from '../lake-rows.ts';
import type { Derived } from './derive.ts';
import { warnOfMissingOpenings, type HeldBalances } from './missing-opening.ts';
import { owners } from './relation.ts';
import { ofMonthEnd } from './snapshots.ts';

/**
 * Balances of the open accounts and turnover of the batch, by currency, for holding them against the core; null when the lake
 * knows of no money. Needs the relations that deriving left behind. Balances grow out of the last snapshot, so that only what
 * moved since is read.
 */
export async function moneyTotals(state: ImportState, derived: Derived): Promise<MoneyTotals | null> {
  const { latestDay: day } = derived;
  if (day === null) return null;
  const booked = await bookedByCurrency(state);
  const balances = { held: heldSql(state, derived, day), isOpen: openSql(day), day };
  const rows = await state.run.session.rows(balanceSql(balances), state.run.options);
  if (rows.some((row) => row['negative'] !== 0n)) await warnOfMissingOpenings(state, balances);
  return {
    day,
    isBusinessDate: day === state.businessDate,
    byCurrency: rows.map((row) => ({
      currency: String(row['currency']),
      accounts: Number(row['accounts']),
      openingUnknown: Number(row['opening_unknown']),
      balanceMinor: row['balance'] as bigint,
      negative: Number(row['negative']),
      negativeMinor: row['negative_balance'] as bigint,
      bookedMinor: booked.get(String(row['currency'])) ?? 0n,
    })),
  };
}

/** Query of spells (`spell_key`) and what they hold at the end of `day` (`minor`). */
function heldSql({ run }: ImportState, { files, monthEnds }: Derived, day: Day): string {
  const last = monthEnds.at(-1) ?? null;
  const parts: string[] = [];
  const kept = last === null ? [] : ofMonthEnd(files.get('snapshot') ?? [], last);
  if (last !== null) {
    parts.push(
      `SELECT spell_key, balance_minor AS amount_minor FROM ${rowsOf(run, 'snapshot', kept)} WHERE month_end = ${dateSql(last)}`,
    );
  }
  // On a month end the snapshot says it all.
  if (last !== day) {
    const since = last === null ? '' : ` AND moved_on > ${dateSql(last)}`;
    parts.push(`SELECT spell_key, amount_minor FROM movement WHERE moved_on <= ${dateSql(day)}${since}`);
  }
  // A file of snapshots has a spell once.
  return parts.length === 1 && kept.length === 1
    ? `SELECT spell_key, amount_minor AS minor FROM (${parts[0]})`
    : `SELECT spell_key, CAST(sum(amount_minor) AS BIGINT) AS minor FROM (${parts.join(' UNION ALL ')}) GROUP BY spell_key`;
}

/** Condition on spells that are open on a day. */
function openSql(day: Day): string {
  return `from_on <= ${dateSql(day)} AND (to_on IS NULL OR to_on > ${dateSql(day)})`;
}

/** By currency, those with most accounts first; currencies of accounts that are all closed have a row too. */
function balanceSql({ held, isOpen }: HeldBalances): string {
  const sum = (when: string): string => `CAST(coalesce(sum(minor) FILTER (${when}), 0) AS BIGINT)`;
  return `SELECT currency, count(*) FILTER (${isOpen}) AS accounts, count(*) FILTER (${isOpen} AND NOT opening_known) AS opening_unknown,
    ${sum(isOpen)} AS balance, count(*) FILTER (${isOpen} AND minor < 0) AS negative, ${sum(`${isOpen} AND minor < 0`)} AS negative_balance
    FROM spell LEFT JOIN (${held}) USING (spell_key) GROUP BY currency ORDER BY accounts DESC, currency`;
}

/** Σ |bookings| that the batch added, by currency. What was booked to meet delivered balances is none. */
async function bookedByCurrency({ run }: ImportState): Promise<Map<string, bigint>> {
  const { session, options } = run;
  const known = await session.rows(
    'SELECT currency, count(*) AS n FROM spell GROUP BY currency ORDER BY n DESC, currency',
  );
  const [main, ...others] = known.map((row) => String(row['currency']));
  assert(main !== undefined, 'money moved in a lake without accounts');
  const [all] = await session.rows(
    `SELECT CAST(coalesce(sum(abs(amount_minor)), 0) AS HUGEINT) AS booked FROM added_entry WHERE ${isBooking}`,
    options,
  );
  const booked = new Map<string, bigint>([[main, all?.['booked'] as bigint]]);
  if (others.length === 0) return booked;
  // Nearly all accounts have one currency, so that only the bookings of the others are looked up.
  const other = `SELECT o.account_key, o.from_on, o.until_on, s.currency FROM ${owners} o JOIN spell s USING (spell_key) WHERE s.currency <> '${main}'`;
  const owns =
    'o.account_key = e.account_key AND o.from_on <= e.booked_on AND (o.until_on IS NULL OR e.booked_on < o.until_on)';
  const rows = await session.rows(
    `SELECT o.currency, CAST(sum(abs(e.amount_minor)) AS HUGEINT) AS booked FROM added_entry e JOIN (${other}) o ON ${owns} WHERE ${isBooking} GROUP BY 1`,
    options,
  );
  for (const row of rows) {
    const part = row['booked'] as bigint;
    booked.set(String(row['currency']), part);
    booked.set(main, (booked.get(main) ?? 0n) - part);
  }
  return booked;
}

const isBooking = "purpose <> 'balance'";
