import fc from 'fast-check';
import { expect, test } from 'vitest';
import { numberForm } from './number-form.ts';

test.each([
  [['12.50', '1250', '-3.00'], { decimal: '.', group: '', hasNegative: true, decimals: 2, greatest: 1250 }],
  [['1,250.00', '12.50'], { decimal: '.', group: ',', greatest: 1250 }],
  [['1.250,00', '12,50'], { decimal: ',', group: '.', greatest: 1250 }],
  [['1250,00', '12,5'], { decimal: ',', group: '', greatest: 1250 }],
  [['1 250,00', '12,50'], { decimal: ',', group: ' ', greatest: 1250 }],
  [['1\u00A0250,00', '1 250,00', '1\u202F250,00', '12,50'], { decimal: ',', group: ' ', greatest: 1250 }],
  [['1 250.00', '12.50'], { decimal: '.', group: ' ', greatest: 1250 }],
  [['▲12,072', '1,250', '△7'], { decimal: '.', group: ',', hasNegative: true, greatest: 12_072 }],
  [['(1,250.00)', '12.50'], { decimal: '.', group: ',', hasNegative: true, decimals: 2, greatest: 1250 }],
  [["1'250.00", '12.50'], { decimal: '.', group: "'", greatest: 1250 }],
  [['12.500', '500.000', '7.250', '1.000', '25.300'], { decimal: ',', group: '.', greatest: 500_000 }],
  [['5.432', '5.441', '5.450', '5.460', '5.470'], { decimal: '.', group: '', decimals: 3 }],
  [['000125+', '000300-'], { decimal: '.', group: '', hasNegative: true, greatest: 300 }],
  [['83.33333333333333'], { decimals: 14 }],
])('%j', (values, expected) => {
  expect(numberForm(values)).toMatchObject(expected);
});

test.each([[['A1']], [['1,25,0']], [[]], [['1-2']], [['-5-']], [['(5']], [['']]])(
  '%j are no numbers',
  (values) => {
    expect(numberForm(values)).toBeNull();
  },
);

test('sums in cents end in anything, sums in whole units are mostly round', () => {
  const cents = fc.array(fc.integer({ min: 100, max: 9_999_999 }), { minLength: 200, maxLength: 200 });
  fc.assert(
    fc.property(cents, (amounts) => {
      expect(numberForm(amounts.map(String))?.isRatherMinor).toBe(true);
      expect(numberForm(amounts.map((amount) => String(50 * Math.ceil(amount / 50))))?.isRatherMinor).toBe(
        false,
      );
      expect(numberForm(amounts.map((amount) => `${amount}.0`))?.isRatherMinor).toBe(false);
    }),
  );
});
