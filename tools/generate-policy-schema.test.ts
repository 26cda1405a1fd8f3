import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

import { policyJsonSchema } from '../packages/policy/src/document/json-schema.ts';
import { POLICY_SCHEMA } from './generate-policy-schema.ts';

test('the published JSON Schema is what the code reads: run tools/generate-policy-schema.ts', () => {
  expect(JSON.parse(readFileSync(POLICY_SCHEMA, 'utf8'))).toEqual(policyJsonSchema());
});
