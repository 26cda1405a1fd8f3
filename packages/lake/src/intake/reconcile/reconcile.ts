import type { SourceTableName, TableName } from '@gradus/schema';
import type { TableFile } from '../../store/manifest.ts';
import { relate } from '../derived/relation.ts';
import type { ImportState } from '../import-state.ts';
import { compareAccountSums } from './account-sums.ts';
import { compareLedger } from './ledger.ts';

/**
 * Holds figures that the bank sums itself against the lake as it is after the batch. The relations that things are derived from
 * (`movement`, `spell`, `account`) stand in the session.
 */
export async function reconcile(
  state: ImportState,
  files: ReadonlyMap<TableName, readonly TableFile[]>,
): Promise<void> {
  const { run } = state;
  const hasRows = (table: SourceTableName): boolean => (run.counts.get(table)?.read ?? 0n) > 0n;
  if (hasRows('ledger_balance')) {
    run.onProgress({ phase: 'derive', subject: 'ledger_balance', done: 0, total: 1 });
    await relate(state, 'customer', files.get('customer') ?? []);
    await compareLedger(state);
  }
  if (hasRows('account_sum')) {
    run.onProgress({ phase: 'derive', subject: 'account_sum', done: 0, total: 1 });
    await compareAccountSums(state);
  }
}
