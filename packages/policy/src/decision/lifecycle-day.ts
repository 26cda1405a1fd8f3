import { addDuration, addMonths, type Day, type Duration } from '@gradus/schema';

/** The latest day from which `duration` is over on `asOf`: asOf >= x + duration is x <= this. */
export function latestStart(asOf: Day, duration: Duration): Day {
  if (duration.unit === 'days') return asOf - duration.count;
  let start = addMonths(asOf, -duration.count);
  while (addMonths(start + 1, duration.count) <= asOf) start += 1;
  return start;
}

/** The earliest day from which `duration` is not yet exceeded on `asOf`: asOf > x + duration is x < this. */
export function earliestRemembered(asOf: Day, duration: Duration): Day {
  let start = latestStart(asOf, duration);
  while (addDuration(start, duration) >= asOf) start -= 1;
  return start + 1;
}
