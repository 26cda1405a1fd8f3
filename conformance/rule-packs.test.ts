import { readFileSync } from 'node:fs';
import { assert, parseDay } from '@gradus/schema';
import { expect, test } from 'vitest';
import { checkPack, readPack, readPolicy } from '@gradus/policy';

/** The pack of docs/rule-packs.md finds what the page says. */

const page = readFileSync('docs/rule-packs.md', 'utf8');
const { document } = readPolicy(readFileSync('examples/policies/four-tiers.yaml', 'utf8'));
const [, text = ''] = /```pack\n([^]*?)```/.exec(page) ?? [];
const found = [...page.matchAll(/```found (\S+)\n([^]*?)```/g)].map(([, on = '', lines = '']) => ({
  on,
  lines,
}));

test.each(found)('on $on', ({ on, lines }) => {
  const { pack, diagnostics } = readPack(text);
  assert(document !== null && pack !== null, JSON.stringify(diagnostics));
  const report = checkPack(document, pack, parseDay(on) ?? 0);
  const said = report.diagnostics.map(
    ({ severity, path, data }) => `${severity} ${path} ${(data as { rule: string }).rule}\n`,
  );
  expect(said.join('')).toBe(lines);
});

test('the page has examples', () => {
  expect(found.length).toBe(2);
});
