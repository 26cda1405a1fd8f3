import { expect, test } from 'vitest';
import { jsonWhole, readSealed, sealDocument, type AssessmentDocument } from './document.ts';

const unsealed: AssessmentDocument = {
  format: 'gradus-assessment-1',
  gradus: '0.1.0',
  language: 1,
  engine: { name: 'duckdb', version: 'v1' },
  assessedAt: '2026-07-01T00:00:00.000Z',
  asOf: '2026-06-30',
  policy: { id: 'p', hash: 'h', text: 'title: 储蓄\n' },
  lake: { manifest: 1, sha256: 'a', batches: ['b'], latestDay: null },
  previous: null,
  overrides: null,
  counts: {
    customers: 1,
    rated: 1,
    unrated: [],
    tiers: [],
    money: null,
    missing: [],
    staleLoans: 0,
    unreported: null,
  },
  columns: [{ name: 'customer_key', type: 'bigint' }],
  digest: 'd',
  files: [{ path: 'tiers/000000.parquet', bytes: 3, sha256: 'c' }],
};

test('a sealed document reads back', () => {
  const { document, text } = sealDocument(unsealed);
  expect(readSealed(Buffer.from(text))).toEqual(document);
});

test('every changed, added or lost byte is found', () => {
  const bytes = Buffer.from(sealDocument(unsealed).text);
  for (let at = 0; at < bytes.length; at += 1) {
    for (const change of [1, 32, 128]) {
      const altered = Buffer.from(bytes);
      altered[at] = (altered[at] ?? 0) ^ change;
      expect(typeof readSealed(altered), `byte ${at} ^ ${change}`).toBe('string');
    }
    const shorter = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]);
    expect(typeof readSealed(shorter), `without byte ${at}`).toBe('string');
    const longer = Buffer.concat([bytes.subarray(0, at), Buffer.from(' '), bytes.subarray(at)]);
    expect(typeof readSealed(longer), `a space at ${at}`).toBe('string');
  }
});

test('a format of another version is told apart from damage', () => {
  const { text } = sealDocument({ ...unsealed, format: 'gradus-assessment-2' } as never);
  expect(readSealed(Buffer.from(text))).toBe('unknown');
  expect(readSealed(Buffer.from('{}'))).toBe('unknown');
  expect(readSealed(Buffer.from('not json'))).toBe('altered');
});

test('whole numbers stay exact in JSON', () => {
  expect(jsonWhole(2n ** 53n - 1n)).toBe(2 ** 53 - 1);
  expect(jsonWhole(2n ** 53n)).toBe('9007199254740992');
  expect(jsonWhole(-(2n ** 62n))).toBe('-4611686018427387904');
});
