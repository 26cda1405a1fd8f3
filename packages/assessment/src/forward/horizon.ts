import { monthEndsBetween, nextScheduledDay, type Day, type Schedule } from '@gradus/schema';
import type { Plan } from '@gradus/policy';

/** Dates beyond this many are no plan but a guess, and cost as many decisions over the whole bank. */
export const horizonDatesMax = 120;

/**
 * The days in (asOf, until] on which a tier can change by the calendar: every scheduled day of either direction. A daily
 * direction is looked at on month ends, so that what it shows can have happened up to a month before.
 */
export function horizonDates(plan: Plan, until: Day): Day[] {
  const { upgradeSchedule, downgradeSchedule } = plan.lifecycle;
  const days = [upgradeSchedule, downgradeSchedule].flatMap((one) => scheduledDays(one, plan.asOf, until));
  return [...new Set(days)].toSorted((a, b) => a - b);
}

function scheduledDays(schedule: Schedule, after: Day, until: Day): Day[] {
  if (schedule.kind !== 'year_days') return [...monthEndsBetween(after, until)];
  const days: Day[] = [];
  for (
    let day = nextScheduledDay(schedule, after + 1);
    day <= until;
    day = nextScheduledDay(schedule, day + 1)
  ) {
    days.push(day);
  }
  return days;
}
