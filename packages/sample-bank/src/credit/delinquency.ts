import { dayParts, type Day, type LoanClass } from '@gradus/schema';

import type { Random } from '../random/random.ts';

/** How a borrower pays: on time, now and then late, or not any more. */
export const habits = ['good', 'sloppy', 'failing'] as const;

export type Habit = (typeof habits)[number];

export interface PaymentState {
  /** 0 when everything due is paid. */
  readonly daysPastDue: number;
  readonly class: LoanClass;
}

/** Months for which a loan stays substandard after its arrears are paid. */
const cureMonths = 6;

/**
 * The course of a loan from report to report: arrears grow by calendar days, end when they are paid, and a loan
 * that was non-performing keeps its class for half a year after that.
 */
export class PaymentCourse {
  private readonly random: Random;
  private habit: Habit = 'good';
  private isCard = false;
  private dueDay = 1;
  private failsOn = 0;
  /** Day on which the oldest unpaid instalment was due; null when none is. */
  private unpaidSince: Day | null = null;
  private curingLeft = 0;
  private wasNonPerforming = false;

  constructor(random: Random) {
    this.random = random;
  }

  /** `failsOn` is the day on which a failing borrower stops paying. */
  start(habit: Habit, isCard: boolean, failsOn: Day): void {
    this.habit = habit;
    this.isCard = isCard;
    this.failsOn = failsOn;
    this.dueDay = this.random.between(1, 26);
    this.unpaidSince = null;
    this.curingLeft = 0;
    this.wasNonPerforming = false;
  }

  /** State at a month end; call it for every month end in turn. */
  report(monthEnd: Day): PaymentState {
    const due = monthEnd - dayParts(monthEnd).day + this.dueDay;
    this.step(due);
    const daysPastDue = this.unpaidSince === null ? 0 : monthEnd - this.unpaidSince;
    const rank = classOf(daysPastDue, this.isCard);
    if (daysPastDue > 90) this.wasNonPerforming = true;
    if (this.curingLeft > 0) {
      this.curingLeft -= 1;
      return { daysPastDue, class: rank === 'normal' || rank === 'special_mention' ? 'substandard' : rank };
    }
    return { daysPastDue, class: rank };
  }

  private step(due: Day): void {
    const { random } = this;
    if (this.habit === 'good') {
      this.unpaidSince = random.chance(4) ? due + Math.max(0, 26 - this.dueDay) : null;
    } else if (this.habit === 'sloppy') {
      const isStillUnpaid = this.unpaidSince !== null && random.chance(250);
      if (!isStillUnpaid) this.unpaidSince = random.chance(220) ? due : null;
    } else if (this.unpaidSince === null) {
      if (due >= this.failsOn && (this.failsOn > due - 31 || random.chance(40))) this.unpaidSince = due;
    } else if (random.chance(55)) {
      this.unpaidSince = null;
      if (this.wasNonPerforming) this.curingLeft = cureMonths;
      this.wasNonPerforming = false;
    }
  }
}

/** Class by days past due; cards are judged harder. Source: the 2023 rules as summarised in the field notes. */
function classOf(daysPastDue: number, isCard: boolean): LoanClass {
  const [doubtful, loss] = isCard ? [120, 180] : [270, 360];
  if (daysPastDue === 0) return 'normal';
  if (daysPastDue <= 90) return 'special_mention';
  if (daysPastDue <= doubtful) return 'substandard';
  return daysPastDue <= loss ? 'doubtful' : 'loss';
}
