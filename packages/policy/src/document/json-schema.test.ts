import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { policyJsonSchema } from './json-schema.ts';

const published = join(import.meta.dirname, '..', '..', 'schema', 'policy.schema.json');

test('the published JSON Schema is current; else run node tools/generate-policy-schema.ts', () => {
  expect(JSON.parse(readFileSync(published, 'utf8'))).toEqual(policyJsonSchema());
});

test('an editor sees numbers as numbers, with digit separators as text', () => {
  expect(policyJsonSchema()).toMatchObject({
    additionalProperties: false,
    properties: {
      gradus: { const: 1 },
      scorecard: {
        additionalProperties: {
          properties: { weight: { anyOf: [{ type: 'number' }, { type: 'string' }] } },
        },
      },
    },
  });
});
