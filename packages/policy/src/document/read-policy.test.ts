import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isMap, parseDocument, visit } from 'yaml';

import { checkPolicy } from '../check/check-policy.ts';
import { readPolicy } from './read-policy.ts';

const fourTiers = readFileSync(
  join(import.meta.dirname, '..', '..', '..', '..', 'examples', 'policies', 'four-tiers.yaml'),
  'utf8',
);

test('the four-tiers policy has no errors, and only warnings that are right', () => {
  const { document, diagnostics } = readPolicy(fourTiers);
  expect(diagnostics).toEqual([]);
  const found = document === null ? [] : checkPolicy(document);
  expect(found.map(({ code, path }) => `${code} ${path}`)).toEqual([
    'policy.unused-indicator indicators.month_end_lift',
    'policy.rules-contradict rules.3.id',
    'policy.credit-depends-on-deposits treatments.good.1',
    'policy.credit-depends-on-deposits treatments.risk.0',
    'policy.credit-depends-on-deposits treatments.risk.1',
  ]);
});

test('numbers are read from their text', () => {
  const { document } = readPolicy(
    fourTiers
      .replace('weight: 40', 'weight: 40.10')
      .replace('2_000_000: 100', '"9007199254740993.01": 1_0.50'),
  );
  expect(document?.scorecard[0]).toMatchObject({
    weight: { digits: 401n, scale: 1 },
    scale: {
      entries: [{}, {}, {}, {}, {}, { key: '9007199254740993.01', points: { digits: 105n, scale: 1 } }],
    },
  });
});

test('bins keep the order in which they are written', () => {
  const { document } = readPolicy(fourTiers.replace('0: 0, 10_000: 20,', '10000: 20, 5: 3, 0x: 1,'));
  const [first] = document?.scorecard ?? [];
  expect(first?.scale.kind === 'points' ? first.scale.entries.map(({ key }) => key) : []).toEqual([
    '10000',
    '5',
    '0x',
    '50_000',
    '200_000',
    '500_000',
    '2_000_000',
  ]);
});

test('a mapping is said to be one', () => {
  const { diagnostics } = readPolicy('# files\ngradus_mapping: 1\nsource: core\n');
  expect(diagnostics).toMatchObject([{ code: 'policy.is-mapping', position: { line: 2, column: 1 } }]);
});

test('hostile texts are refused, not followed', () => {
  const codes = (text: string): string[] => readPolicy(text).diagnostics.map(({ code }) => code);
  expect(codes(`a: ${'x'.repeat(1_000_000)}`)).toEqual(['policy.too-large']);
  expect(codes(`a: ${'['.repeat(60)}${']'.repeat(60)}`)).toEqual(['policy.too-deep']);
  expect(codes(`a: ${'['.repeat(90_000)}${']'.repeat(90_000)}`)).toEqual(['policy.too-deep']);
  expect(codes(`a: ${'{a: '.repeat(30)}1${'}'.repeat(30)}`)).toContain('policy.missing-key');
  const bomb = ['a: &a [x, x]', 'b: &b [*a, *a]', 'c: [*b, *b]'].join('\n');
  expect(new Set(codes(bomb))).toEqual(new Set(['policy.yaml-feature']));
  expect(codes('__proto__: { id: a }')).toEqual(['policy.yaml-feature']);
  expect(codes('constructor: 1')).toContain('policy.unknown-key');
});

test('no text makes reading or checking throw', () => {
  const lines = fourTiers.split('\n');
  const line = fc.integer({ min: 0, max: lines.length - 1 });
  const broken = fc.array(fc.tuple(line, fc.oneof(line, fc.string())), { maxLength: 6 }).map((edits) => {
    const copy = [...lines];
    for (const [at, by] of edits) copy[at] = typeof by === 'number' ? (lines[by] ?? '') : by;
    return copy.join('\n');
  });
  const cut = fc.tuple(fc.nat(fourTiers.length), fc.nat(40), fc.string()).map(([at, length, by]) => {
    return fourTiers.slice(0, at) + by + fourTiers.slice(at + length);
  });
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), broken, cut), (text) => {
      const { document, diagnostics, hash } = readPolicy(text);
      expect(document === null).toBe(diagnostics.length > 0);
      expect(hash).toBe(document?.hash ?? null);
      if (document !== null) checkPolicy(document);
    }),
    { numRuns: 300 },
  );
});

test('key order, comments, style and the spelling of numbers leave the hash as it is', () => {
  const { hash } = readPolicy(fourTiers);
  fc.assert(
    fc.property(fc.infiniteStream(fc.nat(1000)), (chances) => {
      const other = respelled(fourTiers, chances);
      const read = readPolicy(other);
      expect(read.diagnostics).toEqual([]);
      expect(read.hash).toBe(hash);
    }),
    { numRuns: 60 },
  );
});

/** The same policy with keys in another order, without comments, numbers spelled in another way. */
function respelled(text: string, chances: Iterator<number>): string {
  const chance = (): number => chances.next().value as number;
  const document = parseDocument(text, { schema: 'failsafe' });
  // The order of these is the order of columns, of equal reasons and of bins.
  const ordered = new Set(['indicators', 'scorecard', 'points'].flatMap((name) => findMaps(document, name)));
  visit(document, {
    Map: (_, node) => {
      if (ordered.has(node)) return;
      const keyed = node.items.map((item) => ({ item, key: chance() }));
      node.items = keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
    },
    Scalar: (_, node) => {
      if (typeof node.value !== 'string' || !/^[\d_]+$/.test(node.value) || node.value === '1') return;
      const plain = node.value.replaceAll('_', '');
      node.value = [plain, `${plain}.0`, `0${plain}`, node.value][chance() % 4] ?? plain;
    },
  });
  const inFlow = chance() % 2 === 0;
  return document
    .toString(inFlow ? { collectionStyle: 'flow' } : { collectionStyle: 'block' })
    .replaceAll(/ #.*$/gm, '');
}

function findMaps(document: ReturnType<typeof parseDocument>, name: string): object[] {
  const found: object[] = [];
  visit(document, {
    Pair: (_, { key, value }) => {
      if ((key as { value?: unknown }).value === name && isMap(value)) found.push(value);
    },
  });
  return found;
}

const CHANGES: readonly (readonly [from: string, to: string])[] = [
  ['from: 75', 'from: 75.1'],
  ['10_000: 20', '10_001: 20'],
  ['status = "active"', 'status = "open"'],
  ['- offer: term_deposit\n    - offer: personal_loan', '- offer: personal_loan\n    - offer: term_deposit'],
  ['grace: 6 months', 'grace: 180 days'],
  ['schedule: month_end', 'schedule: daily'],
  ['存款规模偏低', '存款偏低'],
  ['holdout: 5%', 'holdout: 6%'],
  ['  deposits:\n    weight: 40', '  deposit_s:\n    weight: 40'],
];

test.each(CHANGES)('%s against %s is another policy', (from, to) => {
  expect(fourTiers).toContain(from);
  expect(readPolicy(fourTiers.replace(from, to)).hash).not.toBe(readPolicy(fourTiers).hash);
});

test('the order of characteristics is part of the policy, for it settles ties between reasons', () => {
  const one = fourTiers.replace(/ {2}spending:\n {4}weight[^]*? {2}overdue:\n {4}weight/, (match) => match);
  const moved = fourTiers.replace(
    /( {2}tenor:\n {4}weight[^]*?)( {2}spending:\n {4}weight[^]*?)( {2}overdue:)/,
    '$2$1$3',
  );
  expect(moved).not.toBe(one);
  expect(readPolicy(moved).diagnostics).toEqual([]);
  expect(readPolicy(moved).hash).not.toBe(readPolicy(fourTiers).hash);
});
