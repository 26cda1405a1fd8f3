import type { Session } from '@gradus/engine';
import { diagnostic, failure, formatScaled, parseDecimal, toScaled, type Diagnostic } from '@gradus/schema';
import { amountScale } from '../mapping/field-check.ts';
import type { Feed, ReadOptions } from '../mapping/mapping.ts';
import { controlRows } from './control-file.ts';
import type { FieldContext } from './field/field-text.ts';
import { numberSql, type NumberForm } from './field/number-text.ts';
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
    if (control?.file === undefined) return (written, scale) => numberOf(written, scale, 'mapping', read);
    const file = control.file;
    const rows = await controlRows(run, this.#feed, control);
    return (written, scale) =>
      rows.reduce((total, row) => total + numberOf(row.get(written), scale, file, control.read, written), 0n);
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
