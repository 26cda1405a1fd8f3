import { expect, test } from 'vitest';

import { policyJsonSchema } from './json-schema.ts';

test('an editor sees numbers as numbers, with digit separators as text, and knows the metrics', () => {
  const number = { anyOf: [{ type: 'number' }, { type: 'string' }] };
  expect(policyJsonSchema()).toMatchObject({
    additionalProperties: false,
    properties: {
      gradus: { const: 1 },
      scorecard: { additionalProperties: { properties: { weight: number } } },
      indicators: {
        additionalProperties: {
          properties: {
            metric: { enum: expect.arrayContaining(['average_daily_balance', 'fact']) as unknown },
          },
        },
      },
    },
  });
});
