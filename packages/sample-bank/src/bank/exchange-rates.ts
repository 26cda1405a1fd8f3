import { isMonthEnd } from '@gradus/schema';

import type { Period } from '../period.ts';
import type { Random } from '../random/random.ts';
import type { SourceFiles } from '../write/source-files.ts';

const rateStream = 800;
/** Rates in 1/10,000 yuan on the first day and the largest step of a day. */
const currencies = [
  { code: 'USD', first: 71_600, step: 90 },
  { code: 'HKD', first: 9_150, step: 12 },
] as const;

/** Writes a rate for every working day and month end of the period, in yuan for one unit. */
export function writeExchangeRates(random: Random, seed: number, period: Period, files: SourceFiles): void {
  currencies.forEach(({ code, first, step }, index) => {
    random.reseed(seed, rateStream, index);
    let rate = first;
    for (let day = period.dataFrom; day <= period.endsOn; day++) {
      // 1970-01-01 was a Thursday: 2 and 3 are Saturday and Sunday.
      const weekday = ((day % 7) + 7) % 7;
      const isWorkingDay = weekday !== 2 && weekday !== 3;
      if (!isWorkingDay && !isMonthEnd(day)) continue;
      const pull = rate > first * 1.05 ? -1 : rate < first * 0.95 ? 1 : 0;
      rate += random.around(-step, step) + pull * step;
      files.writeExchangeRate(code, day, rate);
    }
  });
}
