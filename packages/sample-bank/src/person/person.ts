import { addMonths, dayFromParts, dayParts, type Day } from '@gradus/schema';

import type { Period } from '../period.ts';
import type { Random } from '../random/random.ts';
import { drawWealth } from './wealth.ts';

export const segments = ['wage', 'retired', 'trader', 'student', 'idle'] as const;

export type Segment = (typeof segments)[number];

export const statuses = ['active', 'dormant', 'frozen', 'closed'] as const;

export type Status = (typeof statuses)[number];

/** Everything about a customer that other parts of the bank build on. Money in fen. */
export interface Person {
  /** 1 to the number of customers. */
  readonly number: number;
  readonly band: number;
  /** Deposits that the customer tends to keep. */
  readonly wealth: number;
  readonly segment: Segment;
  readonly status: Status;
  readonly birthYear: number;
  readonly openedOn: Day;
  /** Day on which a leaver closed the last account; null for all others. */
  readonly leftOn: Day | null;
  readonly hasDeposits: boolean;
  /** Money that comes in a month: wages, a pension, takings, what parents send; 0 when it goes to another bank. */
  readonly monthlyIncome: number;
  /** Spending a month through this bank. */
  readonly monthlySpend: number;
}

/** Segments by wealth band, in per cent, in the order of `segments`. */
const segmentWeights = [
  [24, 8, 4, 10, 54],
  [36, 15, 7, 9, 33],
  [46, 23, 9, 3, 19],
  [47, 29, 13, 0, 11],
  [45, 30, 19, 0, 6],
  [38, 24, 35, 0, 3],
] as const;

/** Monthly income in yuan by wealth band. */
const incomes = {
  wage: [
    [2500, 5500],
    [3000, 7000],
    [4000, 9500],
    [6000, 18_000],
    [12_000, 36_000],
    [15_000, 80_000],
  ],
  retired: [
    [1500, 3500],
    [1800, 4200],
    [2200, 5200],
    [3500, 9000],
    [5000, 13_000],
    [5000, 15_000],
  ],
  trader: [
    [3000, 8000],
    [4000, 10_000],
    [5000, 14_000],
    [7000, 22_000],
    [12_000, 48_000],
    [30_000, 200_000],
  ],
  student: [
    [800, 2000],
    [900, 2400],
    [1000, 3000],
    [1200, 3000],
    [1500, 4000],
    [2000, 6000],
  ],
  idle: [
    [0, 0],
    [0, 0],
    [0, 0],
    [0, 0],
    [0, 0],
    [0, 0],
  ],
} as const satisfies Record<Segment, readonly (readonly [number, number])[]>;

/** Part of the income that is spent through this bank, in per cent. */
const spendShares = {
  wage: [40, 92],
  retired: [40, 88],
  trader: [25, 75],
  student: [70, 95],
  idle: [0, 0],
} as const satisfies Record<Segment, readonly [number, number]>;

const ages = {
  wage: [22, 58],
  retired: [56, 88],
  trader: [25, 64],
  student: [17, 25],
  idle: [19, 82],
} as const;

const personStream = 1;

/** The customer of a number: the same in every bank of the seed and period, whatever its size. */
export function drawPerson(random: Random, seed: number, number: number, period: Period): Person {
  random.reseed(seed, personStream, number);
  const { band, fen } = drawWealth(random);
  const segment = segments[random.weighted(segmentWeights[band] as readonly number[])] as Segment;
  const [youngest, oldest] = ages[segment];
  const birthYear = dayParts(period.endsOn).year - random.around(youngest, oldest);
  const openedOn = drawOpening(random, birthYear, segment, period);
  const leftOn = drawLeaving(random, openedOn, period);
  const [leastIncome, mostIncome] = incomes[segment][band] as readonly [number, number];
  const monthlyIncome = random.around(leastIncome, mostIncome) * 100;
  const [leastSpend, mostSpend] = spendShares[segment];
  const monthlySpend = Math.floor((monthlyIncome * random.between(leastSpend, mostSpend)) / 100);
  return {
    number,
    band,
    wealth: fen,
    segment,
    status: leftOn === null ? drawStatus(random, segment, band) : 'closed',
    birthYear,
    openedOn,
    leftOn,
    hasDeposits: leftOn !== null || !random.chance(12),
    monthlyIncome,
    monthlySpend,
  };
}

/** Seven per cent joined in the period of a year; the others over the 25 years before it. */
function drawOpening(random: Random, birthYear: number, segment: Segment, period: Period): Day {
  const perMille = Math.min(300, 6 * period.months) * (segment === 'student' ? 3 : 1);
  if (random.chance(perMille)) return random.between(period.dataFrom, period.endsOn - 1);
  const earliest = dayFromParts({ year: Math.max(birthYear + 16, 1996), month: 1, day: 1 });
  const latest = period.dataFrom - 1;
  return random.between(Math.min(Math.max(earliest, latest - 25 * 365), latest), latest);
}

function drawLeaving(random: Random, openedOn: Day, period: Period): Day | null {
  const isLeaver = random.chance(Math.min(200, 2 * period.months));
  const earliest = Math.max(addMonths(openedOn, 1), period.dataFrom + 1);
  if (!isLeaver || earliest >= period.endsOn) return null;
  return random.between(earliest, period.endsOn);
}

function drawStatus(random: Random, segment: Segment, band: number): Status {
  if (segment === 'idle' && band <= 2 && random.chance(140)) return 'dormant';
  return random.chance(3) ? 'frozen' : 'active';
}
