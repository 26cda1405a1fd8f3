import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert } from '@gradus/schema';
import { expect, test } from 'vitest';
import type { PolicyDocument } from '../document/policy-document.ts';
import { readPolicy } from '../document/read-policy.ts';
import { comparePolicies } from './compare-policies.ts';

const file = join(import.meta.dirname, '..', '..', '..', '..', 'examples', 'policies', 'four-tiers.yaml');
const fourTiers = readFileSync(file, 'utf8');

function read(text: string): PolicyDocument {
  const { document, diagnostics } = readPolicy(text);
  assert(document !== null, JSON.stringify(diagnostics));
  return document;
}

/** The changes as `kind at effect`, for an edit of the ready-made policy. */
function changes(...edits: readonly (readonly [string | RegExp, string])[]): string[] {
  let text = fourTiers;
  for (const [from, to] of edits) {
    const edited = text.replace(from, to);
    expect(edited).not.toBe(text);
    text = edited;
  }
  const found = comparePolicies(read(fourTiers), read(text)).changes;
  for (const one of found) {
    expect(one.text.en).not.toMatch(/undefined|\[object/);
    expect(one.text['zh-CN']).not.toMatch(/undefined|\[object/);
  }
  return found.map(({ kind, at, effect }) => `${kind} ${at} ${effect}`);
}

const overdueRule = / {2}- id: overdue\n[^]*?LOAN_OVERDUE\n/;
const [overdueText = ''] = overdueRule.exec(fourTiers) ?? [];

test.each<[string, [string | RegExp, string][], string[]]>([
  ['a window', [['window: 6 months', 'window: 3 months']], ['indicator.window indicators.deposits either']],
  ['a filter written otherwise', [['kind in ("demand", "term")', 'kind = "term" or kind = "demand"']], []],
  ['a filter', [['("demand", "term")', '("demand")']], ['indicator.accounts indicators.deposits either']],
  [
    'a default written out',
    [
      [
        'metric: balance_weighted_term',
        'metric: balance_weighted_term\n    title: { en: Tenor, zh-CN: 存期 }',
      ],
      ['    title: { en: Tenor, zh-CN: 存期 }\n', ''],
    ],
    [],
  ],
  ['a cut-off', [['from: 75', 'from: 70']], ['tier.cut-off tiers.premium better']],
  ['a higher cut-off', [['from: 50', 'from: 55']], ['tier.cut-off tiers.good worse']],
  ['a bin moved', [['10_000: 20', '20_000: 20']], ['characteristic.points scorecard.deposits worse']],
  ['a bin split in two of the same', [['10_000: 20', '10_000: 20, 30_000: 20']], []],
  [
    'points of classes stay',
    [['0: 100, 1: 60', '0: 100, 1: 70']],
    ['characteristic.points scorecard.overdue better'],
  ],
  ['a knot on a straight line', [['[0, 10], [12, 60]', '[0, 10], [6, 35], [12, 60]']], []],
  ['a curve', [['[12, 60]', '[12, 70]']], ['characteristic.points scorecard.tenor better']],
  ['points of missing', [['missing: 10', 'missing: 5']], ['characteristic.missing scorecard.spending worse']],
  [
    'a rule written otherwise',
    [['or overdue_now > 90', 'or not(overdue_now <= 90) and overdue_now != null']],
    ['rule.rewritten rules.non-performing none'],
  ],
  [
    'a veto widened',
    [['deposits < 10000', 'deposits < 20000']],
    ['rule.widened rules.weak-and-overdue worse'],
  ],
  [
    'a floor narrowed',
    [['deposits >= 5000000', 'deposits >= 5000000 and tenor > 1']],
    ['rule.narrowed rules.large-depositor worse'],
  ],
  [
    'a veto moved',
    [['overdue_now > 30 and deposits < 10000', 'overdue_now > 20 and deposits < 9000']],
    ['rule.condition rules.weak-and-overdue either'],
  ],
  ['a veto milder', [['at_most: ordinary', 'at_most: good']], ['rule.effect rules.overdue better']],
  ['a rule removed', [[overdueRule, '']], ['rule.removed rules.overdue better']],
  ['a rule renamed', [['- id: overdue\n', '- id: late\n']], ['rule.renamed rules.late none']],
  [
    'rules in another order',
    [
      [overdueRule, ''],
      ['rules:\n', `rules:\n${overdueText}`],
    ],
    [],
  ],
  ['a longer grace', [['grace: 6 months', 'grace: 9 months']], ['tier.grace tiers.good better']],
  ['a longer cure', [['cure: 6 months', 'cure: 9 months']], ['tier.cure tiers.risk worse']],
  [
    'a cure on a condition',
    [['cure: 6 months', "cure: { after: 6 months, when: 'overdue_now = 0' }"]],
    ['tier.cure tiers.risk either'],
  ],
  ['a title', [['en: Premium', 'en: Gold']], ['tier.title tiers.premium none']],
  [
    'a schedule',
    [['schedule: month_end', 'schedule: [12-31, 06-30]']],
    [
      'lifecycle.upgrade-dates schedule.upgrade either',
      'lifecycle.downgrade-dates schedule.downgrade either',
    ],
  ],
  [
    'falls',
    [['downgrade: one_step', 'downgrade: to_computed']],
    ['lifecycle.downgrade lifecycle.downgrade worse'],
  ],
  ['an offer taken', [['    - offer: term_deposit\n', '']], ['treatment.taken treatments.good worse']],
  ['a rate', [['add_bp: 20', 'add_bp: 25']], ['treatment.changed treatments.premium better']],
  ['a loan rate', [['add_bp: 50', 'add_bp: 80']], ['treatment.changed treatments.risk worse']],
  [
    'who is tiered',
    [['when: \'status = "active"\'', 'when: \'status in ("active", "new")\'']],
    ['population.condition population.INACTIVE either'],
  ],
])('%s', (_, edits, expected) => {
  expect(changes(...edits)).toEqual(expected);
});

test('a tier that is renamed is not one that is gone', () => {
  const renamed = fourTiers
    .replaceAll('premium', 'gold')
    .replace('schedule:', 'renamed: { premium: gold }\nschedule:');
  const found = comparePolicies(read(fourTiers), read(renamed)).changes.map(({ kind }) => kind);
  expect(found).toEqual(['tier.renamed', 'lifecycle.renamed']);
  const gone = renamed.replace('renamed: { premium: gold }\n', '');
  const without = comparePolicies(read(fourTiers), read(gone)).changes.map(({ kind }) => kind);
  expect(without).toContain('tier.removed');
  expect(without).toContain('tier.added');
});

test('a change of a rule is shown with a customer whom it meets', () => {
  const wider = read(fourTiers.replace('overdue_now > 30\n', 'overdue_now > 20\n'));
  const [one] = comparePolicies(read(fourTiers), wider).changes;
  expect(one?.example).toEqual([{ name: 'overdue_now', value: '21' }]);
  expect(one?.text.en).toContain('for example overdue_now = 21');
});

test('a policy with errors is not compared', () => {
  const wrong = read(fourTiers.replace('weight: 40', 'weight: 41'));
  expect(() => comparePolicies(wrong, read(fourTiers))).toThrow(
    expect.objectContaining({ code: 'policy.not-comparable' }) as Error,
  );
});

const examples = join(file, '..');

test.each(readdirSync(examples))('%s means the same as itself, in whatever order its rules stand', (name) => {
  const document = read(readFileSync(join(examples, name), 'utf8'));
  expect(comparePolicies(document, document).changes).toEqual([]);
  const turned = { ...document, rules: document.rules.toReversed() };
  expect(comparePolicies(document, turned).changes).toEqual([]);
});

test('conditions of which nothing can be proved are the same when they are written alike', () => {
  const odd = fourTiers
    .replace('cure: 6 months', "cure: { after: 6 months, when: 'deposits > 2 * spending' }")
    .replace('population:', "population:\n  - { when: 'deposits - spending > 0', reason: POOR }");
  expect(comparePolicies(read(odd), read(odd)).changes).toEqual([]);
});
