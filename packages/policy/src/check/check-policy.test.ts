import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { catalogue, diagnosticText, type Diagnostic } from '@gradus/schema';
import { expect, test } from 'vitest';

import { readPolicy } from '../document/read-policy.ts';
import { checkPolicy } from './check-policy.ts';

// Each case is a policy whose comments say what is found: `#!` errors and `#?` warnings, each as code@column on its own
// line or as code@line:column.
const folder = join(import.meta.dirname, 'fixtures');
const cases = readdirSync(folder).map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));

function findings(text: string): readonly Diagnostic[] {
  const { document, diagnostics } = readPolicy(text);
  return document === null ? diagnostics : checkPolicy(document);
}

function found(text: string): string[] {
  return findings(text)
    .map(({ code, severity, position }) => `${position?.line}:${position?.column} ${severity} ${code}`)
    .sort();
}

function expected(text: string): string[] {
  return text
    .split('\n')
    .flatMap((line, index) =>
      [...line.matchAll(/#([!?])((?:\s+[a-z0-9.-]+@[\d:]+)+)/g)].flatMap(([, mark, list = '']) =>
        list
          .trim()
          .split(/\s+/)
          .map((one) => {
            const [code = '', place = ''] = one.split('@');
            const severity = mark === '!' ? 'error' : 'warning';
            return `${place.includes(':') ? place : `${index + 1}:${place}`} ${severity} ${code}`;
          }),
      ),
    )
    .sort();
}

test.each(cases)('$name is found to be as its comments say', ({ text }) => {
  expect(found(text)).toEqual(expected(text));
});

test('every finding has words in both languages', () => {
  for (const one of cases.flatMap(({ text }) => findings(text))) {
    for (const locale of ['en', 'zh-CN'] as const) {
      expect(diagnosticText(one, locale)).not.toMatch(/undefined|\[object|NaN/);
    }
  }
});

test('a case provokes every code that a text can provoke', () => {
  const elsewhere = ['policy.not-plannable', 'policy.as-of-not-later', 'policy.too-large', 'policy.too-deep'];
  elsewhere.push('policy.pack-rule', 'policy.pack-unknown-check', 'policy.pack-parameter');
  elsewhere.push('policy.pack-secondary-error', 'policy.pack-refused');
  elsewhere.push('policy.condition-too-long', 'policy.condition-too-wide', 'policy.not-comparable');
  elsewhere.push('policy.is-mapping');
  const provoked = new Set(cases.flatMap(({ text }) => findings(text).map(({ code }) => code)));
  const codes = Object.keys(catalogue).filter((code) => code.startsWith('policy.'));
  expect(codes.filter((code) => !provoked.has(code as never) && !elsewhere.includes(code))).toEqual([]);
});
