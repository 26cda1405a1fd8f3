import { diagnostic } from '@gradus/schema';
import { expect, test } from 'vitest';
import { diagnosticExcerpt, diagnosticLine } from './diagnostic-report.ts';

const finding = (line: number, column: number) =>
  diagnostic(
    'policy.unknown-name',
    'error',
    { position: { line, column }, path: 'rules.0.when' },
    { name: 'depositz', suggestions: ['deposits'] },
  );

test('a finding is written as compilers write it, with a mark below the place', () => {
  const text = 'gradus: 1\nwhen: depositz > 3\n';
  expect(diagnosticExcerpt(finding(2, 7), 'en', 'p.yaml', text).split('\n')).toEqual([
    'p.yaml:2:7: error [policy.unknown-name] "depositz" is not defined here. Did you mean "deposits"?',
    '  2 | when: depositz > 3',
    '    |       ^',
  ]);
});

test('the mark stands under the sign that a terminal draws, whatever comes before it', () => {
  const excerpt = diagnosticExcerpt(finding(1, 8), 'zh-CN', 'p.yaml', '\t存款金额: depositz');
  expect(excerpt.split('\n').slice(1)).toEqual(['  1 |     存款金额: depositz', '    |               ^']);
});

test('of a file that is no text a terminal gets one short line, and nothing that it would obey', () => {
  const line = `${'['.repeat(5_000)}\u001B[2J\u009B\u202Ex${']'.repeat(5_000)}`;
  const [, shown = '', mark = ''] = diagnosticExcerpt(finding(1, 5_002), 'en', 'p.yaml', line).split('\n');
  expect(shown).toBe(`  1 | ${'['.repeat(99)}\uFFFD[2J\uFFFD\uFFFDx${']'.repeat(94)}`);
  expect(mark.indexOf('^')).toBe(shown.indexOf('[2J'));
});

test('a finding without a place is one line', () => {
  const placeless = { ...finding(1, 1), position: null };
  expect(diagnosticExcerpt(placeless, 'en', 'p.yaml', '')).toBe(diagnosticLine(placeless, 'en', 'p.yaml'));
  expect(diagnosticLine(placeless, 'zh-CN')).toMatch(/^错误 \[policy\.unknown-name\] /);
});
