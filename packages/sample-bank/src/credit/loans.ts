import { addMonths, dayParts, monthEndAfter, wholeMonthsBetween, type Day } from '@gradus/schema';

import type { EventList } from '../deposit/event-list.ts';
import type { Period } from '../period.ts';
import type { Person } from '../person/person.ts';
import type { Random } from '../random/random.ts';
import type { LoanProduct } from '../write/codes.ts';
import { customerId, loanId } from '../write/identifiers.ts';
import type { SourceFiles } from '../write/source-files.ts';
import { PaymentCourse, type Habit, type PaymentState } from './delinquency.ts';

/** Borrowers by wealth band, in 1/1000. */
const borrowers = {
  mortgage: [15, 30, 55, 75, 85, 60],
  consumer: [75, 75, 65, 55, 40, 20],
  business: [5, 8, 12, 18, 30, 40],
  card: [85, 130, 170, 200, 220, 180],
} as const satisfies Record<LoanProduct, readonly number[]>;

/** Terms in months and principal in thousands of yuan, least and most. */
const termsOf = {
  mortgage: { months: [120, 180, 240, 300, 360], thousands: [200, 1500], ageInMonths: 110 },
  consumer: { months: [12, 24, 24, 36], thousands: [5, 150], ageInMonths: 30 },
  business: { months: [12, 24, 36], thousands: [50, 800], ageInMonths: 24 },
  card: { months: [], thousands: [3, 60], ageInMonths: 80 },
} as const satisfies Record<LoanProduct, unknown>;

const products = Object.keys(borrowers) as LoanProduct[];
const loanStream = 3;

const paidUp: PaymentState = { daysPastDue: 0, class: 'normal' };

interface Loan {
  readonly id: Uint8Array;
  readonly product: LoanProduct;
  readonly principal: number;
  readonly openedOn: Day;
  readonly months: number;
}

/** Loans of customers, reported at every month end from the one before the period. */
export class Loans {
  written = 0;
  private readonly files: SourceFiles;
  private readonly period: Period;
  private readonly random: Random;
  private readonly course: PaymentCourse;
  private readonly seed: number;
  private readonly customers: number;

  /** `random` is re-seeded here: what a customer owes does not hang on what was drawn for the deposits. */
  constructor(files: SourceFiles, period: Period, random: Random, seed: number, customers: number) {
    this.files = files;
    this.period = period;
    this.random = random;
    this.course = new PaymentCourse(random);
    this.seed = seed;
    this.customers = customers;
  }

  /** Writes the loans of a customer and plans their instalments on the main account. */
  plan(person: Person, customer: Uint8Array, events: EventList): void {
    const { random, period } = this;
    const age = dayParts(period.endsOn).year - person.birthYear;
    if (person.leftOn !== null || person.segment === 'student' || age < 22 || age > 66) return;
    random.reseed(this.seed, loanStream, person.number);
    const habit = this.drawHabit(person);
    let ordinal = 0;
    for (const product of products) {
      if (!random.chance(borrowers[product][person.band] ?? 0)) continue;
      if (product === 'business' && person.segment !== 'trader' && !random.chance(150)) continue;
      ordinal += 1;
      this.writeLoan(person, customer, product, loanId(person.number, ordinal), habit, events);
    }
  }

  private drawHabit(person: Person): Habit {
    const failing = person.band <= 1 ? 190 : person.band <= 3 ? 80 : 20;
    const drawn = this.random.below(1000);
    if (drawn < failing) return 'failing';
    return drawn < failing + 110 ? 'sloppy' : 'good';
  }

  private writeLoan(
    person: Person,
    customer: Uint8Array,
    product: LoanProduct,
    id: Uint8Array,
    habit: Habit,
    events: EventList,
  ): void {
    const { random, period, files } = this;
    const { thousands, months, ageInMonths } = termsOf[product];
    const oldest = addMonths(period.endsOn, -random.between(1, ageInMonths));
    const openedOn = Math.min(Math.max(oldest, person.openedOn), period.endsOn);
    const term = product === 'card' ? 0 : random.pick<number>(months);
    const principal = random.around(thousands[0], thousands[1]) * 100_000;
    const loan: Loan = { id, product, principal, openedOn, months: term };
    files.writeLoan({
      id,
      product,
      principal,
      openedOn,
      maturesOn: product === 'card' ? null : addMonths(openedOn, term),
      limit: product === 'card' ? principal : null,
    });
    this.written += 1;
    files.writeLoanParty(id, customer, 'borrower');
    this.writeOthers(person, product, id);
    this.report(loan, person, habit, events);
  }

  /** Couples who buy together, and those who vouch for a neighbour: customers of nearby numbers. */
  private writeOthers(person: Person, product: LoanProduct, id: Uint8Array): void {
    const { random } = this;
    const other = ((person.number - 1 + random.between(1, 5)) % this.customers) + 1;
    if (other === person.number) return;
    if (product === 'mortgage' && random.chance(120))
      this.files.writeLoanParty(id, customerId(other), 'borrower');
    if (
      (product === 'consumer' || product === 'business') &&
      random.chance(product === 'business' ? 450 : 60)
    ) {
      this.files.writeLoanParty(id, customerId(other), 'guarantor');
    }
  }

  private report(loan: Loan, person: Person, habit: Habit, events: EventList): void {
    const { random, period, course } = this;
    const isCard = loan.product === 'card';
    course.start(habit, isCard, random.between(addMonths(period.dataFrom, -9), period.endsOn));
    const isUnused = isCard && random.chance(200) && habit === 'good';
    const usage = isUnused ? 0 : random.between(5, 75);
    for (let month = -9; month < period.months; month++) {
      const asOf = monthEndAfter(period.dataFrom, month);
      if (asOf < loan.openedOn) continue;
      // Nothing is due in the first month of a loan.
      const isNew = asOf < loan.openedOn + 31;
      const { daysPastDue, class: rank } = isNew ? paidUp : course.report(asOf);
      if (month < -1) continue;
      const left = isCard ? this.cardBalance(loan, usage, daysPastDue) : scheduled(loan, asOf, daysPastDue);
      if (left === 0) {
        this.files.writeLoanStatus(loan.id, asOf, 0, 0, 0, 'normal');
        if (!isCard) return;
        continue;
      }
      const monthly = isCard ? Math.floor(left / 10) : Math.floor(loan.principal / loan.months);
      const overdue = Math.min(left, monthly * Math.ceil(daysPastDue / 30));
      this.files.writeLoanStatus(loan.id, asOf, left, daysPastDue, overdue, rank);
      if (daysPastDue === 0 && month >= 0) this.planInstalment(person, asOf, monthly, events);
    }
  }

  /** `usage` is the part of the limit that the customer tends to use, in per cent. */
  private cardBalance(loan: Loan, usage: number, daysPastDue: number): number {
    if (usage === 0) return 0;
    const used =
      daysPastDue > 0 ? this.random.between(80, 100) : Math.max(0, usage + this.random.between(-12, 20));
    return Math.floor((loan.principal * used) / 100);
  }

  /** Only customers with an income pay from their account here; the others pay elsewhere. */
  private planInstalment(person: Person, monthEnd: Day, fen: number, events: EventList): void {
    const canPay = person.monthlyIncome > fen * 2 && person.hasDeposits && person.status === 'active';
    const day = monthEnd - this.random.between(2, 12);
    if (canPay && fen > 0 && day >= Math.max(person.openedOn, this.period.dataFrom))
      events.add(day, 'instalment', fen);
  }
}

/** What is left by an even schedule; a borrower in arrears stays where the arrears began. */
function scheduled(loan: Loan, asOf: Day, daysPastDue: number): number {
  const passed = wholeMonthsBetween(loan.openedOn, asOf - daysPastDue);
  const left = loan.months - passed;
  return left <= 0 ? 0 : Math.floor((loan.principal / loan.months) * left);
}
