// Writes the JSON Schema that editors check policies with.
// Run: node tools/generate-policy-schema.ts
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { policyJsonSchema } from '../packages/policy/src/document/json-schema.ts';

const file = join(import.meta.dirname, '..', 'packages', 'policy', 'schema', 'policy.schema.json');
writeFileSync(file, `${JSON.stringify(policyJsonSchema(), null, 2)}\n`);
