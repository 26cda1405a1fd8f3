import {
  diagnostic,
  formatDay,
  parseDay,
  type Day,
  type SourceTableName,
  type TableName,
} from '@gradus/schema';
import type { Delivery } from '../mapping/mapping.ts';
import { allowanceText, isWithin } from '../mapping/scalar.ts';
import type { TableFile } from '../store/manifest.ts';
import { columnNames } from '../store/stored-columns.ts';
import type { KeyRing } from './keys.ts';
import { filesBefore, ownFiles, rowsOf } from './lake-rows.ts';
import { valueOr } from './rows/value.ts';
import { countsOf, type IntakeRun } from './run.ts';
import type { StagedFeed } from './stage-feed.ts';

/** A file that the batch will write: rows of one source, one part of a table. */
export interface PlannedFile {
  readonly table: TableName;
  readonly query: string;
  readonly part: string | null;
  readonly source: string | null;
  readonly isFromBalances: boolean;
}

/** What a batch makes of the lake, table by table, before anything is written. */
export class ImportState {
  readonly run: IntakeRun;
  readonly keys: KeyRing;
  /** Day for which the delivery speaks; null when nothing says so. */
  readonly businessDate: Day | null;
  /** Last day on which a booking may lie. */
  readonly lastDay: Day;
  /** First day of the bookings of the lake, after this batch. */
  readonly dataFrom: Day | null;
  /** Tables of which `now_<table>` holds the rows of this source after the batch. */
  readonly changed = new Set<TableName>();
  /** Files of the lake that the batch drops, by path. */
  readonly dropped = new Set<string>();
  readonly planned: PlannedFile[] = [];
  /** Whether `taken_entry` holds earlier bookings that a delta deletes or changes. */
  takesEntriesAway = false;
  /** Columns of the vault that came with the customers. */
  readonly namesDelivered = new Set<'name' | 'contact'>();

  constructor(
    run: IntakeRun,
    keys: KeyRing,
    days: { readonly businessDate: Day | null; readonly lastDay: Day; readonly dataFrom: Day | null },
  ) {
    this.run = run;
    this.keys = keys;
    this.businessDate = days.businessDate;
    this.lastDay = days.lastDay;
    this.dataFrom = days.dataFrom;
  }

  /** How a table is delivered; all its feeds agree. */
  deliveryOf(table: SourceTableName): Delivery {
    return this.run.mapping.feeds.find((feed) => feed.table === table)?.delivery ?? 'full';
  }

  /**
   * Makes `now_<table>` of the rows of `fresh` and of the source's earlier rows whose key is not among them, and plans its one
   * file. With `replaces`, earlier rows are left behind.
   */
  async mergeState(
    table: SourceTableName,
    fresh: string,
    key: readonly string[],
    replaces = false,
  ): Promise<void> {
    const { session, options } = this.run;
    const names = columnNames(table).join(', ');
    const now = `now_${table}`;
    await session.run(`CREATE OR REPLACE TEMP TABLE ${now} AS SELECT ${names} FROM (${fresh})`, options);
    const before = ownFiles(this.run, table);
    const earlier = rowsOf(this.run, table, before);
    const same = key.map((column) => `n.${column} = o.${column}`).join(' AND ');
    if (!replaces && before.length > 0) {
      await session.run(
        `INSERT INTO ${now} SELECT ${names} FROM ${earlier} o WHERE NOT EXISTS (FROM ${now} n WHERE ${same})`,
      );
    }
    this.changed.add(table);
    await this.planOwn(table);
  }

  /** Plans the one file of `now_<table>`, unless the lake has just these rows already. */
  async planOwn(table: TableName): Promise<void> {
    const { mapping } = this.run;
    this.forget(table);
    const names = columnNames(table).join(', ');
    const before = ownFiles(this.run, table);
    if (before.length > 0 && (await this.isSame(`now_${table}`, rowsOf(this.run, table, before), names)))
      return;
    for (const { path } of before) this.dropped.add(path);
    const query = `SELECT ${names} FROM now_${table}`;
    this.planned.push({ table, query, part: null, source: mapping.source, isFromBalances: false });
  }

  /** Takes back what was planned for a table: it is merged anew. */
  forget(table: TableName): void {
    for (const { path } of ownFiles(this.run, table)) this.dropped.delete(path);
    this.planned.splice(0, this.planned.length, ...this.planned.filter((file) => file.table !== table));
  }

  /** Whether two relations hold the same rows, each as often. */
  async isSame(now: string, earlier: string, names: string): Promise<boolean> {
    const [row] = await this.run.session.rows(
      `SELECT (SELECT count(*) FROM ${now}) = (SELECT count(*) FROM ${earlier}) AND NOT EXISTS (SELECT ${names} FROM ${now} EXCEPT ALL SELECT ${names} FROM ${earlier}) AS same`,
    );
    return row?.['same'] === true;
  }

  /** Refuses a full delivery that lacks too many of the keys that were there; few are a warning. */
  async checkVanished(table: SourceTableName, before: string, vanished: string): Promise<void> {
    if (this.deliveryOf(table) !== 'full') return;
    const { session, mapping, refusals, warnings } = this.run;
    const [row] = await session.rows(
      `SELECT (SELECT count(*) FROM (${before})) AS before, (SELECT count(*) FROM (${vanished})) AS vanished`,
    );
    const counted = { before: row?.['before'] as bigint, vanished: row?.['vanished'] as bigint };
    countsOf(this.run, table).vanished = counted.vanished;
    if (counted.vanished === 0n) return;
    const place = { position: null, path: `tables.${table}` };
    const data = { table, vanished: String(counted.vanished), before: String(counted.before) };
    if (!isWithin(mapping.vanishAtMost, counted.vanished, counted.before)) {
      const allowed = allowanceText(mapping.vanishAtMost);
      refusals.push(diagnostic('intake.vanished', 'error', place, { ...data, allowed }));
    } else warnings.push(diagnostic('intake.keys-kept', 'warning', place, data));
  }

  /** Whether a booking of this source with this id is taken away. */
  isTaken(id: string): string {
    return this.takesEntriesAway ? `coalesce(${id} IN (SELECT entry_id FROM taken_entry), false)` : 'false';
  }

  /** Files of a table as they will be, apart from those that are still planned. */
  kept(table: TableName): readonly TableFile[] {
    return filesBefore(this.run, table).filter(({ path }) => !this.dropped.has(path));
  }

  get headLatestDay(): Day | null {
    const latest = this.run.writer.head?.latest_day ?? null;
    return latest === null ? null : parseDay(latest);
  }
}

/** A day as SQL. */
export function dateSql(day: Day): string {
  return `DATE '${formatDay(day)}'`;
}

/** The staged day of a field; where a feed maps none, the day for which the delivery speaks. */
export function dayOr({ businessDate }: ImportState, feed: StagedFeed, field: string): string {
  if (feed.fields.has(field) || businessDate === null) return valueOr(feed, field, 'DATE');
  return dateSql(businessDate);
}
