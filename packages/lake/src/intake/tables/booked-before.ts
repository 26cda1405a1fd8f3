import { isDeepStrictEqual } from 'node:util';
import { diagnostic } from '@gradus/schema';
import type { Feed, Mapping } from '../../mapping/mapping.ts';
import { readMapping } from '../../mapping/read-mapping.ts';
import { namePattern } from '../../source/folder.ts';
import type { TableFile } from '../../store/manifest.ts';
import type { ImportState } from '../import-state.ts';
import type { IntakeRun } from '../run.ts';

/** Files of bookings that were taken with another mapping of bookings than that of the delivery. */
export async function bookedOtherwise(run: IntakeRun, files: readonly TableFile[]): Promise<TableFile[]> {
  const { writer, mapping } = run;
  const now = readsOf(mapping);
  const otherwise = new Set<number>();
  for (const number of new Set(files.map(({ batch }) => batch))) {
    const { text } = (await writer.lake.manifest(number)).batch.mapping;
    const before = readMapping(text).mapping;
    if (before === null || !isDeepStrictEqual(readsOf(before), now)) otherwise.add(number);
  }
  return files.filter(({ batch }) => otherwise.has(batch));
}

/** What decides what a booking says, apart from the files. */
function readsOf(mapping: Mapping) {
  const feeds = entryFeeds(mapping).map(({ read, where, except, fields, lookups }) => ({
    read,
    where,
    except,
    fields,
    lookups,
  }));
  return { currency: mapping.currency, feeds };
}

function entryFeeds({ feeds }: Mapping): Feed[] {
  return feeds.filter(({ table }) => table === 'entry');
}

/** Refuses bookings without an id that an earlier batch took from just this file: they would be there twice. */
export async function refuseBookedBefore(state: ImportState): Promise<void> {
  const { run } = state;
  const { head, lake } = run.writer;
  if (head === null || state.deliveryOf('entry') !== 'changes') return;
  const rows = await run.session.rows('SELECT DISTINCT file FROM row_entry WHERE entry_id IS NULL');
  const ordinals = rows.map((row) => Number(row['file']));
  const names = run.rejects.files.flatMap(({ ordinal, name }) => (ordinals.includes(ordinal) ? name : []));
  const files = run.catalogue.files().filter(({ name }) => names.includes(name));
  for (let number = head.number; number > 0 && files.length > 0; number -= 1) {
    const { batch } = await lake.manifest(number);
    if (batch.source !== run.mapping.source || (batch.tables['entry']?.taken ?? 0) === 0) continue;
    const repeated = files.find((file) =>
      batch.files.some(
        ({ sha256, path }) => sha256 === file.sha256 && isFileOfBookings(batch.mapping.text, path),
      ),
    );
    if (repeated === undefined) continue;
    const place = { position: null, path: 'tables.entry' };
    const data = { file: repeated.name, batch: number };
    run.refusals.push(diagnostic('intake.booked-before', 'error', place, data));
    return;
  }
}

function isFileOfBookings(mappingText: string, name: string): boolean {
  const { mapping } = readMapping(mappingText);
  return mapping !== null && entryFeeds(mapping).some(({ file }) => namePattern(file).test(name));
}
