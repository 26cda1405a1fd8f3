import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { failure } from '@gradus/schema';
import { z } from 'zod';
import { hasCode } from './system-error.ts';

const leaseDocument = z.strictObject({
  token: z.string(),
  host: z.string(),
  pid: z.int(),
  /** When the process started, in ticks since boot; tells a process from a later one of the same number. */
  started: z.string().nullable(),
});

type LeaseDocument = z.output<typeof leaseDocument>;

/** The right to write to a lake. Only a courtesy: what keeps two writers apart is the exclusive creation of a manifest. */
export interface Lease {
  readonly token: string;
  /** Errors: `lake.lease-lost` when another writer took over, because this process seemed dead. */
  readonly assertHeld: () => Promise<void>;
  readonly release: () => Promise<void>;
}

/**
 * Takes the lease of a lake, over from a writer of this machine that is dead.
 *
 * Errors: `lake.busy` while another writer lives, or may live on another machine.
 */
export async function takeLease(directory: string): Promise<Lease> {
  await mkdir(directory, { recursive: true });
  const file = path.join(directory, 'writer.lease');
  const mine: LeaseDocument = {
    token: randomUUID(),
    host: hostname(),
    pid: process.pid,
    started: await startOf(process.pid),
  };
  if (!(await create(file, mine))) {
    const holder = await read(file);
    if (holder !== null && (await mayLive(holder))) throw busy(file, holder);
    await removeStale(file, holder, mine.token);
    if (!(await create(file, mine))) throw busy(file, await read(file));
  }
  const isMine = async (): Promise<boolean> => (await read(file))?.token === mine.token;
  return {
    token: mine.token,
    assertHeld: async () => {
      if (!(await isMine())) throw failure('lake.lease-lost', { directory });
    },
    release: async () => {
      if (await isMine()) await unlink(file).catch(ignoreAbsence);
    },
  };
}

function busy(file: string, holder: LeaseDocument | null) {
  return failure('lake.busy', { file, host: holder?.host ?? '?', pid: holder?.pid ?? 0 });
}

/** Creates the lease whole or not at all: a lease without contents would have no owner. */
async function create(file: string, lease: LeaseDocument): Promise<boolean> {
  const draft = `${file}.${lease.token}`;
  await writeFile(draft, `${JSON.stringify(lease)}\n`, { flag: 'wx' });
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    await unlink(draft);
  }
}

async function read(file: string): Promise<LeaseDocument | null> {
  const text = await readFile(file, 'utf8').catch(ignoreAbsence);
  if (typeof text !== 'string') return null;
  try {
    return leaseDocument.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Moves a dead writer's lease aside. When it turns out to be that of a new writer, which was faster, it goes back. */
async function removeStale(file: string, dead: LeaseDocument | null, token: string): Promise<void> {
  const aside = `${file}.${token}.stale`;
  const moved = await rename(file, aside).then(
    () => true,
    (error: unknown) => {
      ignoreAbsence(error);
      return false;
    },
  );
  if (!moved) return;
  const found = await read(aside);
  if (found !== null && found.token !== dead?.token) await link(aside, file).catch(() => undefined);
  await unlink(aside);
}

async function mayLive(holder: LeaseDocument): Promise<boolean> {
  if (holder.host !== hostname()) return true;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if (hasCode(error, 'ESRCH')) return false;
  }
  const started = await startOf(holder.pid);
  return started === null || holder.started === null || started === holder.started;
}

/** When a process started, where the system tells (Linux); else null. */
async function startOf(pid: number): Promise<string | null> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  // The name in parentheses may hold anything; the start is the 22nd field, the 20th after it.
  return text?.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}

function ignoreAbsence(error: unknown): undefined {
  if (!hasCode(error, 'ENOENT')) throw error;
  return undefined;
}
