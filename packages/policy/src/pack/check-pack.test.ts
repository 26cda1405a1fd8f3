import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert, diagnosticText, parseDay } from '@gradus/schema';
import { describe, expect, test } from 'vitest';
import type { PolicyDocument } from '../document/policy-document.ts';
import { readPolicy } from '../document/read-policy.ts';
import { checkPack, defaultPack } from './check-pack.ts';
import { packChecks } from './pack-checks.ts';
import { readPack } from './read-pack.ts';
import type { RulePack } from './rule-pack.ts';

const file = join(import.meta.dirname, '..', '..', '..', '..', 'examples', 'policies', 'four-tiers.yaml');
const fourTiers = readFileSync(file, 'utf8');
const today = parseDay('2026-06-30') ?? 0;

function read(text: string): PolicyDocument {
  const { document, diagnostics } = readPolicy(text);
  assert(document !== null, JSON.stringify(diagnostics));
  return document;
}

/** A pack of one rule. */
function packWith(check: string, parameters = '{}', more = ''): RulePack {
  const { pack, diagnostics } = readPack(`
gradus_pack: 1
id: test
title: { en: Test }
currency: CNY
rules:
  - id: one
    check: ${check}
    parameters: ${parameters}
    source: { title: { en: A text }, article: '1', secondary: false }
    valid_from: 2020-01-01
    ${more}
    severity: error
    text: { en: A rule. }
`);
  assert(pack !== null, JSON.stringify(diagnostics));
  return pack;
}

const untied = fourTiers
  .replace(/ {2}- id: weak-and-overdue[^]*?WEAK_AND_OVERDUE\n/, '')
  .replace('    - offer: personal_loan\n', '');
const swapped = (text: string, from: string | RegExp, to: string): string => {
  const edited = text.replace(from, to);
  expect(edited).not.toBe(text);
  return edited;
};

test.each<[string, string, string, string, string[]]>([
  [
    'credit_depends_on_deposits',
    '{}',
    fourTiers,
    untied,
    ['treatments.good.1', 'treatments.risk.0', 'treatments.risk.1'],
  ],
  [
    'protected_attributes',
    '{ words: [生物识别, spend] }',
    fourTiers,
    swapped(fourTiers, /\bspending\b/g, 'outlay'),
    ['indicators.spending'],
  ],
  [
    'personal_traits',
    '{ columns: [age] }',
    swapped(fourTiers, '\'status = "active"\'', '\'status = "active" and age >= 18\''),
    fourTiers,
    ['population.0.when'],
  ],
  [
    'deposit_rate_ceiling',
    '{ ceilings: { term: 25 } }',
    fourTiers,
    swapped(fourTiers, 'ceiling_bp: 30', 'ceiling_bp: 25'),
    ['treatments.premium.1'],
  ],
  [
    'gifts_for_deposits',
    '{ words: [gift] }',
    swapped(fourTiers, '- access:', '- gift: tea\n    - access:'),
    fourTiers,
    ['treatments.premium.2'],
  ],
  [
    'month_end_targets',
    '{ metrics: [balance], words: [month_end] }',
    swapped(
      swapped(fourTiers, 'metric: average_daily_balance', 'metric: balance'),
      'window: 6 months\n    accounts',
      'accounts',
    ),
    fourTiers,
    ['indicators.deposits.metric'],
  ],
  [
    'month_end_targets',
    '{ metrics: [balance], words: [month_end] }',
    swapped(fourTiers, 'conversion,', 'month_end_deposits,'),
    fourTiers,
    ['evaluation.kpis.2'],
  ],
  [
    'notice_of_limit_cut',
    '{ least: 1 months }',
    fourTiers,
    swapped(fourTiers, 'of current, notice: 30 days', 'of current, notice: 31 days'),
    ['treatments.risk.0'],
  ],
  [
    'loan_rate_at_repricing',
    '{ least: 40 days }',
    fourTiers,
    swapped(fourTiers, 'next_repricing, notice: 30', 'next_repricing, notice: 40'),
    ['treatments.risk.1'],
  ],
  [
    'cure_after_non_performing',
    '{ least: 6 months, class: substandard }',
    swapped(fourTiers, 'cure: 6 months', 'cure: 5 months'),
    fourTiers,
    ['tiers.3.id'],
  ],
  [
    'cure_after_non_performing',
    '{ least: 6 months, class: substandard }',
    swapped(fourTiers, /cure: 6 months.*/, ''),
    fourTiers,
    ['tiers.3.id'],
  ],
  [
    'reasons_for_adverse_action',
    '{ locales: [zh-CN] }',
    swapped(fourTiers, ', zh-CN: 贷款已列为不良。', ''),
    fourTiers,
    ['rules.0.reason'],
  ],
  [
    'confidential_facts',
    '{ words: [overdue] }',
    fourTiers,
    swapped(fourTiers, /overdue_now > \d+/g, 'tenor > 1'),
    ['rules.0.id', 'rules.1.id', 'rules.2.id'],
  ],
  [
    'marketing',
    '{}',
    fourTiers,
    swapped(fourTiers, /- offer/g, '- access'),
    ['treatments.good.0', 'treatments.good.1', 'treatments.ordinary.0', 'treatments.ordinary.1'],
  ],
  [
    'adverse_treatments',
    '{}',
    fourTiers,
    swapped(fourTiers, /- credit_limit.*\n.*loan_rate.*/, '- access: counter'),
    ['treatments.risk.0', 'treatments.risk.1'],
  ],
])('%s finds what it is for, and nothing where it is kept', (check, parameters, breaking, keeping, paths) => {
  const pack = packWith(check, parameters);
  const { diagnostics } = checkPack(read(breaking), pack, today);
  expect(diagnostics.map(({ path }) => path)).toEqual(paths);
  for (const one of diagnostics) {
    expect(one).toMatchObject({ code: 'policy.pack-rule', severity: 'error' });
    for (const locale of ['en', 'zh-CN'] as const)
      expect(diagnosticText(one, locale)).not.toMatch(/undefined|\[object/);
  }
  expect(checkPack(read(keeping), pack, today).diagnostics).toEqual([]);
});

test('every check has its case above', () => {
  const text = readFileSync(import.meta.filename, 'utf8');
  for (const name of packChecks.keys()) expect(text).toContain(`'${name}'`);
});

test('a rule holds on its days only', () => {
  const pack = packWith('marketing', '{}', 'valid_to: 2024-12-31');
  const found = (on: string) => checkPack(read(fourTiers), pack, parseDay(on) ?? 0).diagnostics.length;
  expect(['2019-12-31', '2020-01-01', '2024-12-31', '2025-01-01'].map(found)).toEqual([0, 4, 4, 0]);
});

describe('the pack of China', () => {
  test('is on for CNY, warns of the ready-made policy and reminds', () => {
    const pack = defaultPack('CNY');
    assert(pack !== null, 'there is a pack');
    expect(defaultPack('EUR')).toBeNull();
    const { diagnostics, reminders } = checkPack(read(fourTiers), pack, today);
    expect(
      diagnostics.map(({ path, severity, data }) => `${severity} ${(data as { rule: string }).rule} ${path}`),
    ).toEqual([
      'warning no-tying treatments.good.1',
      'warning no-tying treatments.risk.0',
      'warning no-tying treatments.risk.1',
    ]);
    expect(reminders.map(({ rule }) => rule)).toEqual(['marketing-opt-out', 'human-review']);
  });

  test('gives every rule words in both languages, a source and an article, and refuses nothing at second hand', () => {
    for (const { text, source, severity } of defaultPack('CNY')?.rules ?? []) {
      expect([text.en, text['zh-CN'], source.title.en, source.title['zh-CN'], source.article]).not.toContain(
        undefined,
      );
      if (source.isSecondary) expect(severity).not.toBe('error');
    }
  });
});

test.each([
  ['check: marketing', 'check: marketting', 'policy.pack-unknown-check'],
  ['parameters: {}', 'parameters: { least: 1 days }', 'policy.pack-parameter'],
  ['secondary: false', 'secondary: true', 'policy.pack-secondary-error'],
  ['valid_from: 2020-01-01', 'valid_from: 2020-02-30', 'policy.bad-date'],
  ['gradus_pack: 1', 'gradus_pack: 2', 'policy.unsupported-version'],
  ['severity: error', 'severty: error', 'policy.unknown-key'],
])('a pack with %s → %s is refused', (from, to, code) => {
  const text = `
gradus_pack: 1
id: test
title: { en: Test }
currency: CNY
rules:
  - { id: one, check: marketing, parameters: {}, source: { title: { en: A }, article: '1', secondary: false }, valid_from: 2020-01-01, severity: error, text: { en: A. } }
`;
  const { pack, diagnostics } = readPack(swapped(text, from, to));
  expect(pack).toBeNull();
  expect(diagnostics.map((one) => one.code)).toContain(code);
});
