import { currencyDigits, diagnostic, formatDay, masked, type Day } from '@gradus/schema';
import type { ImportState } from '../import-state.ts';
import { minorText } from '../reconcile/difference-file.ts';

/** An account that begins with a booking long after it was opened held money before. */
const silentDays = 31;
/** One of so many accounts, and it is no chance. */
const accountsPerCase = 100n;

/** What spells hold at the end of a day. */
export interface HeldBalances {
  readonly day: Day;
  /** Query of `spell_key` and `minor`. */
  readonly held: string;
  /** Condition on spells that are open on the day. */
  readonly isOpen: string;
}

/** Warns when many accounts are below zero because nobody said what they held before their first booking. */
export async function warnOfMissingOpenings(
  state: ImportState,
  { held, isOpen, day }: HeldBalances,
): Promise<void> {
  const { session, options, warnings } = state.run;
  const isDeposit = `${isOpen} AND kind <> 'other'`;
  await session.run(
    `CREATE OR REPLACE TEMP TABLE below_zero AS SELECT account_key, s.currency, minor, opened_on
      FROM spell s JOIN (${held}) USING (spell_key) JOIN account_state USING (account_key)
      WHERE ${isDeposit} AND minor < 0 AND opening_minor IS NULL`,
    options,
  );
  const [row] = await session.rows(`SELECT count(*) AS n FROM spell WHERE ${isDeposit}`);
  const accounts = row?.['n'] as bigint;
  const isMany = (negative: bigint): boolean => negative > 0n && negative * accountsPerCase >= accounts;
  if (!isMany(await countOf(state, 'below_zero'))) return;
  // Balances that are delivered say themselves what an account held.
  await session.run(
    `CREATE OR REPLACE TEMP TABLE unopened AS SELECT b.*, first_on FROM below_zero b JOIN (
        SELECT account_key, min(booked_on) AS first_on FROM entry
        WHERE account_key IN (SELECT account_key FROM below_zero) GROUP BY account_key HAVING NOT bool_or(purpose = 'balance')
      ) USING (account_key) WHERE first_on > opened_on + ${silentDays}`,
    options,
  );
  const negative = await countOf(state, 'unopened');
  if (!isMany(negative)) return;
  const place = { position: null, path: 'tables.account' };
  const data = {
    negative: String(negative),
    accounts: String(accounts),
    day: formatDay(day),
    dataFrom: state.dataFrom === null ? null : formatDay(state.dataFrom),
    ...(await sumsAndExample(state)),
  };
  warnings.push(diagnostic('intake.negative-without-opening', 'warning', place, data));
}

async function countOf({ run: { session } }: ImportState, table: string): Promise<bigint> {
  const [row] = await session.rows(`SELECT count(*) AS n FROM ${table}`);
  return row?.['n'] as bigint;
}

/** Σ by currency, largest number of accounts first, and the account that is furthest below zero. */
async function sumsAndExample({ run: { session } }: ImportState) {
  const sums = await session.rows(
    'SELECT currency, CAST(sum(minor) AS HUGEINT) AS minor FROM unopened GROUP BY currency ORDER BY count(*) DESC, currency',
  );
  const [worst] = await session.rows(
    'SELECT external_id, currency, minor, opened_on, first_on FROM unopened JOIN id_account ON entity_key = account_key ORDER BY minor, external_id LIMIT 1',
  );
  return {
    sums: sums.map(moneyOf),
    example: {
      ...moneyOf(worst ?? {}),
      account: masked(String(worst?.['external_id'])),
      openedOn: formatDay(worst?.['opened_on'] as Day),
      firstOn: formatDay(worst?.['first_on'] as Day),
    },
  };
}

function moneyOf(row: Readonly<Record<string, unknown>>): { currency: string; amount: string } {
  const currency = String(row['currency']);
  return { currency, amount: minorText(row['minor'] as bigint, currencyDigits(currency)) };
}
