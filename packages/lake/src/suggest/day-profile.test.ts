import { dayFromParts, formatDay } from '@gradus/schema';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDayFormat, writtenDay } from '../mapping/day-format.ts';
import { isoDay, profileDays } from './day-profile.ts';

const days = fc.array(
  fc.integer({
    min: dayFromParts({ year: 1970, month: 1, day: 1 }),
    max: dayFromParts({ year: 2060, month: 12, day: 31 }),
  }),
  { minLength: 60, maxLength: 120 },
);
const forms = [
  'yyyy-mm-dd',
  'yyyymmdd',
  'dd.mm.yyyy',
  'dd/mm/yyyy',
  'mm/dd/yyyy',
  'yyddd',
  'yyyyddd',
  'mmddyy',
  'ddmmyy',
  'yymmdd',
  'd/m/yyyy',
  'm/d/yyyy',
  'd.m.yyyy',
  'yyyy-m-d',
  'd-mmm-yyyy',
  'dd-mmm-yy',
  'ddmmmyyyy',
];

test('the form in which days are written is among those that are found, and reads them back', () => {
  fc.assert(
    fc.property(days, fc.constantFrom(...forms), (all, written) => {
      const format = parseDayFormat(written);
      if (format === null) throw new Error(written);
      const texts = all.map((day) => writtenDay(day, format));
      expect(profileDays('OPEN_DT', texts).dates.map((one) => one.written)).toContain(written);
      expect(texts.map((text) => isoDay(text, format))).toEqual(all.map(formatDay));
    }),
  );
});

test.each([
  ['six digits are days only where the name says so', 'BRANCH', ['010203', '020304'], []],
  [
    'and may then be written in several ways',
    'OPEN_DT',
    ['010203', '020304'],
    ['yymmdd', 'mmddyy', 'ddmmyy'],
  ],
  ['a month that there is not leaves one', 'OPEN_DT', ['122503', '020304'], ['mmddyy']],
  ['no year has a day 366 unless it is a leap year', 'OPEN_DT', ['24366', '23366'], []],
  ['zeros stand for no day', 'CLOSE-DT', ['00000', '24366'], ['yyddd']],
  ['nor are zeros alone without a form', 'CLOSE-DT', ['00000', '00000'], ['yyddd']],
])('%s', (_, name, texts, expected) => {
  const { dates } = profileDays(name, texts);
  expect(dates.map(({ written }) => written).filter((one) => name !== 'BRANCH' || one !== 'yymmdd')).toEqual(
    expected,
  );
});

test('what stands in an end that is open is told', () => {
  const { ends, dates } = profileDays('到期日', ['20240105', '99991231', '20240206', '00000000']);
  expect(dates.map(({ written }) => written)).toEqual(['yyyymmdd']);
  expect(ends).toEqual(['99991231', '00000000']);
});

test('a form with one digit is no other reading where a zero is seen before small numbers', () => {
  const formsOf = (texts: readonly string[]): string[] =>
    profileDays('OPEN_DT', texts).dates.map(({ written }) => written);
  expect(formsOf(['06-JUL-1959', '21-OCT-1966'])).toEqual(['dd-mmm-yyyy']);
  expect(formsOf(['16-JUL-1959', '21-OCT-1966'])).toEqual(['dd-mmm-yyyy', 'd-mmm-yyyy']);
  expect(formsOf(['6-JUL-1959', '21-OCT-1966'])).toEqual(['d-mmm-yyyy']);
});
