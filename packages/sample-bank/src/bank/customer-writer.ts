import type { Period } from '../period.ts';
import { givenCharacters, surnames } from '../person/names.ts';
import { drawPerson, type Person } from '../person/person.ts';
import { planEverydayLife } from '../deposit/everyday-life.ts';
import { EventList } from '../deposit/event-list.ts';
import { MainAccount, type MainAccountEnd } from '../deposit/main-account.ts';
import { SideAccounts, type Heir } from '../deposit/side-accounts.ts';
import { TermDeposits } from '../deposit/term-deposits.ts';
import { Loans } from '../credit/loans.ts';
import { Holdings } from '../wealth/holdings.ts';
import { Random } from '../random/random.ts';
import { encode } from '../write/encoding.ts';
import { accountId, customerId } from '../write/identifiers.ts';
import type { CustomerRow, SourceFiles } from '../write/source-files.ts';
import { drawBranch } from './branches.ts';

const mainOrdinal = 1;
const satisfaction = encode('满意度');

/** One stream of numbers for each part of a customer, so that a change to one part leaves the others alone. */
const streams = { profile: 2, deposits: 4, survey: 5, late: 6 } as const;

export interface BankSetting {
  readonly seed: number;
  readonly customers: number;
  readonly period: Period;
  readonly branches: readonly Uint8Array[];
}

/** Writes everything about one customer after the other. Each is made from (seed, number) alone. */
export class CustomerWriter {
  readonly loans: Loans;
  private readonly files: SourceFiles;
  private readonly setting: BankSetting;
  private readonly random = new Random();
  private readonly events = new EventList();
  private readonly terms: TermDeposits;
  private readonly main: MainAccount;
  private readonly side: SideAccounts;
  private readonly holdings: Holdings;

  constructor(files: SourceFiles, setting: BankSetting) {
    this.files = files;
    this.setting = setting;
    const { period, seed, customers } = setting;
    this.loans = new Loans(files, period, new Random(), seed, customers);
    this.terms = new TermDeposits(files, period, this.random, this.events);
    this.main = new MainAccount(files.entries, period, this.random);
    this.side = new SideAccounts(files, period, this.random);
    this.holdings = new Holdings(files, period, this.random, seed);
  }

  /** `number` is 1 to the number of customers. */
  write(number: number): void {
    const { random, setting, files } = this;
    const person = drawPerson(random, setting.seed, number, setting.period);
    const id = customerId(number);
    const row = this.describe(person, id);
    files.writeCustomer(row);
    files.entries.startCustomer(number);
    this.events.clear();
    this.loans.plan(person, id, this.events);
    if (person.hasDeposits) this.writeDeposits(person, id, row);
    files.sums.endCustomer(row.branch);
    this.writeSurvey(person, id);
    this.holdings.write(person, id);
  }

  private describe(person: Person, id: Uint8Array): CustomerRow {
    const { random, setting } = this;
    random.reseed(setting.seed, streams.profile, person.number);
    const surname = surnames[
      Math.min(random.below(surnames.length), random.below(surnames.length))
    ] as Uint8Array;
    const given = Array.from({ length: random.chance(750) ? 2 : 1 }, () => random.pick(givenCharacters));
    // Mobile numbers begin with 13 to 19, so these belong to nobody.
    const contact = encode(`10${random.below(10)}****${String(random.below(10_000)).padStart(4, '0')}`);
    return {
      id,
      name: [surname, ...given],
      contact,
      birthYear: person.birthYear,
      openedOn: person.openedOn,
      status: person.status,
      branch: drawBranch(random, setting.branches),
    };
  }

  private writeDeposits(person: Person, customer: Uint8Array, row: CustomerRow): void {
    const { random, setting, files, events } = this;
    const { period } = setting;
    const heir = this.heirOf(person);
    random.reseed(setting.seed, streams.deposits, person.number);
    const held = this.terms.plan(person, customer);
    const target = Math.max(person.wealth - held, 1_000);
    const isNew = person.openedOn >= period.dataFrom;
    const opening = isNew ? 0 : Math.floor((target * random.between(60, 140)) / 100);
    if (isNew) events.add(person.openedOn, 'opening', Math.max(1_000, target - (target % 1_000)));
    this.planChange(person, target);
    planEverydayLife(random, person, period, events);
    if (person.leftOn !== null) events.add(person.leftOn, 'closing', 0);
    const id = accountId(person.number, mainOrdinal);
    files.writeAccount({
      id,
      validFrom: person.openedOn,
      customer,
      kind: 'demand',
      product: person.segment === 'wage' || person.segment === 'retired' ? 'payroll' : 'savings',
      currency: 'CNY',
      openedOn: person.openedOn,
      termMonths: null,
      maturesOn: null,
      closedOn: person.leftOn,
      opening: isNew ? null : opening,
    });
    const end = this.main.run(id, person, events, opening, target);
    this.side.write(person, customer, heir);
    this.writeLate(person, id, end, row);
  }

  /** A few customers win or lose much of their means in the period. */
  private planChange(person: Person, target: number): void {
    const { random, setting, events } = this;
    const chosen = random.below(1000);
    const from = Math.max(person.openedOn, setting.period.dataFrom);
    const day = random.between(from, setting.period.endsOn);
    if (chosen < 40) events.add(day, 'target', target * random.between(1, 3));
    else if (chosen < 85) events.add(day, 'target', -Math.floor((target * random.between(50, 95)) / 100));
  }

  private heirOf(person: Person): Heir | null {
    const { setting } = this;
    const number = (person.number % setting.customers) + 1;
    if (number === person.number) return null;
    const heir = drawPerson(this.random, setting.seed, number, setting.period);
    return heir.leftOn === null ? { customer: customerId(number), openedOn: heir.openedOn } : null;
  }

  private writeSurvey(person: Person, id: Uint8Array): void {
    const { random, setting, files } = this;
    random.reseed(setting.seed, streams.survey, person.number);
    if (person.status !== 'active' || person.segment === 'idle' || !random.chance(60)) return;
    const from = Math.max(person.openedOn, setting.period.dataFrom);
    const day = random.between(from, setting.period.endsOn);
    files.survey.text(id).text(satisfaction).day(day).whole(random.around(3, 10)).endRow();
  }

  /** Bookings of the last days that reach the bank after its delivery, and news of a few customers. */
  private writeLate(person: Person, account: Uint8Array, end: MainAccountEnd, row: CustomerRow): void {
    const { random, setting, files } = this;
    if (person.leftOn !== null || person.segment === 'idle') return;
    random.reseed(setting.seed, streams.late, person.number);
    const { endsOn, dataFrom } = setting.period;
    const earliest = Math.max(endsOn - 18, person.openedOn, dataFrom);
    if (random.chance(12)) {
      const fen = random.between(500, 60_000);
      const day = random.between(earliest, endsOn);
      const isPayment = end.lowestLately > fen && random.chance(600);
      files.entries.write(
        files.lateEntry,
        account,
        day,
        isPayment ? -fen : fen,
        isPayment ? 'spend' : 'refund',
        'terminal',
      );
    }
    if (random.chance(2)) files.writeCustomer({ ...row, status: 'frozen' }, files.lateCustomer);
  }
}
