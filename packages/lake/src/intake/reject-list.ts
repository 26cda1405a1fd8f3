import type { Session } from '@gradus/engine';
import type { SourceTableName } from '@gradus/schema';
import type { LineMap } from '../source/line-map.ts';
import type { BrokenLine } from '../source/record-copy.ts';

/** Name of the temporary table that all checks add their rejects to. */
export const rejectTable = 'intake_reject';

/** Whether a record may give several rows, as one with many figures does. */
export function isWide(table: SourceTableName): boolean {
  return table === 'fact';
}

/** A file as a feed read it; its `ordinal` stands in the rows read from it. */
export interface ReadFile {
  readonly ordinal: number;
  readonly table: SourceTableName;
  readonly name: string;
  /** Of an Excel file; null of others. */
  readonly sheet: string | null;
  readonly records: number;
  readonly lines: LineMap;
}

/**
 * Rejected rows: the table `intake_reject` (`source_table`, `file`, `record`, `code`, `field`, `shown`), and lines that were no
 * records at all.
 */
export class RejectList {
  /** Tables of which `delivered_<table>` lists the ids of all rows, rejected ones too. */
  readonly delivered = new Set<SourceTableName>();
  /** Tables of which `left_out_<table>` lists the ids of rows that the mapping does not take. */
  readonly leftOut = new Set<SourceTableName>();
  readonly files: ReadFile[] = [];
  readonly broken: { readonly file: ReadFile; readonly line: BrokenLine }[] = [];
  readonly #session: Session;

  private constructor(session: Session) {
    this.#session = session;
  }

  static async open(session: Session): Promise<RejectList> {
    await session.run(
      `CREATE OR REPLACE TEMP TABLE ${rejectTable} (source_table VARCHAR, file INTEGER, record BIGINT, code VARCHAR, field VARCHAR, shown VARCHAR)`,
    );
    return new RejectList(session);
  }

  addFile(file: Omit<ReadFile, 'ordinal'>, broken: readonly BrokenLine[]): ReadFile {
    const added = { ...file, ordinal: this.files.length };
    this.files.push(added);
    for (const line of broken) this.broken.push({ file: added, line });
    return added;
  }

  /** Adds the rows of a query with the columns file, record, code, field, shown. */
  async add(table: SourceTableName, query: string): Promise<void> {
    await this.#session.run(
      `INSERT INTO ${rejectTable} SELECT '${table}', file, record, code, field, shown FROM (${query})`,
    );
  }

  /** Rejected records of a table, lines that are none included. Several rows of a wide record may be rejected. */
  async count(table: SourceTableName): Promise<bigint> {
    const counted = isWide(table) ? 'count(DISTINCT (file, record))' : 'count(*)';
    const [row] = await this.#session.rows(
      `SELECT ${counted} AS n FROM ${rejectTable} WHERE source_table = '${table}'`,
    );
    const broken = this.broken.filter(({ file }) => file.table === table).length;
    return (row?.['n'] as bigint) + BigInt(broken);
  }
}
