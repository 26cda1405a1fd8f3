import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { defaultPackTexts } from '../packages/policy/src/pack/default-packs.ts';
import { packs } from './generate-rule-packs.ts';

test('the packs that are on by default are the shipped files; run tools/generate-rule-packs.ts and oxfmt', () => {
  expect(defaultPackTexts).toEqual(packs.map((file) => readFileSync(file, 'utf8')));
});
