import { createHash } from 'node:crypto';
import type { DigestColumn } from '@gradus/sql';

/** `assessment.json`: what was assessed, from what, by what, and with which result. Days are `YYYY-MM-DD`. */
export interface AssessmentDocument {
  readonly format: typeof documentFormat;
  /** Version of the product that wrote it. */
  readonly gradus: string;
  /** Version of the policy language. */
  readonly language: number;
  readonly engine: { readonly name: string; readonly version: string };
  /** Instant of the run, ISO 8601 in UTC; information only, nothing depends on it. */
  readonly assessedAt: string;
  readonly asOf: string;
  readonly policy: { readonly id: string; readonly hash: string; readonly text: string };
  readonly lake: PinnedLake;
  readonly previous: PinnedPrevious | null;
  readonly overrides: { readonly rows: number; readonly inForce: number } | null;
  readonly counts: Counts;
  /** Columns of the rows under `tiers/`, in order. */
  readonly columns: readonly DigestColumn[];
  /** Digest of the rows under `tiers/`. */
  readonly digest: string;
  readonly files: readonly PinnedFile[];
}

/** A document as it lies on disk, with the SHA-256 of everything else in it. */
export type SealedDocument = AssessmentDocument & { readonly sha256: string };

export interface PinnedLake {
  /** Number of the manifest that was read. */
  readonly manifest: number;
  readonly sha256: string;
  /** Fingerprints of the batches in it, first batch first. */
  readonly batches: readonly string[];
  /** Last day of which the lake knew anything that moves money. */
  readonly latestDay: string | null;
}

/**
 * The result whose state the run went on from, or the bank's own tiers of a day (`tier_state`), which have neither digest nor
 * document. The state columns are copied to `inputs/previous.parquet`.
 */
export interface PinnedPrevious {
  readonly asOf: string;
  readonly digest: string | null;
  /** The `sha256` of its document. */
  readonly sha256: string | null;
}

export interface PinnedFile {
  /** From the result folder, with `/`. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface Counts {
  readonly customers: number;
  readonly rated: number;
  readonly unrated: readonly { readonly reason: string; readonly customers: number }[];
  readonly tiers: readonly TierCount[];
  /** Indicator of money whose sums stand in the tiers; null when the policy has none. */
  readonly money: { readonly indicator: string; readonly currency: string } | null;
  /** Per indicator, rated customers without a value. */
  readonly missing: readonly { readonly indicator: string; readonly customers: number }[];
  /** Loans whose latest report is older than the policy allows, counted all the same. */
  readonly staleLoans: number;
  /** Indicators whose windows reach further back than the first loan report, though there were loans; null when none does. */
  readonly unreported: { readonly indicators: readonly string[]; readonly reportsFrom: string } | null;
}

export interface TierCount {
  readonly tier: string;
  readonly computed: number;
  readonly granted: number;
  readonly effective: number;
  /** Σ of `money` in minor units over customers with this effective tier; a text beyond 2^53. */
  readonly moneyMinor: number | string | null;
}

export const documentFormat = 'gradus-assessment-1';
export const documentName = 'assessment.json';

/** A document with its own hash as the last field, and its text: one form for one document. */
export function sealDocument(unsealed: AssessmentDocument): { document: SealedDocument; text: string } {
  const document = { ...unsealed, sha256: hashText(JSON.stringify(unsealed)) };
  return { document, text: `${JSON.stringify(document, null, 2)}\n` };
}

/**
 * The document in `bytes`, or why it is none: `altered` when a single byte is not as it was written, `unknown` when it is
 * no document of this format.
 */
export function readSealed(bytes: Buffer): SealedDocument | 'altered' | 'unknown' {
  const text = bytes.toString('utf8');
  // Bytes that are no UTF-8 all read as the same sign.
  if (!Buffer.from(text, 'utf8').equals(bytes)) return 'altered';
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'altered';
  }
  if (typeof value !== 'object' || value === null || !('format' in value)) return 'unknown';
  const { sha256, ...rest } = value as SealedDocument;
  // The hash finds changed values, the comparison finds changed spaces, order and spelling of numbers.
  const isWhole = sha256 === hashText(JSON.stringify(rest)) && text === `${JSON.stringify(value, null, 2)}\n`;
  if (!isWhole) return 'altered';
  return rest.format === documentFormat ? (value as SealedDocument) : 'unknown';
}

/** A whole number for JSON: exact as a number up to 2^53, else as text. */
export function jsonWhole(value: bigint): number | string {
  const isSafe = value <= BigInt(Number.MAX_SAFE_INTEGER) && value >= BigInt(Number.MIN_SAFE_INTEGER);
  return isSafe ? Number(value) : value.toString();
}

function hashText(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
