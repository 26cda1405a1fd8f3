import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import { currencyDigits, formatDay, masked, type Day, type SourceTableName } from '@gradus/schema';
import type { Difference, DifferenceReport } from '../import-report.ts';
import { quoted } from '../reject-file.ts';
import type { IntakeRun } from '../run.ts';
import { differenceTable } from './difference-list.ts';

const header = [
  'file',
  'line',
  'table',
  'field',
  'day',
  'from',
  'branch',
  'subject',
  'currency',
  'account',
  'delivered',
  'computed',
  'difference',
];
const firstCount = 20;

export const noDifferences: DifferenceReport = { total: 0, path: null, byTable: [], first: [] };

/** Writes the list of differences as CSV (UTF-8 with a byte order mark), with both figures; the largest come first. */
export async function writeDifferences(run: IntakeRun, target: string): Promise<DifferenceReport> {
  const byTable = [...run.compared].map(([table, counted]) => ({ table, ...counted }));
  const total = byTable.reduce((sum, { differing }) => sum + differing, 0);
  if (total === 0) return { ...noDifferences, byTable };
  await mkdir(path.dirname(target), { recursive: true });
  const out = createWriteStream(target);
  out.write(`\u{feff}${header.join(',')}\n`);
  const first: Difference[] = [];
  for await (const difference of differencesOf(run)) {
    if (first.length < firstCount) first.push(difference);
    if (!out.write(csvLine(difference))) await once(out, 'drain');
  }
  out.end();
  await finished(out);
  return { total, path: target, byTable, first };
}

type Row = readonly [
  table: SourceTableName,
  file: number | null,
  record: bigint | null,
  field: string,
  day: Day,
  from: Day | null,
  branch: string | null,
  subject: string | null,
  currency: string,
  account: string | null,
  delivered: bigint | null,
  computed: bigint,
];

async function* differencesOf({ session, rejects }: IntakeRun): AsyncGenerator<Difference, void> {
  const apart = 'abs(CAST(coalesce(delivered, 0) AS HUGEINT) - computed)';
  const rows = session.stream(
    `SELECT * FROM ${differenceTable} ORDER BY source_table, ${apart} DESC, day, branch, subject, currency, file, record, field`,
  );
  for await (const batch of rows) {
    for (const row of batch as unknown as Row[]) {
      const [table, ordinal, record, field, day, from, branch, subject, currency, account] = row;
      const [delivered, computed] = [row[10], row[11]];
      const file = ordinal === null ? undefined : rejects.files[ordinal];
      const digits = currencyDigits(currency);
      yield {
        file: file?.name ?? '',
        line: file?.lines.lineOf(Number(record)) ?? 0,
        table,
        field,
        day,
        from,
        branch: branch ?? '',
        subject: subject ?? '',
        currency,
        account: masked(account ?? ''),
        delivered: delivered === null ? null : minorText(delivered, digits),
        computed: minorText(computed, digits),
        difference: minorText((delivered ?? 0n) - computed, digits),
      };
    }
  }
}

/** Money with all decimals of its currency: figures of accounts are read in columns. */
export function minorText(minor: bigint, digits: number): string {
  const places = (minor < 0n ? -minor : minor).toString().padStart(digits + 1, '0');
  const units = places.slice(0, places.length - digits);
  return `${minor < 0n ? '-' : ''}${units}${digits === 0 ? '' : `.${places.slice(-digits)}`}`;
}

function csvLine(one: Difference): string {
  const values = [
    one.file,
    one.line === 0 ? '' : String(one.line),
    one.table,
    one.field,
    formatDay(one.day),
    one.from === null ? '' : formatDay(one.from),
    one.branch,
    one.subject,
    one.currency,
    one.account,
    one.delivered ?? '',
    one.computed,
    one.difference,
  ];
  return `${values.map(quoted).join(',')}\n`;
}
