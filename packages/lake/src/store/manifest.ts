import { createHash } from 'node:crypto';
import { tables, type TableName } from '@gradus/schema';
import { z } from 'zod';
import { canonicalJson } from './canonical-json.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const isoDay = z.iso.date();
const count = z.int().nonnegative();

/** A file of the lake: what it must be, byte for byte. */
const storedFile = z.strictObject({
  /** From the lake's folder, with `/`. */
  path: z.string().regex(/^(tables|vault|batches)\/[A-Za-z0-9._/-]+$/),
  bytes: count,
  rows: count,
  sha256,
});

const tableFile = z.strictObject({
  ...storedFile.shape,
  /** Batch that wrote it. */
  batch: count,
  /** Source whose rows it holds; null for derived tables and the vault. */
  source: z.string().nullable(),
  /** What part of the table it holds: a month, `YYYY-MM`; the entity, of the vault; null: all of the source's rows. */
  part: z.string().nullable(),
  /** Whether the rows were computed from delivered balances. */
  from_balances: z.boolean(),
  /** Σ |amount| of bookings, in minor units as text: what the bound on sums is proved with. */
  turnover_minor: z.string().nullable(),
});

const sourceFile = z.strictObject({
  path: z.string(),
  bytes: count,
  sha256,
  /** As detected or stated; null for Parquet. */
  encoding: z.string().nullable(),
  records: count,
});

const tableCounts = z.strictObject({
  read: count,
  taken: count,
  rejected: count,
  duplicates: count,
  vanished: count,
  deleted: count.optional(),
  /** Rows that were left out because nobody had delivered what they name; absent when there are none. */
  left_out: count.optional(),
});

const batchRecord = z.strictObject({
  source: z.string(),
  /** Microseconds since 1970, as text. */
  arrived_at: z.string(),
  business_date: isoDay.nullable(),
  mapping: z.strictObject({ path: z.string(), sha256, text: z.string() }),
  files: z.array(sourceFile),
  /** SHA-256 over mapping and files: what tells a delivery that was imported already. */
  fingerprint: sha256,
  tables: z.record(z.string(), tableCounts),
  rejects: storedFile.nullable(),
  /** Figures that the bank sums itself and that differ from the bookings; absent when there are none. */
  differences: storedFile.optional(),
  /** What a batch that erases did; absent from deliveries. It names nobody. */
  erasure: z.strictObject({ customers: count, rows: count, reason: z.string().nullable() }).optional(),
});

const manifestBody = z.strictObject({
  gradus_lake: z.literal(1),
  number: z.int().positive(),
  /** SHA-256 of the file of the manifest before; null for the first. */
  previous: sha256.nullable(),
  data_from: isoDay.nullable(),
  /** Last day of which the lake knows anything that moves money. */
  latest_day: isoDay.nullable(),
  /** Month ends with snapshots, ascending. */
  month_ends: z.array(isoDay),
  /** Per entity and hash bucket (256), how many keys were given out. */
  keys: z.record(z.string(), z.array(count).length(256)),
  tables: z.record(z.string(), z.array(tableFile)),
  batch: batchRecord,
  /** Fingerprints of all batches so far, first batch first. */
  imported: z.array(sha256),
  /** Files of the vault that erasures removed for good, of all batches so far; absent before the first erasure. */
  erased: z.strictObject({ files: z.array(storedFile.shape.path) }).optional(),
});

const manifestDocument = z.strictObject({ ...manifestBody.shape, sha256 });

export type StoredFile = z.output<typeof storedFile>;
export type TableFile = z.output<typeof tableFile>;
export type BatchRecord = z.output<typeof batchRecord>;
export type ManifestBody = z.output<typeof manifestBody>;
/** The whole state of a lake after one batch. */
export type Manifest = z.output<typeof manifestDocument>;

/** Text of a manifest's file: canonical JSON that holds a hash of itself. */
export function sealManifest(body: ManifestBody): string {
  return canonicalJson({ ...body, sha256: hashOf(body) });
}

/** The manifest in `text`, or null when a single byte of it is not as it was sealed. */
export function unsealManifest(text: string): Manifest | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = manifestDocument.safeParse(json);
  if (!parsed.success) return null;
  const { sha256: seal, ...body } = parsed.data;
  return hashOf(body) === seal && sealManifest(body) === text ? parsed.data : null;
}

/** Files of one table in a manifest; none when the table has no rows. */
export function filesOf(manifest: ManifestBody, table: TableName): readonly TableFile[] {
  return manifest.tables[table] ?? [];
}

/** Every file that a manifest vouches for. */
export function allFiles(manifest: ManifestBody): StoredFile[] {
  const names = Object.keys(tables) as TableName[];
  const { rejects, differences } = manifest.batch;
  const lists = [rejects, differences].filter((file) => file !== null && file !== undefined);
  return [...names.flatMap((name) => filesOf(manifest, name)), ...lists];
}

export function sha256Text(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hashOf(body: ManifestBody): string {
  return sha256Text(canonicalJson(body));
}
