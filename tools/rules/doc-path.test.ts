import { existsSync } from 'node:fs';
import path from 'node:path';

import { expect, test } from 'vitest';

import { report } from '../source/finding.ts';
import { listFiles, readText, root } from '../source/source-file.ts';
import { checkDocPaths } from './doc-path.ts';

const isMarkdown = (name: string): boolean => name.endsWith('.md');

test('documents name paths that exist', () => {
  const readmes = listFiles('', isMarkdown).filter((file) => /(^|\/)README[^/]*\.md$/.test(file));
  const documents = [...new Set([...readmes, ...listFiles('docs', isMarkdown)])];
  const exists = (file: string): boolean => existsSync(path.join(root, file));
  expect(documents).not.toEqual([]);
  expect(report(documents.flatMap((file) => checkDocPaths(file, readText(file) ?? '', exists)))).toEqual([]);
});

test('the rule sees a path and a link that lead nowhere', () => {
  const exists = (file: string): boolean => file === 'docs/errors.md' || file === 'packages/sql';
  const text = [
    'See `docs/errors.md`, `packages/sql/` and `packages/<name>/src`.',
    'But not `tools/gone.ts:12`, nor [this](gone.md#part), though [that](../docs/errors.md#codes) is fine,',
    'as are [elsewhere](https://example.org/docs/x) and [below](#below).',
  ].join('\n');
  const found = report(checkDocPaths('docs/language.md', text, (file) => exists(file.replace(/\/$/, ''))));
  expect(found).toHaveLength(2);
  expect(found[0]).toContain('docs/language.md:2: names tools/gone.ts, which');
  expect(found[1]).toContain('docs/language.md:2: names docs/gone.md, which');
});
