import { quoteText } from '@gradus/engine';
import { currencyDigits, diagnostic, type SourceTableName } from '@gradus/schema';
import { toleranceScale, type ControlSettings } from '../../mapping/control.ts';
import type { IntakeRun } from '../run.ts';

/** Name of the temporary table of differences. */
export const differenceTable = 'intake_difference';

const columns =
  'source_table VARCHAR, file INTEGER, record BIGINT, field VARCHAR, day DATE, from_on DATE, branch VARCHAR, subject VARCHAR, currency VARCHAR, account VARCHAR, delivered BIGINT, computed BIGINT';

/** A comparison of one table's figures. `figures` selects the columns of the table of differences but the first. */
export interface Comparison {
  readonly table: SourceTableName;
  readonly code: 'intake.ledger-differs' | 'intake.account-sums-differ';
  readonly settings: ControlSettings;
  /** Whether figures of a day, subject and currency are parts of one total. */
  readonly isByBranch?: boolean;
  readonly figures: string;
}

/** Lists the figures that differ by more than the tolerance, and refuses or warns as the mapping says. */
export async function compareFigures(run: IntakeRun, comparison: Comparison): Promise<void> {
  const { session, options } = run;
  const { table, code, settings, figures } = comparison;
  await session.run(`CREATE TEMP TABLE IF NOT EXISTS ${differenceTable} (${columns})`);
  await session.run(`CREATE OR REPLACE TEMP TABLE compared_figure AS ${figures}`, options);
  const currencies = await session.rows('SELECT DISTINCT currency AS c FROM compared_figure');
  const units = currencies.map((one) => {
    const currency = String(one['c']);
    const minor = 10 ** (toleranceScale - currencyDigits(currency));
    return `WHEN ${quoteText(currency)} THEN ${minor}`;
  });
  const unit = units.length === 0 ? '1' : `CASE currency ${units.join(' ')} END`;
  const apart = 'abs(CAST(coalesce(delivered, 0) AS HUGEINT) - computed)';
  const tolerance = `${settings.tolerance}::HUGEINT`;
  await session.run(
    `INSERT INTO ${differenceTable} SELECT '${table}', * FROM compared_figure WHERE ${apart} * ${unit} > ${tolerance}`,
  );
  const total = 'abs(CAST(sum(CAST(coalesce(delivered, 0) AS HUGEINT) - computed) AS HUGEINT))';
  const agreeing = `SELECT day, subject, currency FROM compared_figure GROUP BY ALL HAVING ${total} * ${unit} <= ${tolerance}`;
  const listed = `FROM ${differenceTable} d WHERE source_table = '${table}'`;
  const inTotal = `d.day = t.day AND d.subject = t.subject AND d.currency = t.currency`;
  const [row] = await session.rows(
    `SELECT (SELECT count(*) FROM compared_figure) AS compared, (SELECT count(*) ${listed}) AS differing,
      (SELECT count(*) ${listed} AND EXISTS (FROM (${agreeing}) t WHERE ${inTotal})) AS misplaced`,
  );
  await session.run('DROP TABLE compared_figure');
  const counted = { compared: Number(row?.['compared']), differing: Number(row?.['differing']) };
  run.compared.set(table, counted);
  if (counted.differing === 0) return;
  const isRefused = settings.onDifference === 'refuse';
  const place = { position: null, path: `tables.${table}` };
  const data = {
    compared: String(counted.compared),
    differing: String(counted.differing),
    onDifference: settings.onDifference,
  };
  const misplaced = comparison.isByBranch === true ? String(row?.['misplaced']) : '0';
  const finding = diagnostic(code, isRefused ? 'error' : 'warning', place, { ...data, misplaced });
  (isRefused ? run.refusals : run.warnings).push(finding);
}
