import path from 'node:path';
import { failure } from '@gradus/schema';
import type { Feed } from '../mapping/mapping.ts';
import type { OpenedRun } from './run.ts';

/**
 * Refuses files that no flag says are complete: a core system writes the flag last. In the flag's name `{file}` and `{stem}`
 * stand for the name of a file, with and without its suffix; each file then needs its own.
 *
 * Errors: `intake.no-flag`.
 */
export async function assertFlagged(run: OpenedRun, feed: Feed): Promise<void> {
  if (feed.control?.flag === undefined) return;
  const files = await run.catalogue.find(feed.file);
  // What may be missing needs no flag to be missing.
  if (files.length === 0 && !feed.isRequired) return;
  for (const flag of await flagsOf(run, feed)) {
    const found = await run.catalogue.find(flag);
    if (found.length === 0) throw failure('intake.no-flag', { table: feed.table, flag });
  }
}

/** Names of all flags that were delivered; a business date may stand in one of them. */
export async function flagNames(run: OpenedRun): Promise<string[]> {
  const names: string[] = [];
  for (const feed of run.mapping.feeds) {
    for (const flag of await flagsOf(run, feed)) {
      names.push(...(await run.catalogue.find(flag)).map(({ name }) => name));
    }
  }
  return names;
}

async function flagsOf(run: OpenedRun, feed: Feed): Promise<string[]> {
  const flag = feed.control?.flag;
  if (flag === undefined) return [];
  const files = await run.catalogue.find(feed.file);
  const flags = files.map(({ name }) => {
    const stem = name.slice(0, name.length - path.posix.extname(name).length);
    return flag.replaceAll('{file}', name).replaceAll('{stem}', stem);
  });
  return flag.includes('{') && flags.length > 0 ? flags : [flag];
}
