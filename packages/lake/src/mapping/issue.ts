import { diagnostic, suggest, type Diagnostic } from '@gradus/schema';
import type { z } from 'zod';
import { anyOf, expectation } from './expectation.ts';
import { keysAt, mappingJsonSchema, type JsonSchema } from './json-schema.ts';
import type { PlacedDocument } from './place.ts';

type Issue = z.core.$ZodIssue;

let published: JsonSchema | null = null;

/** What the violations of the document's shape mean to its writer. */
export function shapeDiagnostics(issues: readonly Issue[], document: PlacedDocument): Diagnostic[] {
  const formless = issues.filter(({ code }) => code === 'invalid_type').map(({ path }) => path.join('.'));
  // What has the wrong form is not measured as well.
  const telling = issues.filter(
    ({ code, path }) => !(code === 'too_small' || code === 'too_big') || !formless.includes(path.join('.')),
  );
  return telling.flatMap((issue) => issueDiagnostics(issue, document));
}

function issueDiagnostics(issue: Issue, document: PlacedDocument): Diagnostic[] {
  const { path } = issue;
  const place = (part: 'key' | 'value', at: readonly PropertyKey[] = path) => ({
    position: document.positionOf(at, part),
    path: at.map(String).join('.'),
  });
  if (issue.code === 'invalid_union') return unionDiagnostics(issue, document);
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(path);
    return issue.keys.map((key) =>
      diagnostic('intake.unknown-key', 'error', place('key', [...path, key]), {
        key,
        suggestions: suggest(key, known),
        known,
      }),
    );
  }
  const key = keyOf(path);
  const written = valueAt(document.value, path);
  if (written === undefined) return [diagnostic('intake.missing-key', 'error', place('key'), { key })];
  const expected = expectation(issue, knownKeys(path));
  const suggestions =
    issue.code === 'invalid_value' && typeof written === 'string'
      ? suggest(written, issue.values.map(String))
      : [];
  return [diagnostic('intake.bad-value', 'error', place('value'), { key, expected, suggestions })];
}

/** An item of a list is named with its list. */
function keyOf(path: readonly PropertyKey[]): string {
  const last = path.at(-1) ?? '';
  return typeof last === 'number' ? path.slice(-2).map(String).join('.') : String(last);
}

function knownKeys(path: readonly PropertyKey[]): string[] {
  published ??= mappingJsonSchema();
  return keysAt(published, path);
}

/** Of the alternatives, the one that fits the form of what was written tells most; where none does, all are told. */
function unionDiagnostics(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  document: PlacedDocument,
): Diagnostic[] {
  const branches = issue.errors.map((branch) =>
    branch.map((inner): Issue => ({ ...inner, path: [...issue.path, ...inner.path] })),
  );
  const depth = (branch: readonly Issue[]): number => Math.max(0, ...branch.map((one) => one.path.length));
  const written = valueAt(document.value, issue.path);
  const isOfOtherForm = ({ code, path }: Issue): boolean =>
    path.length === issue.path.length &&
    (code === 'invalid_type' || (code === 'invalid_value' && typeof written !== 'string'));
  const fitting = branches.filter((branch) => !branch.some(isOfOtherForm));
  const [best] = fitting.toSorted((a, b) => depth(b) - depth(a));
  if (best !== undefined) return shapeDiagnostics(best, document);
  const { path } = issue;
  const key = keyOf(path);
  const place = { position: document.positionOf(path, 'value'), path: path.map(String).join('.') };
  const expected = anyOf(branches.flat().map((one) => expectation(one, knownKeys(path))));
  return [diagnostic('intake.bad-value', 'error', place, { key, expected, suggestions: [] })];
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
