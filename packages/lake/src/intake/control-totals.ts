import type { Session } from '@gradus/engine';
import { diagnostic, failure, formatScaled, parseDecimal, toScaled, type Diagnostic } from '@gradus/schema';
import { amountScale } from '../mapping/field-check.ts';
import type { Feed, ReadOptions } from '../mapping/mapping.ts';
import { controlRows, type ControlRow } from './control-file.ts';
import { conditionSql, type FieldContext } from './field/field-text.ts';
import { numberSql, type NumberForm } from './field/number-text.ts';
import type { IntakeRun } from './run.ts';

/** A file as it was read. */
interface ReadTotals {
  readonly name: string;
  readonly records: number;
}

/** Checks a feed against the totals that come with it: number of records, sums of columns. */
export class ControlTotals {
  readonly #feed: Feed;
  readonly #sums: readonly string[];
  readonly #found: bigint[];
  #columns: string[] = [];
  #records = 0;
  /** Rows of totals that stand in the files of the feed themselves. */
  readonly #ownRows: ControlRow[] = [];

  constructor(feed: Feed) {
    this.#feed = feed;
    this.#sums = Object.keys(feed.control?.sum ?? {});
    this.#found = this.#sums.map(() => 0n);
  }

  /** Whether a row holds totals of its file, as SQL. */
  isTotal(context: Pick<FieldContext, 'columnText'>): string {
    const total = this.#feed.control?.total;
    return total === undefined ? 'false' : conditionSql(total, context);
  }

  compile(context: Pick<FieldContext, 'columnText'>): void {
    const form: NumberForm = this.#feed.read;
    const isTotal = this.isTotal(context);
    const sums = this.#sums.map((name, index) => {
      const text = context.columnText(name);
      const number = numberSql(text, form, amountScale);
      return `CASE WHEN NOT ${isTotal} AND ${number.isNumber} THEN ${number.scaled} END AS control_${index}`;
    });
    const own = this.#totalNames().map(
      (name, index) => `CASE WHEN ${isTotal} THEN ${context.columnText(name)} END AS total_${index}`,
    );
    this.#columns = [...sums, ...own, ...(this.#hasTotal() ? [`${isTotal} AS is_total`] : [])];
  }

  #hasTotal(): boolean {
    return this.#feed.control?.total !== undefined;
  }

  /** Columns of a row of totals that are read. */
  #totalNames(): readonly string[] {
    const { control } = this.#feed;
    if (control?.total === undefined) return [];
    const named = [control.rows, ...Object.values(control.sum ?? {})];
    return [...new Set(named.filter((name) => name !== undefined))];
  }

  columns(): readonly string[] {
    return this.#columns;
  }

  names(): readonly string[] {
    const own = this.#totalNames().map((_, index) => `total_${index}`);
    return [...this.#sumNames(), ...own, ...(this.#hasTotal() ? ['is_total'] : [])];
  }

  #sumNames(): readonly string[] {
    return this.#sums.map((_, index) => `control_${index}`);
  }

  /** Adds what a file holds, read into the table `raw`. Errors: `intake.control-unreadable`. */
  async add(session: Session, raw: string, { name, records }: ReadTotals): Promise<void> {
    this.#records += records;
    if (this.#hasTotal()) {
      this.#ownRows.push(await this.#ownRow(session, raw, name));
      this.#records -= 1;
    }
    if (this.#sums.length === 0) return;
    const sums = this.#sumNames().map((one) => `CAST(coalesce(sum(${one}), 0) AS HUGEINT) AS ${one}`);
    const [row] = await session.rows(`SELECT ${sums.join(', ')} FROM ${raw}`);
    for (const [index, one] of this.#sumNames().entries()) {
      this.#found[index] = (this.#found[index] ?? 0n) + (row?.[one] as bigint);
    }
  }

  /** The row of a file that holds its totals. */
  async #ownRow(session: Session, raw: string, file: string): Promise<ControlRow> {
    const names = this.#totalNames();
    const picked = ['is_total', ...names.map((_, index) => `total_${index}`)].join(', ');
    const rows = await session.rows(`SELECT ${picked} FROM ${raw} WHERE is_total LIMIT 2`);
    const [row] = rows;
    if (row === undefined || rows.length > 1) {
      const detail =
        row === undefined
          ? { en: 'no row fits "total"', 'zh-CN': '没有符合 total 的行' }
          : { en: 'several rows fit "total"', 'zh-CN': '有多行符合 total' };
      throw failure('intake.control-unreadable', { file, detail });
    }
    return new Map(names.map((name, index) => [name, (row[`total_${index}`] ?? null) as string | null]));
  }

  /** Totals that are off. Errors: those of controlRows. */
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

  /** Reads a total: a number of the mapping, or the values of a column of the control file, added up. */
  async #wanted(run: IntakeRun): Promise<(written: string, scale: number) => bigint> {
    const { control, read } = this.#feed;
    const isOwn = control?.total !== undefined;
    if (control === null || (control.file === undefined && !isOwn)) {
      return (written, scale) => numberOf(written, scale, 'mapping', read);
    }
    const file = control.file ?? this.#feed.file;
    const form = isOwn ? read : control.read;
    const rows = isOwn ? this.#ownRows : await controlRows(run, this.#feed, control);
    return (written, scale) =>
      rows.reduce((total, row) => total + numberOf(row.get(written), scale, file, form, written), 0n);
  }
}

function numberOf(
  text: string | null | undefined,
  scale: number,
  file: string,
  { group, decimal }: ReadOptions,
  column = '',
): bigint {
  if (text === undefined || text === null) {
    const detail = { en: `there is no value for "${column}"`, 'zh-CN': `"${column}" 没有值` };
    throw failure('intake.control-unreadable', { file, detail });
  }
  const grouped = group === '' ? text : text.replaceAll(group, '');
  const number = parseDecimal(grouped.replace(decimal, '.'));
  const value = number === null ? null : toScaled(number, scale);
  if (value !== null) return value;
  const detail = { en: `"${text}" is no such number`, 'zh-CN': `"${text}" 不是所需的数值` };
  throw failure('intake.control-unreadable', { file, detail });
}
