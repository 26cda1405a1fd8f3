import type { Day } from '@gradus/schema';

import type { Period } from '../period.ts';
import type { Person, Segment } from '../person/person.ts';
import type { Random } from '../random/random.ts';
import type { EventList } from './event-list.ts';

/** Purchases a month through this bank, least and most. */
const purchases = {
  wage: [1, 6],
  retired: [1, 3],
  trader: [1, 6],
  student: [2, 6],
  idle: [0, 0],
} as const satisfies Record<Segment, readonly [number, number]>;

/** Plans a customer's income, spending and transfers for every month of the period. */
export function planEverydayLife(random: Random, person: Person, period: Period, events: EventList): void {
  const payday = random.between(10, 15);
  const hasBonus = person.segment === 'wage' && random.chance(400);
  const dressing = drawDressing(random, person);
  for (let month = 0; month < period.months; month++) {
    const first = Math.max(period.firstDays[month] as Day, person.openedOn);
    const last = Math.min(period.lastDays[month] as Day, (person.leftOn ?? period.endsOn + 1) - 1);
    if (first > last) continue;
    if (person.segment === 'idle') planIdleMonth(random, person, first, last, events);
    else {
      const isBonusMonth = hasBonus && (period.labels[month] as number) % 100 === 1;
      const planned = (period.firstDays[month] as Day) + payday - 1;
      if (planned >= first && planned <= last)
        planIncome(random, person, { first, payday: planned, last }, isBonusMonth, events);
      planSpending(random, person, first, last, events);
      if (random.chance(750))
        events.add(random.between(first + Math.floor((last - first) / 2), last), 'settle', 0);
    }
    if (dressing > 0 && last === period.lastDays[month])
      planDressing(random, dressing, last, period, person, events);
  }
  for (const day of period.interestDays) {
    if (day >= person.openedOn && day < (person.leftOn ?? period.endsOn + 1)) events.add(day, 'interest', 0);
  }
}

interface IncomeDays {
  readonly first: Day;
  readonly payday: Day;
  readonly last: Day;
}

function planIncome(
  random: Random,
  person: Person,
  { first, payday, last }: IncomeDays,
  isBonusMonth: boolean,
  events: EventList,
): void {
  const varied = Math.floor((person.monthlyIncome * random.between(95, 108)) / 100);
  if (person.segment === 'wage' || person.segment === 'retired') {
    events.add(payday, 'salary', isBonusMonth ? varied * 2 : varied);
    return;
  }
  const receipts = person.segment === 'trader' ? random.between(1, 4) : 1;
  for (let count = 0; count < receipts; count++) {
    events.add(
      random.between(Math.max(payday - 6, first), last),
      'receipt',
      wholeYuan(Math.floor(varied / receipts)) + random.below(2) * 50,
    );
  }
}

function planSpending(random: Random, person: Person, first: Day, last: Day, events: EventList): void {
  const [least, most] = purchases[person.segment];
  const count = random.between(least, most);
  const mean = count === 0 ? 0 : person.monthlySpend / count;
  for (let done = 0; done < count; done++) {
    const day = random.between(first, last);
    const index = events.add(day, 'spend', Math.floor((mean * random.between(30, 170)) / 100));
    const refundDay = day + random.between(1, 9);
    if (refundDay <= last && random.chance(35)) events.add(refundDay, 'refund', index);
  }
  if (random.chance(person.segment === 'retired' ? 450 : 180)) {
    events.add(random.between(first, last), 'cash_out', random.between(2, 30) * 10_000);
  }
  if (random.chance(person.segment === 'trader' ? 250 : 30)) {
    events.add(random.between(first, last), 'cash_in', random.between(5, 60) * 10_000);
  }
  if (random.chance(120)) events.add(random.between(first, last), 'payment', random.between(100, 3000) * 100);
  if (random.chance(60))
    events.add(random.between(first, last), 'fee', random.pick([200, 200, 300, 1000, 500]));
}

function planIdleMonth(random: Random, person: Person, first: Day, last: Day, events: EventList): void {
  if (person.status === 'dormant' || !random.chance(70)) return;
  events.add(
    random.between(first, last),
    random.pick(['receipt', 'cash_out', 'payment', 'settle'] as const),
    random.between(1, 8) * 10_000,
  );
}

/**
 * Month-end dressing 冲时点: money that is here on the last day of a month and gone on the first of the next.
 * Three per cent of the customers do it, those with some means. Returns its size in fen, 0 for the others.
 */
function drawDressing(random: Random, person: Person): number {
  if (person.segment === 'idle' || person.band < 2 || person.status !== 'active' || !random.chance(85))
    return 0;
  const fen = Math.floor((person.wealth * random.between(100, 400)) / 100) + 2_000_000;
  return Math.min(fen - (fen % 100_000), 500_000_000);
}

function planDressing(
  random: Random,
  fen: number,
  lastDay: Day,
  period: Period,
  person: Person,
  events: EventList,
): void {
  const isQuarterEnd = period.interestDays.some((day) => lastDay - day >= 0 && lastDay - day < 15);
  if (!isQuarterEnd && !random.chance(550)) return;
  if (person.leftOn !== null && person.leftOn <= lastDay + 1) return;
  events.add(lastDay, 'dressing_in', fen);
  if (lastDay < period.endsOn) events.add(lastDay + 1, 'dressing_out', fen);
}

function wholeYuan(fen: number): number {
  return fen - (fen % 100);
}
