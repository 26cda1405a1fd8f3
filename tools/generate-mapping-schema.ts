// Writes the JSON Schema that editors check mappings with.
// Run: node tools/generate-mapping-schema.ts && npm run format
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { mappingJsonSchema } from '../packages/lake/src/mapping/json-schema.ts';

export const MAPPING_SCHEMA = join(
  import.meta.dirname,
  '..',
  'packages',
  'lake',
  'schema',
  'mapping.schema.json',
);

if (import.meta.main) writeFileSync(MAPPING_SCHEMA, `${JSON.stringify(mappingJsonSchema(), null, 2)}\n`);
