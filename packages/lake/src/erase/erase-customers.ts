import { openDuckdb, parquetSource, quoteText, type Session } from '@gradus/engine';
import { formatDay } from '@gradus/schema';
import { attachLake } from '../store/attach-lake.ts';
import { filesOf, sha256Text, type Manifest, type ManifestBody, type TableFile } from '../store/manifest.ts';
import { columnNames, storedColumns } from '../store/stored-columns.ts';
import { removeErased, LakeWriter } from '../store/writer.ts';

export interface EraseOptions {
  readonly lakeDirectory: string;
  /** As the bank's own systems write them. */
  readonly customerIds: readonly string[];
  /** Written into the manifest as it is, so it must not name the person; null: none. */
  readonly reason: string | null;
  /** The moment of the erasure, in microseconds since 1970. */
  readonly now: bigint;
  readonly memoryMib: number;
}

export interface Erasure {
  /** Number of the batch that the erasure is; null when nobody was erased. */
  readonly batch: number | null;
  readonly customers: number;
  /** Rows of the vault: the customers, and the accounts and loans that are theirs alone. */
  readonly rows: number;
  /** How many of the ids the vault does not hold: unknown, or erased before. */
  readonly unknown: number;
  /** Files of the vault that are gone from the disk. */
  readonly removedFiles: number;
}

/**
 * Erases customers from the vault: their ids, names and contacts, and the ids of accounts and loans that nobody else has a part
 * in. The next manifest names vault files without them; every older file of the vault that held them is removed from the
 * disk, after the commit. Tables, results and digests keep their figures under keys that lead nowhere any more. What a
 * crash leaves on the disk is removed by the next writer.
 *
 * Errors: `lake.not-a-lake`, `lake.empty`, `lake.busy`, `lake.lost-race`, `lake.lease-lost`.
 */
export async function eraseCustomers(options: EraseOptions): Promise<Erasure> {
  const writer = await LakeWriter.open(options.lakeDirectory);
  try {
    const head = await writer.lake.head();
    const session = await openDuckdb({ threads: 1, memoryMib: options.memoryMib, temporaryDirectory: null });
    try {
      return await eraseWith(session, writer, head, options);
    } finally {
      await session.close();
    }
  } finally {
    await writer.close();
  }
}

async function eraseWith(
  session: Session,
  writer: LakeWriter,
  head: Manifest,
  options: EraseOptions,
): Promise<Erasure> {
  await attachLake(session, writer.lake, head);
  const vault = filesOf(head, 'identity');
  await findTargets(session, source(writer, vault), options.customerIds);
  const [found] = await session.rows(
    "SELECT count(*) AS n, count(*) FILTER (entity = 'customer') AS customers FROM target",
  );
  const customers = Number(found?.['customers']);
  const unknown = new Set(options.customerIds).size - customers;
  const rows = Number(found?.['n']);
  if (customers === 0) return { batch: null, customers, rows, unknown, removedFiles: 0 };
  const removed = await filesWithTargets(session, writer);
  const kept = vault.filter((file) => !removed.includes(file.path));
  const written: TableFile[] = [];
  for (const file of vault.filter(({ path: at }) => removed.includes(at))) {
    const one = await writeWithout(session, writer, file);
    if (one !== null) written.push(one);
  }
  await writer.commit(
    manifestBody(writer, head, [...kept, ...written], { removed, customers, rows, options }),
    written,
  );
  await removeErased(writer.lake, removed);
  return { batch: writer.number, customers, rows, unknown, removedFiles: removed.length };
}

/** Makes `target` (entity, entity_key): customers of these ids, and what is theirs alone. */
async function findTargets(session: Session, vault: string, ids: readonly string[]): Promise<void> {
  const named = ids.map((id) => quoteText(id)).join(', ');
  const known = `SELECT entity_key FROM ${vault} WHERE entity = 'customer' AND external_id IN (${named})`;
  const alone = `SELECT 'loan' AS entity, loan_key AS entity_key FROM loan_party GROUP BY loan_key HAVING bool_and(customer_key IN (${known}))`;
  await session.run(
    `CREATE OR REPLACE TEMP TABLE target AS
     SELECT v.entity, v.entity_key FROM ${vault} v JOIN (
       SELECT 'customer' AS entity, entity_key FROM (${known})
       UNION SELECT 'account', account_key FROM account WHERE customer_key IN (${known})
       UNION ${alone}) t ON t.entity = v.entity AND t.entity_key = v.entity_key`,
  );
}

/** Files of the vault, of this state and of all before, that are on the disk and hold a target. */
async function filesWithTargets(session: Session, writer: LakeWriter): Promise<string[]> {
  const { lake } = writer;
  const gone = new Set(writer.head?.erased?.files);
  const files = new Map<string, TableFile>();
  for (const number of await lake.numbers()) {
    for (const file of filesOf(await lake.manifest(number), 'identity')) files.set(file.path, file);
  }
  const found: string[] = [];
  for (const file of files.values()) {
    if (gone.has(file.path)) continue;
    const [row] = await session.rows(
      `SELECT count(*) AS n FROM ${source(writer, [file])} v JOIN target t USING (entity, entity_key)`,
    );
    if (row?.['n'] !== 0n) found.push(file.path);
  }
  return found.toSorted();
}

async function writeWithout(
  session: Session,
  writer: LakeWriter,
  file: TableFile,
): Promise<TableFile | null> {
  const names = columnNames('identity').join(', ');
  const kept = `SELECT ${names} FROM ${source(writer, [file])} v ANTI JOIN target t USING (entity, entity_key)`;
  const [counted] = await session.rows(`SELECT count(*) AS n FROM (${kept})`);
  if (counted?.['n'] === 0n) return null;
  const place = { folder: 'vault', part: file.part ?? 'all' };
  const query = `${kept} ORDER BY ${names}`;
  const stored = await writer.writeRows(session, place, { query, columns: storedColumns('identity') });
  return { ...file, ...stored, batch: writer.number };
}

function manifestBody(
  writer: LakeWriter,
  head: Manifest,
  vault: readonly TableFile[],
  done: {
    readonly removed: readonly string[];
    readonly customers: number;
    readonly rows: number;
    readonly options: EraseOptions;
  },
): ManifestBody {
  const { sha256: _, ...body } = head;
  const { options, removed, customers, rows } = done;
  const fingerprint = sha256Text(`erasure ${writer.number} ${writer.headHash}`);
  const { identity: _identity, ...tables } = head.tables;
  const perDay = 86_400_000_000n;
  return {
    ...body,
    number: writer.number,
    previous: writer.headHash,
    tables: vault.length === 0 ? tables : { ...tables, identity: [...vault] },
    batch: {
      source: erasureSource,
      arrived_at: String(options.now),
      business_date: formatDay(Number(options.now / perDay)),
      mapping: { path: '', sha256: sha256Text(''), text: '' },
      files: [],
      fingerprint,
      tables: {},
      rejects: null,
      erasure: { customers, rows, reason: options.reason },
    },
    imported: [...head.imported, fingerprint],
    erased: { files: [...new Set([...(head.erased?.files ?? []), ...removed])].toSorted() },
  };
}

/** Stands as the source of batches that erase. */
const erasureSource = 'gradus erase';

function source(writer: LakeWriter, files: readonly { readonly path: string }[]): string {
  return parquetSource(
    files.map((file) => writer.lake.path(file.path)),
    storedColumns('identity'),
  );
}
