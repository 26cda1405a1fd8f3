import fc from 'fast-check';
import { expect, test } from 'vitest';
import { guessCode } from './code-words.ts';
import { areFreeTexts, orderedCases, textStarts } from './free-text.ts';

const each = <T>(count: number, make: (at: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));
const counted = (texts: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
};

const narrative = [
  ...each(40, (at) => `UPI/DR/${4_000_000 + at}/PHONEPE`),
  ...each(30, (at) => `NEFT CR-SBIN000${at}-SALARY`),
  ...each(20, (at) => `NEFT DR-HDFC000${at}-RENT`),
  ...each(20, () => 'BY CASH'),
  ...each(10, () => 'SB INT CREDIT'),
  ...each(
    60,
    (at) => `TO CHQ PAID - ${String.fromCharCode(65 + (at % 26))}${String.fromCharCode(65 + (at >> 1))}PATIL`,
  ),
];

test('texts with numbers and names in them are no codes', () => {
  expect(areFreeTexts(new Set(narrative))).toBe(true);
  expect(areFreeTexts(new Set(each(30, (at) => `POS ${at}`)))).toBe(false);
  expect(areFreeTexts(new Set(each(80, (at) => `T${at}`.padEnd(4, 'X'))))).toBe(false);
});

test('they are told apart by what stands before the number, or by the words that they share', () => {
  const starts = textStarts(counted(narrative));
  expect(starts.map(({ start, value }) => [start, value])).toEqual([
    ['TO CHQ PAID', null],
    ['UPI/DR', 'transfer'],
    ['NEFT CR-SBIN', 'salary'],
    ['BY CASH', 'cash'],
    ['NEFT DR-HDFC', 'transfer'],
    ['SB INT CREDIT', 'interest'],
  ]);
  expect(starts[0]?.rows).toBe(60);
});

test('names of persons are no starts, whether they stand behind words of the bank or in front', () => {
  const names = each(
    300,
    (at) => `${String.fromCharCode(65 + (at % 26))} Q${String.fromCharCode(97 + (at % 23))}ames`,
  );
  const texts = [
    ...names.map((name) => `FASTER PAYMENT TO ${name} REF RENT`),
    ...names.slice(0, 9).map((name) => `FASTER PAYMENT TO ${name} REF LOAN BACK`),
    ...names.map((name) => `${name} gift`),
    ...names.slice(0, 12).flatMap((name) => each(4, () => `STO ${name.slice(2)}`)),
    ...each(90, (at) => `DD WATER CO ${at}`),
    ...each(90, (at) => `DD COUNCIL TAX ${at}`),
    ...names.slice(0, 40).map((name) => `DD ${name}`),
  ];
  const starts = textStarts(counted(texts)).map(({ start }) => start);
  expect(starts.toSorted()).toEqual(['DD', 'FASTER PAYMENT TO', 'STO']);
});

test('starts that say the same are one by the words that they share', () => {
  const shops = ['ALDI', 'BOOTS', 'B&Q'];
  const texts = each(90, (at) => [
    `POS ${shops[at % 3] ?? ''} ${at}`,
    `ATM ${shops[at % 3] ?? ''} ${at}`,
  ]).flat();
  const starts = (more: readonly string[]): (readonly [string, number, string | null])[] =>
    textStarts(counted([...texts, ...more])).map(({ start, rows, value }) => [start, rows, value]);
  expect(starts([])).toEqual([
    ['ATM', 90, 'cash'],
    ['POS', 90, 'spend'],
  ]);
  expect(starts(each(9, (at) => `ATM FEE ${at}`))).toEqual([
    ['POS', 90, 'spend'],
    ['ATM ALDI', 30, 'cash'],
    ['ATM B&Q', 30, 'cash'],
    ['ATM BOOTS', 30, 'cash'],
    ['ATM FEE', 9, 'fee'],
  ]);
});

test('a longer text that means something else is asked for first', () => {
  const cases = orderedCases([
    { start: 'NEFT', rows: 9, value: 'transfer' },
    { start: 'NEFT CR-SALARY', rows: 5, value: 'salary' },
    { start: 'NEFT DR', rows: 5, value: 'transfer' },
    { start: 'OTHER', rows: 5, value: null },
  ]);
  expect(cases.map(({ value, starts }) => [value, starts])).toEqual([
    ['salary', ['NEFT CR-SALARY']],
    ['transfer', ['NEFT']],
  ]);
});

test('every text of a known start is found by the cases, with the value of its longest start', () => {
  const word = fc.constantFrom('POS', 'ATM', 'SALARY', 'FEE', 'XYZ', 'POS FEE', 'TAX');
  const text = fc.tuple(word, fc.nat(9999)).map(([start, at]) => `${start} ${at}`);
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 80 }), (texts) => {
      const starts = textStarts(counted(texts));
      const cases = orderedCases(starts);
      for (const one of texts) {
        const found = cases.find((own) => own.starts.some((start) => one.startsWith(start)))?.value ?? null;
        const longest = starts
          .filter(({ start, value }) => value !== null && one.startsWith(start))
          .toSorted((a, b) => b.start.length - a.start.length)[0];
        expect(found).toBe(longest?.value ?? null);
        if (longest !== undefined && one === `${longest.start} ${one.split(' ').at(-1) ?? ''}`)
          expect(found).toBe(guessCode('entry', 'purpose', one)?.value ?? null);
      }
    }),
  );
});
