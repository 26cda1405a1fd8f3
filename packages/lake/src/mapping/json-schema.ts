import { z } from 'zod';
import { mappingDocument } from './document.ts';
import type { Written } from './scalar.ts';

export interface JsonSchema {
  readonly [key: string]: unknown;
}

/** JSON Schema of a mapping, for editors; published as packages/lake/schema/mapping.schema.json. */
export function mappingJsonSchema(): JsonSchema {
  const schema = z.toJSONSchema(mappingDocument, {
    io: 'input',
    override: ({ jsonSchema }) => {
      addOtherNames(jsonSchema);
      const { written } = jsonSchema as Partial<Written>;
      if (written === undefined) return;
      delete (jsonSchema as { written?: unknown }).written;
      if (written.includes('string')) {
        if (written.length > 1) (jsonSchema as { type: unknown }).type = written;
        return;
      }
      // Written without quotes, these are numbers and truth values to an editor.
      const choices = jsonSchema.enum ?? (jsonSchema.const === undefined ? null : [jsonSchema.const]);
      delete jsonSchema.enum;
      delete jsonSchema.const;
      jsonSchema.type = written[0] as 'number' | 'boolean';
      if (written[0] === 'number' && choices !== null) jsonSchema.enum = choices.map(Number);
    },
  });
  return { title: 'Gradus mapping', ...schema };
}

interface AlsoWritten {
  enum?: unknown[];
  /** Words that mean the same as some of `enum`. */
  alsoWritten?: readonly string[];
}

function addOtherNames(schema: AlsoWritten): void {
  if (schema.alsoWritten === undefined) return;
  schema.enum = [...(schema.enum ?? []), ...schema.alsoWritten];
  delete schema.alsoWritten;
}

/** Names that may stand as keys at `path`; empty where any name may. */
export function keysAt(schema: JsonSchema, path: readonly PropertyKey[]): string[] {
  const reached = path.reduce<JsonSchema[]>(
    (current, step) => current.flatMap((one) => descend(schema, one, step)),
    alternatives(schema, schema),
  );
  return [...new Set(reached.flatMap((one) => Object.keys(one['properties'] ?? {})))];
}

function descend(root: JsonSchema, schema: JsonSchema, step: PropertyKey): JsonSchema[] {
  const properties = (schema['properties'] ?? {}) as Record<string, JsonSchema>;
  const below =
    typeof step === 'number' ? schema['items'] : (properties[String(step)] ?? schema['additionalProperties']);
  return typeof below === 'object' && below !== null ? alternatives(root, below as JsonSchema) : [];
}

/** The schemas that a schema stands for, with references followed. */
function alternatives(root: JsonSchema, schema: JsonSchema): JsonSchema[] {
  const reference = schema['$ref'];
  if (typeof reference === 'string') {
    const definitions = (root['$defs'] ?? {}) as Record<string, JsonSchema>;
    const target = definitions[reference.replace('#/$defs/', '')];
    return target === undefined ? [] : alternatives(root, target);
  }
  const choices = schema['anyOf'];
  return Array.isArray(choices) ? choices.flatMap((one) => alternatives(root, one as JsonSchema)) : [schema];
}
