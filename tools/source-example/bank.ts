// The small bank that every folder of examples/sources holds: always the same one, however its files are written.
import { addMonths, dayFromParts, formatDay, monthEnd, type Day } from '@gradus/schema';

/** Rows as texts under the names of the table's fields: days as yyyy-mm-dd, amounts in major units, empty for no value. */
export interface ExampleTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Tables of the bank, in the order in which they refer to each other. */
export interface ExampleBank {
  readonly customer: ExampleTable;
  readonly account: ExampleTable;
  readonly entry: ExampleTable;
  readonly loan: ExampleTable;
  readonly loan_party: ExampleTable;
  readonly loan_status: ExampleTable;
  readonly exchange_rate: ExampleTable;
}

/** First day from which all bookings are there, and the last day of the 14 months. */
export const exampleFrom: Day = dayFromParts({ year: 2024, month: 1, day: 1 });
export const exampleTo: Day = dayFromParts({ year: 2025, month: 2, day: 28 });

const monthCount = 14;
const customerCount = 30;
const accountCount = 60;
const loanCount = 8;

const surnames = ['王', '李', '张', '刘', '陈', '杨', '赵', '黄', '周', '吴'];
const givenNames = ['芳', '雷', '秀英', '建国', '敏', '静', '志强', '丽', '军', '洋', '桂兰'];

/** The bank. The same rows on every call and every machine. */
export function exampleBank(): ExampleBank {
  const accounts = Array.from({ length: accountCount }, (_, index) => accountOf(index));
  return {
    customer: table(
      'customer',
      ['customer_id', 'name', 'birth_year', 'opened_on', 'status', 'branch_id'],
      customerRows(),
    ),
    account: table(
      'account',
      [
        'account_id',
        'customer_id',
        'kind',
        'product',
        'currency',
        'opened_on',
        'closed_on',
        'term_months',
        'matures_on',
        'opening_balance',
      ],
      accounts.map(accountRow),
    ),
    entry: table(
      'entry',
      ['entry_id', 'account_id', 'booked_on', 'amount', 'purpose', 'channel'],
      accounts
        .flatMap(bookings)
        .toSorted((a, b) => a.day - b.day)
        .map(({ account, day, cents, purpose, channel }, index) => [
          `E${pad(index + 1, 6)}`,
          account,
          formatDay(day),
          money(cents),
          purpose,
          channel,
        ]),
    ),
    loan: loanTable(),
    loan_party: loanPartyTable(),
    loan_status: table(
      'loan_status',
      ['loan_id', 'as_of', 'outstanding', 'days_past_due', 'overdue', 'class'],
      statusRows(),
    ),
    exchange_rate: table(
      'exchange_rate',
      ['currency', 'quote_currency', 'as_of', 'rate'],
      months().map((end, index) => ['USD', 'CNY', formatDay(end), `7.${pad(1000 + 37 * index, 4)}`]),
    ),
  };
}

function loanTable(): ExampleTable {
  return table(
    'loan',
    ['loan_id', 'product', 'currency', 'principal', 'opened_on', 'matures_on'],
    loanNumbers.map((index) => {
      const opened = addMonths(exampleFrom, -3 - index);
      return [
        `L${pad(index + 1, 3)}`,
        'mortgage',
        'CNY',
        money(principal(index)),
        formatDay(opened),
        formatDay(addMonths(opened, 120)),
      ];
    }),
  );
}

function loanPartyTable(): ExampleTable {
  return table(
    'loan_party',
    ['loan_id', 'customer_id', 'role'],
    loanNumbers.flatMap((index) => {
      const borrower = [`L${pad(index + 1, 3)}`, customerId(index * 3), 'borrower'];
      return index === 2 ? [borrower, ['L003', customerId(1), 'guarantor']] : [borrower];
    }),
  );
}

interface Account {
  readonly index: number;
  readonly id: string;
  readonly kind: 'demand' | 'term';
  readonly currency: 'CNY' | 'USD';
  readonly openedOn: Day;
  readonly closedOn: Day | null;
  /** Balance before the first day in cents; null of an account that is younger. */
  readonly openingCents: number | null;
}

interface Booking {
  readonly account: string;
  readonly day: Day;
  readonly cents: number;
  readonly purpose: string;
  readonly channel: string;
}

const loanNumbers = Array.from({ length: loanCount }, (_, index) => index);

function table(name: string, columns: readonly string[], rows: readonly (readonly string[])[]): ExampleTable {
  return { name, columns, rows };
}

function customerRows(): string[][] {
  return Array.from({ length: customerCount }, (_, index) => {
    const name = `${surnames[index % surnames.length]}${givenNames[index % givenNames.length]}`;
    const opened = addMonths(exampleFrom, -(12 + 5 * index)) + (index % 20);
    const status = index === 27 ? 'dormant' : 'active';
    return [
      customerId(index),
      name,
      String(1950 + ((index * 7) % 50)),
      formatDay(opened),
      status,
      `B${pad(1 + (index % 3), 2)}`,
    ];
  });
}

/** Two accounts per customer: a demand account, and a term deposit or one in dollars. */
function accountOf(index: number): Account {
  const isSecond = index >= customerCount;
  const owner = index % customerCount;
  const isYoung = isSecond && owner % 6 === 1;
  const openedOn = isYoung ? exampleFrom + 45 + owner : addMonths(exampleFrom, -(1 + (owner % 11)));
  return {
    index,
    id: `A${pad(index + 1, 4)}`,
    kind: isSecond && owner % 5 !== 4 ? 'term' : 'demand',
    currency: isSecond && owner % 5 === 4 ? 'USD' : 'CNY',
    openedOn,
    closedOn: isYoung && owner === 7 ? exampleTo - 40 : null,
    openingCents: isYoung ? null : depositCents(index),
  };
}

function accountRow({ index, id, kind, currency, openedOn, closedOn, openingCents }: Account): string[] {
  const term = kind === 'term' ? [12, 24, 36][index % 3] : undefined;
  return [
    id,
    customerId(index % customerCount),
    kind,
    kind === 'term' ? `T${term}` : 'D0',
    currency,
    formatDay(openedOn),
    closedOn === null ? '' : formatDay(closedOn),
    term === undefined ? '' : String(term),
    term === undefined ? '' : formatDay(addMonths(openedOn, term)),
    openingCents === null ? '' : money(openingCents),
  ];
}

function bookings(account: Account): Booking[] {
  const { id, index, openedOn, closedOn, openingCents } = account;
  const book = (day: Day, cents: number, purpose: string, channel: string): Booking => ({
    account: id,
    day,
    cents,
    purpose,
    channel,
  });
  if (openingCents === null) {
    const cents = depositCents(index);
    const deposit = book(openedOn, cents, 'transfer', 'counter');
    return closedOn === null ? [deposit] : [deposit, book(closedOn, -cents, 'transfer', 'counter')];
  }
  if (account.kind === 'term') {
    return [book(exampleFrom + 89 + (index % 7), Math.trunc(openingCents / 400), 'interest', 'system')];
  }
  return months().flatMap((end, month) => {
    const first = end - 27 + (index % 5);
    const salary = 450_000 + 61_013 * (index % 13);
    const spend = 90_000 + (((index + 1) * (month + 3) * 48_271) % 610_007);
    const rows = [
      book(first, salary, 'salary', 'transfer'),
      book(first + 9 + (month % 7), -spend, 'spend', 'card'),
    ];
    return (index + month) % 4 === 0
      ? [...rows, book(end, 12_345 + 100 * month, 'interest', 'system')]
      : rows;
  });
}

function statusRows(): string[][] {
  return months().flatMap((end, month) =>
    loanNumbers.map((index) => {
      // One loan falls further behind each month, one was late for a while, the others pay.
      const late =
        index === 3 && month > 8 ? 30 * (month - 8) : index === 5 && month > 3 && month < 7 ? 12 : 0;
      const grade = late > 90 ? 'substandard' : late > 0 ? 'special_mention' : 'normal';
      const outstanding = principal(index) - 150_000 * month;
      return [
        `L${pad(index + 1, 3)}`,
        formatDay(end),
        money(outstanding),
        String(late),
        late === 0 ? '' : money(late * 5_000),
        grade,
      ];
    }),
  );
}

function months(): Day[] {
  return Array.from({ length: monthCount }, (_, index) => monthEnd(addMonths(exampleFrom, index)));
}

function customerId(index: number): string {
  return `C${pad(index + 1, 3)}`;
}

function depositCents(index: number): number {
  return 120_000 + (((index + 1) ** 3 * 7_919) % 97_000_003);
}

function principal(index: number): number {
  return 30_000_000 + 7_500_000 * index;
}

/** Cents as major units with two digits. */
function money(cents: number): string {
  const digits = pad(Math.abs(cents), 3);
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

function pad(value: number, digits: number): string {
  return String(value).padStart(digits, '0');
}
