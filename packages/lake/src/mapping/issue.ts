import { diagnostic, suggest, type Diagnostic } from '@gradus/schema';
import type { z } from 'zod';
import { expectation } from './expectation.ts';
import { keysAt, mappingJsonSchema, type JsonSchema } from './json-schema.ts';
import type { PlacedDocument } from './place.ts';

type Issue = z.core.$ZodIssue;

let published: JsonSchema | null = null;

/** What a violation of the document's shape means to its writer. */
export function issueDiagnostics(issue: Issue, document: PlacedDocument): Diagnostic[] {
  const { path } = issue;
  const place = (part: 'key' | 'value', at: readonly PropertyKey[] = path) => ({
    position: document.positionOf(at, part),
    path: at.map(String).join('.'),
  });
  if (issue.code === 'invalid_union') return unionDiagnostics(issue, document);
  if (issue.code === 'unrecognized_keys') {
    published ??= mappingJsonSchema();
    const known = keysAt(published, path);
    return issue.keys.map((key) =>
      diagnostic('intake.unknown-key', 'error', place('key', [...path, key]), {
        key,
        suggestions: suggest(key, known),
        known,
      }),
    );
  }
  const key = String(path.at(-1) ?? '');
  const written = valueAt(document.value, path);
  if (written === undefined) return [diagnostic('intake.missing-key', 'error', place('key'), { key })];
  const expected = expectation(issue);
  const suggestions =
    issue.code === 'invalid_value' && typeof written === 'string'
      ? suggest(written, issue.values.map(String))
      : [];
  return [diagnostic('intake.bad-value', 'error', place('value'), { key, expected, suggestions })];
}

/** Of the alternatives, the one that fits the form of what was written tells most. */
function unionDiagnostics(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  document: PlacedDocument,
): Diagnostic[] {
  const branches = issue.errors.map((branch) =>
    branch.map((inner): Issue => ({ ...inner, path: [...issue.path, ...inner.path] })),
  );
  const depth = (branch: readonly Issue[]): number => Math.max(0, ...branch.map((one) => one.path.length));
  const fitting = branches.filter((branch) =>
    branch.every((one) => one.code !== 'invalid_type' || one.path.length > issue.path.length),
  );
  const best = (fitting.length > 0 ? fitting : branches).toSorted((a, b) => depth(b) - depth(a))[0] ?? [];
  return best.flatMap((one) => issueDiagnostics(one, document));
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (current, step) =>
      current !== null && typeof current === 'object'
        ? (current as Record<PropertyKey, unknown>)[step]
        : undefined,
    value,
  );
}
