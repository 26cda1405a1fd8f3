import type { Session } from '@gradus/engine';
import type { LakeShape } from '@gradus/policy';
import type { Day } from '@gradus/schema';
import type { SnapshotSteps } from './bank-lake.ts';

/** What a lake would say of the relations that a bank was loaded into. */
export async function shapeOf(
  session: Session,
  { dataFrom }: { readonly dataFrom: Day | null },
  steps: SnapshotSteps,
): Promise<LakeShape> {
  const monthEnds = [...steps.first, ...steps.then];
  const rows = await session.rows(
    'SELECT DISTINCT month_end FROM (SELECT month_end FROM snapshot GROUP BY spell_key, month_end HAVING count(*) > 1)',
  );
  const several = new Set(rows.map((row) => row['month_end']));
  const spells = await session.rows('SELECT DISTINCT currency, kind FROM spell');
  const distinct = (name: string) => [...new Set(spells.map((row) => String(row[name])))];
  return {
    dataFrom,
    monthEnds,
    singleMonthEnds: monthEnds.filter((end) => !several.has(end)),
    currencies: distinct('currency'),
    kinds: distinct('kind'),
  };
}
