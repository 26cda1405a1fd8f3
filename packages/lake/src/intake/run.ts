import type { RunOptions, Session } from '@gradus/engine';
import type { Day, Diagnostic, SourceTableName } from '@gradus/schema';
import type { Mapping } from '../mapping/mapping.ts';
import type { SourceCatalogue } from '../source/catalogue.ts';
import type { LakeWriter } from '../store/writer.ts';
import type { RejectList } from './reject-list.ts';

/** What all steps of one import share. */
export interface IntakeRun {
  readonly session: Session;
  readonly writer: LakeWriter;
  readonly mapping: Mapping;
  readonly catalogue: SourceCatalogue;
  readonly rejects: RejectList;
  readonly warnings: Diagnostic[];
  /** Why the delivery is refused; empty: it is not. */
  readonly refusals: Diagnostic[];
  readonly counts: Map<SourceTableName, RowCounts>;
  /** Figures of the bank that were compared, and how many differ. */
  readonly compared: Map<SourceTableName, { readonly compared: number; readonly differing: number }>;
  /** Tables delivered as a delta: `gone_<table>` holds the keys that it deletes. */
  readonly deltas: Set<SourceTableName>;
  /** Days of rows that were left out for what they name, or that said nothing new, of tables delivered by period. */
  readonly leftOutDays: Map<SourceTableName, { readonly from: Day; readonly to: Day }>;
  readonly options: RunOptions;
  readonly onProgress: (progress: ImportProgress) => void;
}

/** What looking through files takes, before any row is read. */
export type OpenedRun = Pick<IntakeRun, 'mapping' | 'catalogue' | 'warnings' | 'onProgress'>;

export interface ImportProgress {
  readonly phase: 'read' | 'check' | 'write' | 'derive' | 'commit';
  /** What the phase is at: a file, a table or a month. */
  readonly subject: string;
  readonly done: number;
  readonly total: number;
}

/** Rows of one table in a delivery. */
export interface RowCounts {
  /** Rows that the mapping takes, lines that are no record included. */
  read: bigint;
  rejected: bigint;
  /** Rows that say the same as another, of this or an earlier delivery, that a later one of their key overtook, or that say once more that a closed account is empty. */
  duplicates: bigint;
  /** Rows that `where`, `except` or `unknown_reference` leaves out; they are not among those read. */
  leftOut: bigint;
  /** Those of them that name what nobody delivers. */
  unknown: bigint;
  /** Keys that a full delivery no longer has. */
  vanished: bigint;
  /** Rows by which the delivery took something away. */
  deleted: bigint;
}

export function countsOf(run: Pick<IntakeRun, 'counts'>, table: SourceTableName): RowCounts {
  const known = run.counts.get(table) ?? {
    read: 0n,
    rejected: 0n,
    duplicates: 0n,
    leftOut: 0n,
    unknown: 0n,
    vanished: 0n,
    deleted: 0n,
  };
  run.counts.set(table, known);
  return known;
}
