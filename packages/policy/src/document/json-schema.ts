import { z } from 'zod';
import { policySchema } from './policy-schema.ts';
import { writtenForm } from './schema-part.ts';

/** JSON Schema of a policy, as editors of YAML see it: `5` is a number, `10_000` a text. */
export function policyJsonSchema(): z.core.JSONSchema.BaseSchema {
  const schema = z.toJSONSchema(policySchema, {
    io: 'input',
    override: ({ zodSchema, jsonSchema }) => {
      const form = writtenForm(zodSchema);
      if (form === undefined) return;
      delete jsonSchema.type;
      Object.assign(jsonSchema, form);
    },
  });
  return { title: 'Gradus policy', ...schema };
}
