// Writes the JSON Schema that editors check policies with.
// Run: node tools/generate-policy-schema.ts && npm run format
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { policyJsonSchema } from '../packages/policy/src/document/json-schema.ts';

export const POLICY_SCHEMA = join(
  import.meta.dirname,
  '..',
  'packages',
  'policy',
  'schema',
  'policy.schema.json',
);

if (import.meta.main) writeFileSync(POLICY_SCHEMA, `${JSON.stringify(policyJsonSchema(), null, 2)}\n`);
