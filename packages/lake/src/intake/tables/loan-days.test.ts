import { afterEach, beforeEach, expect, test } from 'vitest';
import { smallFiles, smallMapping } from '../../trial/small-bank.ts';
import { TrialLake } from '../../trial/trial-lake.ts';

/** Days of loans and their reports that are sound one by one, and hardly right as a whole. */

let lake: TrialLake;

beforeEach(async () => {
  lake = await TrialLake.open();
});

afterEach(async () => {
  await lake[Symbol.asyncDispose]();
});

const mapping = smallMapping({
  head: 'business_date: 2024-06-30',
  more: `
  loan:
    file: loans.csv
    fields: { loan_id: id, principal: principal, opened_on: opened }
  loan_status:
    file: reports.csv
    fields: { loan_id: loan, as_of: day, outstanding: outstanding, days_past_due: { value: 0 } }`,
});

interface DaysCase {
  readonly name: string;
  readonly opened: readonly string[];
  readonly reported: string;
  readonly warnings: readonly object[];
}

const past = (count: number): string[] => Array.from({ length: count }, () => '2020-01-01');
const ahead = (count: string, loans: string, latest: string) => ({
  code: 'intake.loans-ahead',
  data: { ahead: count, loans, latest, lastDay: '2024-06-30' },
});

test.for<DaysCase>([
  {
    name: 'all loans granted ahead',
    opened: ['2030-01-01', '2031-02-03'],
    reported: '2024-06-30',
    warnings: [ahead('2', '2', '2031-02-03')],
  },
  {
    name: 'one of twenty ahead',
    opened: [...past(19), '2024-07-01'],
    reported: '2024-06-30',
    warnings: [ahead('1', '20', '2024-07-01')],
  },
  {
    name: 'one of twenty-one ahead, as one approved early',
    opened: [...past(20), '2024-07-01'],
    reported: '2024-06-30',
    warnings: [],
  },
  { name: 'granted on the last day', opened: ['2024-06-30'], reported: '2024-06-30', warnings: [] },
  { name: 'reports of a year ago', opened: past(1), reported: '2023-06-30', warnings: [] },
  {
    name: 'reports of more than a year ago',
    opened: past(1),
    reported: '2023-06-29',
    warnings: [{ code: 'intake.reports-stale', data: { latest: '2023-06-29', businessDate: '2024-06-30' } }],
  },
])('$name', async ({ opened, reported, warnings }) => {
  const report = await lake.import(mapping, {
    ...smallFiles,
    'loans.csv': `id,principal,opened\n${opened.map((day, n) => `L${n},100,${day}\n`).join('')}`,
    'reports.csv': `loan,day,outstanding\nL0,${reported},50\n`,
  });
  expect(report.status).toBe('accepted');
  expect(
    report.warnings.filter(({ code }) => ['intake.loans-ahead', 'intake.reports-stale'].includes(code)),
  ).toMatchObject(warnings);
});
