import { readFileSync } from 'node:fs';
import { assert } from '@gradus/schema';
import { expect, test } from 'vitest';
import { checkPolicy, readPolicy } from '@gradus/policy';

/** The guarantee of docs/language.md, laid under the ready-made policy. */

const [, guarantees = ''] =
  /```yaml\n(guarantees:[^]*?)```/.exec(readFileSync('docs/language.md', 'utf8')) ?? [];
const fourTiers = readFileSync('examples/policies/four-tiers.yaml', 'utf8');

function codes(text: string): string[] {
  const { document } = readPolicy(text);
  assert(document !== null, 'the policy can be read');
  return checkPolicy(document)
    .filter(({ severity }) => severity === 'error')
    .map(({ code }) => code);
}

test('the ready-made policy breaks it by one rule, and keeps it without', () => {
  expect(guarantees).not.toBe('');
  const broken = ['policy.guarantee-broken', 'policy.guarantee-broken'];
  expect(codes(`${fourTiers}\n${guarantees}`)).toEqual(broken);
  const untied = fourTiers.replace(/ {2}- id: weak-and-overdue[^]*?WEAK_AND_OVERDUE\n/, '');
  expect(codes(`${untied}\n${guarantees}`)).toEqual([]);
});
