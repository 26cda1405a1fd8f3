import { ownFiles, rowsOf } from './lake-rows.ts';
import type { IntakeRun } from './run.ts';

/**
 * Batch that took just this delivery before; null when there is none, or when the delivery is to be taken again: it left out rows
 * whose customers, accounts or loans may have come since.
 */
export async function importedBefore(run: IntakeRun, fingerprint: string): Promise<number | null> {
  const { head } = run.writer;
  const batch = (head?.imported ?? []).lastIndexOf(fingerprint) + 1;
  if (head === null || batch === 0) return null;
  const mayFindMore = head.number > batch && (await leftRowsOut(run, batch));
  return mayFindMore && (await isRepeatable(run, batch)) ? null : batch;
}

async function leftRowsOut({ writer }: IntakeRun, batch: number): Promise<boolean> {
  const manifest = await writer.lake.manifest(batch);
  return Object.values(manifest.batch.tables).some(({ left_out }) => left_out !== undefined);
}

/** Whether nothing would be undone, be it a later delivery of the source or an erasure, and no booking would be added twice. */
async function isRepeatable(run: IntakeRun, batch: number): Promise<boolean> {
  const { session, writer, mapping } = run;
  const last = writer.head?.number ?? 0;
  for (let later = batch + 1; later <= last; later += 1) {
    const { source, erasure } = (await writer.lake.manifest(later)).batch;
    if (source === mapping.source || erasure !== undefined) return false;
  }
  const isAdded = mapping.feeds.some(({ table, delivery }) => table === 'entry' && delivery === 'changes');
  if (!isAdded) return true;
  const booked = ownFiles(run, 'entry').filter((file) => !file.from_balances);
  const [row] = await session.rows(
    `SELECT count(*) AS n FROM ${rowsOf(run, 'entry', booked)} WHERE entry_id IS NULL`,
  );
  return row?.['n'] === 0n;
}
