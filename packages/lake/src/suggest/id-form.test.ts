import fc from 'fast-check';
import { expect, test } from 'vitest';
import { partOf, withoutZeros } from './id-form.ts';

const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));

test('the part of an id that is the id elsewhere is found, whatever stands around it', () => {
  const ids = fc.uniqueArray(digits(8), { minLength: 30, maxLength: 60 });
  fc.assert(
    fc.property(ids, digits(5), fc.constantFrom('', '77', 'X'), (inner, before, after) => {
      const whole = inner.map((id) => `DE${before}${id}${after}`);
      const [from = 0, length = 0] = partOf(new Set(whole), new Set(inner.slice(0, 25))) ?? [];
      const cut = whole.map((id) => (from < 0 ? id.slice(from) : id.slice(from - 1, from - 1 + length)));
      expect(cut).toEqual(inner);
      // From the end where it stands there: a longer beginning would move it.
      expect(from < 0).toBe(after === '');
    }),
  );
});

test.each([
  ['short numbers, which are within others by chance', ['AB12345', 'AB12346'], ['12345', '12346']],
  ['ids that the part does not tell apart', ['A1234567', 'B1234567'], ['1234567']],
  ['numbers of other accounts', ['DE1234567', 'DE1234568'], ['7654321', '7654322']],
  ['ids of several lengths', ['DE1234567', 'DE12345678'], ['1234567']],
])('no part is seen in %s', (_, whole, inner) => {
  expect(partOf(new Set(whole), new Set(inner))).toBeNull();
});

test.each([
  ['000101', '101'],
  ['0', '0'],
  ['0A1', '0A1'],
])('%s without its zeros is %s', (id, plain) => {
  expect(withoutZeros(id)).toBe(plain);
});
