import { diagnostic, suggest, type DataOf, type Diagnostic } from '@gradus/schema';
import type { z } from 'zod';
import type { Path, PolicySource } from './policy-source.ts';
import { refusal, type Refusal } from './schema-part.ts';
import type { SourceNode } from './source-node.ts';

type Issue = z.core.$ZodIssue;
type Expected = DataOf<'policy.wrong-type'>['expected'][number];

/** Codes for the patterns of scalar-schema.ts, which mark their issues by these words. */
const patterns: Readonly<Record<string, (text: string) => Refusal>> = {
  name: (name) => ({ code: 'policy.bad-name', data: { name } }),
  id: (id) => ({ code: 'policy.bad-id', data: { id } }),
  reason: (code) => ({ code: 'policy.bad-reason-code', data: { code } }),
};

const expectations: Readonly<Record<string, Expected>> = {
  object: 'map',
  record: 'map',
  array: 'list',
  tuple: 'list',
  boolean: 'flag',
  string: 'text',
};

/** Diagnostics, with places, of what the schema refused. */
export function shapeDiagnostics(issues: readonly Issue[], source: PolicySource): Diagnostic[] {
  return issues.flatMap((issue) => fromIssue(issue, [], source));
}

function fromIssue(issue: Issue, above: Path, source: PolicySource): Diagnostic[] {
  const path = [...above, ...(issue.path as (string | number)[])];
  switch (issue.code) {
    case 'custom':
      return [at(source.place(path), issue.params?.['refusal'] as Refusal)];
    case 'unrecognized_keys':
      return issue.keys.map((key) => {
        const suggestions = suggest(key, issue.message.split(' '));
        return at(source.keyPlace([...path, key]), {
          code: 'policy.unknown-key',
          data: { key, suggestions },
        });
      });
    case 'invalid_union':
      return fromUnion(issue.errors, path, source);
    case 'invalid_key':
      return issue.issues.flatMap((inner) => fromKey(inner, path, source));
    case 'invalid_type':
      return [wrongType([expectationOf(issue)], path, source)];
    case 'invalid_value': {
      const data = { value: written(source.node(path)), allowed: issue.values.map(String) };
      return [at(source.place(path), { code: 'policy.unknown-value', data })];
    }
    case 'too_small':
    case 'too_big':
      return [at(source.place(path), tooFew(issue))];
    case 'invalid_format':
    case 'invalid_element':
    case 'not_multiple_of':
      return fromPattern(issue, path, source);
  }
}

/** Of a union, the branch whose outermost type fits speaks; when none does, all types are named. */
function fromUnion(branches: readonly (readonly Issue[])[], path: Path, source: PolicySource): Diagnostic[] {
  const isScalar = source.node(path).kind === 'scalar';
  const misfit = (one: Issue): boolean =>
    one.path.length === 0 && (one.code === 'invalid_type' || (one.code === 'invalid_value' && !isScalar));
  const fitting = branches.find((issues) => !issues.some(misfit));
  if (fitting !== undefined) return fitting.flatMap((issue) => fromIssue(issue, path, source));
  const types = branches.flatMap((issues) => issues.filter(misfit).map(expectationOf));
  return [wrongType([...new Set(types)], path, source)];
}

function expectationOf(issue: Issue): Expected {
  if (issue.code !== 'invalid_type') return 'text';
  if (issue.message === 'number' || issue.message === 'whole') return issue.message;
  return expectations[issue.expected] ?? 'text';
}

function fromKey(issue: Issue, path: Path, source: PolicySource): Diagnostic[] {
  const [found] = fromPattern(issue, path, source);
  return found === undefined ? [] : [{ ...found, position: source.keyPlace(path).position }];
}

function fromPattern(issue: Issue, path: Path, source: PolicySource): Diagnostic[] {
  const key = String(path.at(-1));
  const node = source.node(path);
  const text = node.kind === 'scalar' && issue.code === 'invalid_format' ? written(node) : key;
  const found = patterns[issue.message]?.(text) ?? refusal('policy.wrong-type', { expected: ['text'] });
  return [at(source.place(path), found)];
}

function wrongType(expected: readonly Expected[], path: Path, source: PolicySource): Diagnostic {
  const place = source.place(path);
  if (!source.has(path)) return at(place, refusal('policy.missing-key', { key: String(path.at(-1)) }));
  return at(place, refusal('policy.wrong-type', { expected }));
}

function tooFew(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): Refusal {
  if (issue.origin === 'array' && issue.code === 'too_small' && issue.minimum === 1) {
    return refusal('policy.empty-list', {});
  }
  return refusal('policy.wrong-type', { expected: [issue.origin === 'array' ? 'list' : 'text'] });
}

function at(place: ReturnType<PolicySource['place']>, { code, data }: Refusal): Diagnostic {
  return diagnostic(code, 'error', place, data as never);
}

function written(node: SourceNode): string {
  return node.kind === 'scalar' ? node.text : node.kind;
}
