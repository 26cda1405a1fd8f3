import {
  metricMeanings,
  snapshotBefore,
  type LakeShape,
  type Plan,
  type PlannedIndicator,
} from '@gradus/policy';
import { formatDay, type Day } from '@gradus/schema';
import type { Session } from '@gradus/engine';

/**
 * What is taken to happen after the as-of date.
 *
 * - `unchanged`: every indicator keeps its value; only clocks run.
 * - `staying`: balances stay as they are and windows roll over them; deposits that mature are renewed for the same term.
 * - `leaving`: the same, but the money of a deposit leaves the bank on the day on which it matures.
 *
 * Spending, income, loans and delivered figures keep their values in all three: nobody knows the bookings to come.
 */
export const scenarios = ['unchanged', 'staying', 'leaving'] as const;
export type Scenario = (typeof scenarios)[number];

/** The relation of deposits that mature within the horizon, with their balance at the as-of date. */
export const MATURING = 'maturing';

const day = (value: Day): string => `DATE '${formatDay(value)}'`;

/** Whether an indicator follows the balances; the others keep their value. */
export function rolls({ metric }: PlannedIndicator): boolean {
  const factor = metricMeanings.get(metric)?.factor;
  return factor === 'deposits' || factor === 'tenor' || metric === 'relationship_age';
}

/**
 * Makes {@link MATURING}: spells open at the as-of date whose deposit matures in (asOf, until], with what is on them.
 */
export async function makeMaturing(
  session: Session,
  plan: Plan,
  shape: LakeShape,
  until: Day,
): Promise<void> {
  const end = snapshotBefore(plan.asOf, shape);
  const known =
    end === null
      ? ''
      : `UNION ALL SELECT spell_key, balance_minor FROM snapshot WHERE month_end = ${day(end)}`;
  const since = end === null ? '' : `AND moved_on > ${day(end)}`;
  await session.run(
    `CREATE OR REPLACE TEMP TABLE ${MATURING} AS
     WITH due AS (
       SELECT spell_key, customer_key, currency, matures_on, term_months FROM spell
       WHERE matures_on > ${day(plan.asOf)} AND matures_on <= ${day(until)} AND ${isOpenAt(plan.asOf)}),
     part AS (
       SELECT spell_key, amount_minor FROM movement WHERE moved_on <= ${day(plan.asOf)} ${since} ${known})
     SELECT due.*, CAST(coalesce(sum(part.amount_minor), 0) AS BIGINT) AS balance_minor
     FROM due LEFT JOIN part USING (spell_key) GROUP BY ALL`,
  );
}

/**
 * Makes views that take the place of the lake's relations: nothing booked, opened, closed, valued or quoted after the as-of
 * date, and what the scenario does to maturing deposits. `on` is the day that is looked ahead to. Gives their names by
 * those of the relations.
 */
export async function offerRelationsAhead(
  session: Session,
  plan: Plan,
  scenario: Scenario,
  on: Day,
): Promise<ReadonlyMap<string, string>> {
  const views = Object.entries(relationsAhead(plan, scenario, on));
  const nameOf = (relation: string): string => `${relation}_then`;
  for (const [relation, query] of views)
    await session.run(`CREATE OR REPLACE TEMP VIEW ${nameOf(relation)} AS ${query}`);
  return new Map(views.map(([relation]) => [relation, nameOf(relation)]));
}

function relationsAhead(plan: Plan, scenario: Scenario, on: Day): Readonly<Record<string, string>> {
  const { asOf } = plan;
  const spells =
    scenario === 'leaving'
      ? `SELECT s.* REPLACE (CASE WHEN m.matures_on <= ${day(on)} THEN m.matures_on ${openEnd(asOf)} END AS to_on)
         FROM spell s LEFT JOIN ${MATURING} m USING (spell_key) WHERE s.from_on <= ${day(asOf)}`
      : `SELECT s.* REPLACE (CASE WHEN s.to_on <= ${day(asOf)} THEN s.to_on END AS to_on,
           ${renewedSql(on)} AS matures_on)
         FROM spell s LEFT JOIN ${MATURING} m USING (spell_key) WHERE s.from_on <= ${day(asOf)}`;
  const leaving =
    scenario === 'leaving'
      ? `UNION ALL BY NAME SELECT spell_key, matures_on AS moved_on, CAST(-balance_minor AS BIGINT) AS amount_minor,
           'transfer' AS purpose FROM ${MATURING} WHERE matures_on <= ${day(on)}`
      : '';
  return {
    spell: spells,
    movement: `SELECT * FROM movement WHERE moved_on <= ${day(asOf)} ${leaving}`,
    holding: `SELECT * FROM holding WHERE as_of <= ${day(asOf)}`,
    customer: `SELECT * FROM customer WHERE opened_on <= ${day(asOf)}`,
    exchange_rate: `SELECT * REPLACE (CAST(${day(on)} - CAST(${day(asOf)} - as_of AS INTEGER) AS DATE) AS as_of)
      FROM exchange_rate WHERE as_of <= ${day(asOf)}`,
  };
}

/** A day of the lake after which nothing is known counts as not there. */
function openEnd(asOf: Day): string {
  return `WHEN s.to_on <= ${day(asOf)} THEN s.to_on`;
}

/** The next maturity after `on` of a deposit renewed for its own term as often as needed. */
function renewedSql(on: Day): string {
  const after = (terms: string): string =>
    `CAST(m.matures_on + to_months(CAST(${terms} * m.term_months AS INTEGER)) AS DATE)`;
  const passed = `(date_diff('month', m.matures_on, ${day(on)}) // m.term_months)`;
  return `CASE WHEN m.matures_on <= ${day(on)} AND m.term_months > 0 THEN
      CASE WHEN ${after(passed)} > ${day(on)} THEN ${after(passed)} ELSE ${after(`(${passed} + 1)`)} END
    ELSE s.matures_on END`;
}

function isOpenAt(asOf: Day): string {
  return `from_on <= ${day(asOf)} AND (to_on IS NULL OR to_on > ${day(asOf)})`;
}
