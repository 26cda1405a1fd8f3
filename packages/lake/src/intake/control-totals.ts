import type { Session } from '@gradus/engine';
import { diagnostic, failure, formatScaled, parseDecimal, toScaled, type Diagnostic } from '@gradus/schema';
import { amountScale } from '../mapping/field-check.ts';
import type { Feed, ReadOptions } from '../mapping/mapping.ts';
import { readRecords } from '../source/source-file.ts';
import { conditionSql, type FieldContext } from './field/field-text.ts';
import { numberSql, type NumberForm } from './field/number-text.ts';
import { FileColumns } from './file-columns.ts';
import { missingFile } from './missing-file.ts';
import type { IntakeRun } from './run.ts';

/** Checks a feed against the totals that come with it: number of records, sums of columns. */
export class ControlTotals {
  readonly #feed: Feed;
  readonly #sums: readonly string[];
  readonly #found: bigint[];
  #columns: string[] = [];
  #records = 0;

  constructor(feed: Feed) {
    this.#feed = feed;
    this.#sums = Object.keys(feed.control?.sum ?? {});
    this.#found = this.#sums.map(() => 0n);
  }

  compile(context: Pick<FieldContext, 'columnText'>): void {
    const form: NumberForm = this.#feed.read;
    this.#columns = this.#sums.map((name, index) => {
      const text = context.columnText(name);
      const number = numberSql(text, form, amountScale);
      return `CASE WHEN ${number.isNumber} THEN ${number.scaled} END AS control_${index}`;
    });
  }

  columns(): readonly string[] {
    return this.#columns;
  }

  names(): readonly string[] {
    return this.#sums.map((_, index) => `control_${index}`);
  }

  /** Adds what a file holds, read into the table `raw`. */
  async add(session: Session, raw: string, records: number): Promise<void> {
    this.#records += records;
    if (this.#sums.length === 0) return;
    const sums = this.names().map((name) => `CAST(coalesce(sum(${name}), 0) AS HUGEINT) AS ${name}`);
    const [row] = await session.rows(`SELECT ${sums.join(', ')} FROM ${raw}`);
    for (const [index, name] of this.names().entries()) {
      this.#found[index] = (this.#found[index] ?? 0n) + (row?.[name] as bigint);
    }
  }

  /** Totals that are off. Errors: `intake.control-unreadable`, `intake.missing-file`. */
  async findings(run: IntakeRun): Promise<Diagnostic[]> {
    const { control, table, path } = this.#feed;
    if (control === null) return [];
    const place = { position: null, path };
    const wanted = await this.#wanted(run);
    const findings: Diagnostic[] = [];
    if (control.rows !== undefined) {
      const expected = wanted(control.rows, 0);
      if (expected !== BigInt(this.#records)) {
        const data = { table, expected: String(expected), found: String(this.#records) };
        findings.push(diagnostic('intake.control-rows', 'error', place, data));
      }
    }
    for (const [index, column] of this.#sums.entries()) {
      const expected = wanted(control.sum?.[column] ?? '', amountScale);
      const found = this.#found[index] ?? 0n;
      if (expected === found) continue;
      const data = {
        table,
        column,
        expected: formatScaled(expected, amountScale),
        found: formatScaled(found, amountScale),
      };
      findings.push(diagnostic('intake.control-sum', 'error', place, data));
    }
    return findings;
  }

  /** Reads a total: a number of the mapping, or the value of a column of the control file. */
  async #wanted(run: IntakeRun): Promise<(written: string, scale: number) => bigint> {
    const { control, read } = this.#feed;
    const row = control?.file === undefined ? null : await this.#controlRow(run, control.file);
    return (written, scale) => {
      const text = row === null ? written : row.get(written);
      const file = control?.file ?? 'mapping';
      if (text === undefined || text === null) {
        throw failure('intake.control-unreadable', { file, detail: `there is no value for "${written}"` });
      }
      const grouped = read.group === '' ? text : text.replaceAll(read.group, '');
      const decimal = parseDecimal(grouped.replace(read.decimal, '.'));
      const value = decimal === null ? null : toScaled(decimal, scale);
      if (value === null)
        throw failure('intake.control-unreadable', { file, detail: `"${text}" is no such number` });
      return value;
    };
  }

  async #controlRow(run: IntakeRun, pattern: string): Promise<Map<string, string | null>> {
    const { session, catalogue } = run;
    const { read, control, table } = this.#feed;
    const files = await catalogue.open(pattern, controlRead(read));
    const [file] = files;
    if (file === undefined) throw failure('intake.missing-file', await missingFile(run, table, pattern));
    const columns = new FileColumns(file, new Map());
    const names = [control?.rows, ...Object.values(control?.sum ?? {})].filter((name) => name !== undefined);
    const texts = names.map(columns.columnText);
    const where = conditionSql(control?.where ?? {}, columns);
    await readRecords(file, catalogue.copyName(), async (relation) => {
      await session.run(
        `CREATE OR REPLACE TEMP TABLE control_rows AS SELECT ${columns.textColumns()} FROM ${relation}`,
      );
      const [counted] = await session.rows('SELECT count(*) AS n FROM control_rows');
      return Number(counted?.['n']);
    });
    const rows = await session.rows(`SELECT * FROM control_rows WHERE ${where}`);
    const [row] = rows;
    if (row === undefined || rows.length > 1) {
      throw failure('intake.control-unreadable', {
        file: file.name,
        detail: `${rows.length} rows fit instead of one`,
      });
    }
    return new Map(names.map((name, index) => [name, (row[texts[index] ?? ''] ?? null) as string | null]));
  }
}

/** A control file has a header, whatever the feed's own files have. */
export function controlRead(read: ReadOptions): ReadOptions {
  return { ...read, columns: null, headerRow: 1, headerFile: null, layout: null, format: 'csv' };
}
