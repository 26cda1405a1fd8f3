import fc from 'fast-check';
import { expect, test } from 'vitest';
import { followLinks, type CustomerLink } from './customer-links.ts';

/** `1>2@10` is a link from 1 to 2 from day 10. */
function links(text: string): CustomerLink[] {
  return text
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => {
      const [from = '', to = '', day = ''] = word.split(/[>@]/);
      return { from: BigInt(from), to: BigInt(to), validFrom: Number(day) };
    });
}

const told = (text: string, asOf: number): string => {
  const { ownerOf, gone, parts } = followLinks(links(text), asOf);
  const owners = [...ownerOf].map(([from, to]) => `${from}=${to}`).toSorted();
  return [
    ...owners,
    ...[...gone].map((one) => `-${one}`),
    ...parts.map(({ from, to }) => `${from}/${to}`),
  ].join(' ');
};

test.each([
  ['a merge', '1>2@10', 10, '1=2'],
  ['not before its day', '1>2@10', 9, ''],
  ['a chain over the years', '1>2@10 2>3@20', 20, '1=3 2=3'],
  ['a chain, half of it in force', '1>2@10 2>3@20', 19, '1=2'],
  ['a chain of one day, in whatever order', '2>3@10 1>2@10 0>1@10', 10, '0=3 1=3 2=3'],
  ['a link to one who was merged away leads on', '2>3@10 1>2@20', 20, '1=3 2=3'],
  ['a link from one who was merged away moves nothing', '1>2@10 1>3@20', 20, '1=2'],
  ['a number given back', '1>2@10 2>1@20', 20, '2=1'],
  ['a customer linked to itself', '1>1@10', 10, ''],
  ['a split with the customer among its parts', '1>1@10 1>2@10', 10, '1/2'],
  ['a split without', '1>2@10 1>3@10', 10, '-1 1/2 1/3'],
  ['links of two days are no split', '1>1@10 1>3@20', 20, '1=3'],
])('%s: %s on %i', (_, text, asOf, expected) => {
  expect(told(text, asOf)).toBe(expected);
});

test('who stands for somebody stands for themselves, and the order of rows does not matter', () => {
  const link = fc
    .tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 5 }))
    .map(([from, to, validFrom]) => ({ from: BigInt(from), to: BigInt(to), validFrom }));
  const rows = fc.uniqueArray(link, { selector: ({ from, to }) => `${from}>${to}`, maxLength: 12 });
  fc.assert(
    fc.property(rows, (some) => {
      const { ownerOf, parts } = followLinks(some, 5);
      for (const owner of ownerOf.values()) expect(ownerOf.has(owner)).toBe(false);
      const turned = followLinks(some.toReversed(), 5);
      expect(turned.ownerOf).toEqual(ownerOf);
      expect(turned.parts).toEqual(parts);
    }),
  );
});
