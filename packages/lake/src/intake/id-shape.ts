import { quoteText, type Session } from '@gradus/engine';
import type { SourceTableName } from '@gradus/schema';
import { withoutTexts } from './field/field-text.ts';
import { shapeSql } from './field/text-shape.ts';
import type { IdShapes, RejectCount } from './import-report.ts';
import { rejectTable } from './reject-list.ts';
import { namedTable } from './rows/consequence.ts';
import type { IntakeRun } from './run.ts';

/**
 * How ids that name nothing are written, and how those are that they might name, where that differs: leading zeros that one side
 * lost, or a number of the branch in front. Null where they are alike, or where there is nothing to name.
 */
export async function idShapes(
  run: IntakeRun,
  { table, code, field }: Pick<RejectCount, 'table' | 'code' | 'field'>,
): Promise<IdShapes | null> {
  if (code !== 'intake.unknown-reference') return null;
  const named = namedTable(field);
  const known = await knownIds(run, named);
  if (known === null) return null;
  const failing = `SELECT DISTINCT shown AS external_id FROM ${rejectTable} WHERE source_table = '${table}' AND code = '${code}' AND field = '${field}' AND shown IS NOT NULL`;
  const here = await commonShape(run.session, failing);
  const there = await commonShape(run.session, known);
  // Where others are written so, the form is not to blame.
  if (here === null || there === null || (await isUsual(run, known, here))) return null;
  return { table: named, here, there, fix: await fixOf(run, { failing, known, here, there }) };
}

/** Query (`external_id`) of the ids of a table that are known, rejected ones too; null when there is no such table. */
async function knownIds({ session, rejects }: IntakeRun, named: SourceTableName): Promise<string | null> {
  const [row] = await session.rows(
    `SELECT count(*) AS n FROM duckdb_tables() WHERE table_name = ${quoteText(`id_${named}`)}`,
  );
  const parts = [
    ...(row?.['n'] === 0n ? [] : [`SELECT external_id FROM id_${named}`]),
    ...(rejects.delivered.has(named) ? [`SELECT external_id FROM delivered_${named}`] : []),
  ];
  return parts.length === 0 ? null : parts.join(' UNION ');
}

/**
 * The form that most ids have, of a query of `external_id`; null when there are none. Random ids have nearly as many forms as there
 * are of them.
 */
export async function commonShape(session: Session, ids: string): Promise<string | null> {
  const [row] = await session.rows(
    `SELECT ${shapeSql('external_id')} AS shape FROM (${ids}) WHERE external_id IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, shape LIMIT 1`,
  );
  return row === undefined ? null : String(row['shape']);
}

/** Whether at least one id of a hundred is written so. */
async function isUsual({ session }: IntakeRun, ids: string, shape: string): Promise<boolean> {
  const [row] = await session.rows(
    `SELECT count(*) AS ids, count(*) FILTER (${shapeSql('external_id')} = ${quoteText(shape)}) AS alike FROM (${ids}) WHERE external_id IS NOT NULL`,
  );
  return (row?.['alike'] as bigint) * 100n >= (row?.['ids'] as bigint);
}

/** What would make most of the failing ids fit; null when nothing does. */
async function fixOf(
  { session }: IntakeRun,
  {
    failing,
    known,
    here,
    there,
  }: { readonly failing: string; readonly known: string; readonly here: string; readonly there: string },
): Promise<IdShapes['fix']> {
  const [own, others] = [here.length, there.length];
  const padded = (id: string, length: number): string =>
    `CASE WHEN length(${id}) < ${length} THEN lpad(${id}, ${length}, '0') ELSE ${id} END`;
  const marks = [marksOf(here), marksOf(there)] as const;
  const ofLength =
    own < others
      ? [
          {
            setting: `pad: ${others}`,
            on: 'here' as const,
            left: padded('f.external_id', others),
            right: 'k.external_id',
          },
        ]
      : [
          {
            setting: `pad: ${own}`,
            on: 'there' as const,
            left: 'f.external_id',
            right: padded('k.external_id', own),
          },
          {
            setting: `part: [-${others}, ${others}]`,
            on: 'here' as const,
            left: `right(f.external_id, ${others})`,
            right: 'k.external_id',
          },
        ];
  const ofMarks = [
    {
      setting: removeText(marks[0]),
      on: 'here' as const,
      left: withoutTexts('f.external_id', marks[0]),
      right: 'k.external_id',
    },
    {
      setting: removeText(marks[1]),
      on: 'there' as const,
      left: 'f.external_id',
      right: withoutTexts('k.external_id', marks[1]),
    },
  ].filter((_, side) => (marks[side] ?? []).length > 0);
  const tries = [...ofMarks, ...ofLength];
  const found = [];
  for (const { left, right, ...fix } of tries) {
    const [row] = await session.rows(
      `SELECT count(*) AS ids, count(*) FILTER (${left} IN (SELECT ${right} FROM (${known}) k)) AS found FROM (${failing}) f`,
    );
    found.push({ ...fix, found: Number(row?.['found']), ids: Number(row?.['ids']) });
  }
  const [best] = found.toSorted((a, b) => b.found - a.found);
  return best === undefined || best.found === 0 ? null : best;
}

/** What stands between the digits and letters of a form, a blank for blanks of any kind. */
function marksOf(shape: string): readonly string[] {
  return [...new Set(shape.replaceAll(/[9A]/g, '').replaceAll(/\s/g, ' '))];
}

function removeText(marks: readonly string[]): string {
  const quoted = marks.map((mark) => `'${mark.replaceAll("'", "''")}'`);
  return `remove: ${quoted.length === 1 ? quoted.join('') : `[${quoted.join(', ')}]`}`;
}
