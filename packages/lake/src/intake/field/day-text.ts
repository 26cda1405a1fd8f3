import { quoteText } from '@gradus/engine';
import { isoFormat, type DayFormat, type ShortYear } from '../../mapping/day-format.ts';

/** A day read from text, as expressions over it. */
export interface DayText {
  /** The day; only of use where `isDay` holds. */
  readonly day: string;
  /** Whether the text has the form of the format, and names a day that there is. */
  readonly isDay: string;
}

/**
 * Reads the text expression `text` as a day. A year of two digits lies in the hundred years up to `latestYear`; null: up to 2068,
 * as the engine has it.
 */
export function dayText(text: string, format: DayFormat, latestYear: number | null): DayText {
  const { shape, pattern, shortYear, isOrdinal } = format;
  if (shape === isoFormat.shape) {
    // A third of the time of the general way; what comes back as it was has the form.
    const day = `TRY_CAST(${text} AS DATE)`;
    return { day, isDay: `CAST(${day} AS VARCHAR) = ${text}` };
  }
  const hasForm = `regexp_full_match(${text}, ${quoteText(shape)})`;
  if (shortYear !== null && latestYear !== null) {
    const whole = withCentury(text, shortYear, latestYear);
    return parsed(whole, pattern.replace('%y', '%Y'), hasForm, isOrdinal);
  }
  return parsed(text, pattern, hasForm, isOrdinal);
}

function parsed(text: string, pattern: string, hasForm: string, isOrdinal: boolean): DayText {
  const day = `CAST(try_strptime(${text}, ${quoteText(pattern)}) AS DATE)`;
  // The engine counts a 366th day on into the next year.
  const isInYear = isOrdinal ? ` AND strftime(${day}, ${quoteText(pattern)}) = ${text}` : '';
  return { day, isDay: `${hasForm}${isInYear}` };
}

/** The text with four digits of the year for its two. */
function withCentury(text: string, year: ShortYear, latestYear: number): string {
  const century = Math.floor(latestYear / 100);
  const isFromStart = 'before' in year;
  const first = isFromStart ? String(year.before + 1) : `length(${text}) - ${year.behind + 1}`;
  const isBefore = `substr(${text}, ${first}, 2) > ${quoteText(String(latestYear % 100).padStart(2, '0'))}`;
  const digits = `CASE WHEN ${isBefore} THEN '${century - 1}' ELSE '${century}' END`;
  return `(substr(${text}, 1, ${first} - 1) || ${digits} || substr(${text}, ${first}))`;
}
