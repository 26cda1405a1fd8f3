import type { Schedule } from '@gradus/schema';
import { z } from 'zod';
import { metricMeanings } from '../metrics/meanings.ts';
import { refusal, refuse, scalar, shape } from './schema-part.ts';
import {
  currency,
  dayCount,
  decimal,
  duration,
  id,
  localText,
  name,
  reasonCode,
  scheduleDay,
  text,
  version,
  windowLength,
} from './scalar-schema.ts';
import { treatment } from './treatment-schema.ts';

/** Editors complete the name; an unknown one is for the check to report, which can suggest. */
const metric = scalar(
  (written) => written,
  () => refusal('policy.wrong-type', { expected: ['text'] }),
  { type: 'string', enum: [...metricMeanings.keys()] },
);

const indicator = shape({
  metric: metric.describe('Built-in definition that the indicator uses.'),
  title: localText.optional(),
  window: windowLength.optional().describe('Time that the figure looks back on, ending on the as-of date.'),
  accounts: text.optional().describe('Condition on kind, product and currency of an account.'),
  unit: z.enum(['money', 'months', 'per_month', 'ratio', 'days', 'count', 'class']).optional(),
  denominator: z.enum(['window', 'since_opening']).optional(),
  tolerance: dayCount.optional().describe('Loan reports with at most this many days past due count as 0.'),
  at_least: decimal
    .optional()
    .describe('Loan reports with a smaller overdue amount count as 0 days; major units.'),
  as: z.enum(['borrower', 'guarantor', 'any']).optional(),
  max_age: dayCount.optional().describe('How old a report or a figure may be.'),
  name: text.optional().describe('Name of the figure, for the metric "fact".'),
  factors: z
    .record(text, decimal)
    .optional()
    .describe('Part at which a product counts as assets; 1 unless stated.'),
  against: windowLength
    .optional()
    .describe('Length of the window before, for growth; the same unless stated.'),
  within: dayCount
    .optional()
    .describe('Days after maturity in which a deposit can be renewed; 7 unless stated.'),
  of: name.optional().describe('Indicator that is divided, or taken from.'),
  to: name.optional().describe('Indicator that it is divided by, or that is taken off.'),
});

const clause = shape({ when: text, reason: reasonCode });

const characteristic = shape({
  weight: decimal.describe('In percent; all weights together are exactly 100.'),
  points: z.record(text, decimal).optional().describe('Points from each lower bound on, or per class.'),
  curve: z
    .array(z.tuple([decimal, decimal]))
    .min(1)
    .optional()
    .describe('Knots [value, points], joined by straight lines, flat outside.'),
  missing: z.union([decimal, shape({ points: decimal, reason: reasonCode.optional() })]).optional(),
  reason: reasonCode,
}).check((context) => {
  const { points, curve } = context.value;
  if ((points === undefined) === (curve === undefined)) {
    refuse(context, refusal('policy.one-of-keys', { keys: ['points', 'curve'] }));
  }
});

const rule = shape({
  id,
  when: text,
  at_most: id.optional().describe('Best tier that a customer may have while the rule holds.'),
  at_least: id.optional().describe('Worst tier that the score may give while the rule holds.'),
  reason: reasonCode,
  confidential: z.boolean().optional(),
}).check((context) => {
  const { at_most: cap, at_least: floor } = context.value;
  if ((cap === undefined) === (floor === undefined)) {
    refuse(context, refusal('policy.one-of-keys', { keys: ['at_most', 'at_least'] }));
  }
});

const tier = shape({
  id,
  title: localText.optional(),
  from: decimal.optional().describe('Lowest score of the tier; without it only rules lead here.'),
  hold: duration.optional().describe('Time for which a tier just granted is safe from falling.'),
  grace: duration.optional().describe('Time between falling below the tier and losing it.'),
  cure: z
    .union([duration, shape({ after: duration, when: text.optional() })])
    .optional()
    .describe('Time after a veto before the customer can rise again.'),
});

const guarantee = shape({
  treatments: z.array(text).min(1).describe('Kinds of treatments, "offer=…", or "credit-decisions".'),
  independent_of: z.array(text).min(1).describe('Indicators, or factors such as "deposits".'),
});

const schedule = z.union([
  z.enum(['daily', 'month_end']).transform((kind): Schedule => ({ kind })),
  z
    .array(scheduleDay)
    .min(1)
    .transform((list): Schedule => ({ kind: 'year_days', days: list })),
]);

const schedules = z.union([
  ...schedule.options,
  shape({ upgrade: schedule.optional(), downgrade: schedule.optional() }).transform((both) => ({
    kind: 'both' as const,
    ...both,
  })),
]);

/** Shape of a policy document, on plain values whose scalars are texts. Its JSON Schema is what editors read. */
export const policySchema = shape({
  gradus: version.describe('Version of the policy language.'),
  id,
  title: localText,
  currency,
  no_rate: z.enum(['refuse', 'missing']).optional().describe('What a balance without an exchange rate does.'),
  indicators: z.record(name, indicator),
  population: z
    .array(clause)
    .optional()
    .describe('Who is tiered; the first clause that is not true excludes.'),
  scorecard: z.record(name, characteristic),
  rules: z.array(rule).optional(),
  neutral_reason: reasonCode.optional().describe('Shown in place of the reasons of confidential rules.'),
  reasons: z.record(reasonCode, localText).optional().describe('Words for reason codes.'),
  tiers: z.array(tier).min(1).describe('Best first.'),
  schedule: schedules.optional(),
  lifecycle: shape({
    upgrade: z.enum(['at_once', 'one_step']).optional(),
    downgrade: z.enum(['one_step', 'to_computed']).optional(),
  }).optional(),
  renamed: z.record(id, id).optional().describe('Former id of a tier to its id today.'),
  treatments: z.record(id, z.array(treatment)).optional(),
  guarantees: z
    .array(guarantee)
    .optional()
    .describe('Treatments that must not depend on some indicators; proved by the check.'),
  evaluation: z.unknown().optional(),
});

export type PolicyShape = z.output<typeof policySchema>;
