import { formatDay } from '@gradus/schema';
import { expect, test } from 'vitest';
import { profileColumn } from './column-profile.ts';
import { isContradicted } from './contradicted-day.ts';

const toldDay = '2026-10-31';
const after = ['2027-03-01', '2030-05-04', '2048-12-31', '2026-10-30'];
const before = ['2020-03-01', '2026-10-31', '2019-12-31'];
const of = (name: string, days: readonly string[]): ReturnType<typeof profileColumn> =>
  profileColumn(name, days);

test.each([
  ['loan.opened_on', 'Final Date', after],
  ['account.opened_on', 'Date 2', after],
  ['entry.booked_on', 'Date', after],
  ['balance.day', 'Open Date', before],
  ['loan_status.as_of', 'Drawdown Date', before],
  ['loan_status.as_of', 'Date', Array.from({ length: 200 }, (_, at) => formatDay(15_000 + at * 7))],
])('%s is not %s', (place, name, days) => {
  expect(isContradicted(place, of(name, days), toldDay)).toBe(true);
});

test.each([
  ['loan.matures_on', 'Final Date', after],
  ['loan.opened_on', 'Drawdown Date', before],
  ['balance.day', 'Date', before],
  ['loan_status.as_of', 'Report Date', Array.from({ length: 200 }, (_, at) => formatDay(20_000 + (at % 3)))],
  ['loan.opened_on', 'No', ['12', '13']],
])('%s may be %s', (place, name, days) => {
  expect(isContradicted(place, of(name, days), toldDay)).toBe(false);
});

test('days lie ahead of nothing where no file says its day', () => {
  expect(isContradicted('loan.opened_on', of('Final Date', after), null)).toBe(false);
});
