import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkPolicy, metricMeanings, planPolicy, readPolicy } from '@gradus/policy';
import { diagnosticText, parseDay } from '@gradus/schema';

/** A shipped policy is one that a bank may begin with: no errors, and a plan on any day. */

const folder = new URL('../examples/policies/', import.meta.url);

describe.each(readdirSync(folder).filter((name) => name.endsWith('.yaml')))('%s', (name) => {
  const { document, diagnostics } = readPolicy(readFileSync(new URL(name, folder), 'utf8'));

  test('has no errors', () => {
    const findings = [...diagnostics, ...(document === null ? [] : checkPolicy(document))];
    const errors = findings.filter(({ severity }) => severity === 'error');
    expect(errors.map((finding) => diagnosticText(finding, 'en'))).toEqual([]);
    expect(document).not.toBeNull();
  });

  test.each(['2024-02-29', '2026-06-30', '2026-07-15'])('is planned as of %s', (day) => {
    if (document === null) throw new Error(`${name} is no policy`);
    const plan = planPolicy({ document, asOf: parseDay(day) ?? 0, previousAsOf: null });
    expect(plan.tiers.length).toBeGreaterThan(1);
    expect(plan.characteristics.reduce((sum, { weight }) => sum + weight, 0)).toBe(10_000);
  });

  test('says every reason to a customer in both languages', () => {
    if (document === null) throw new Error(`${name} is no policy`);
    const { characteristics, rules, population, reasonTexts } = planPolicy({
      document,
      asOf: parseDay('2026-06-30') ?? 0,
      previousAsOf: null,
    });
    const codes = [
      ...population.map(({ reason }) => reason),
      ...characteristics.flatMap(({ reason, missingReason }) => [reason, missingReason]),
      ...rules.map(({ reason }) => reason),
    ];
    const silent = codes.filter((code) => !reasonTexts[code]?.en || !reasonTexts[code]['zh-CN']);
    expect(silent).toEqual([]);
  });
});

test('every-metric.yaml has every metric of the registry, and nothing is found in it', () => {
  const { document, diagnostics } = readPolicy(readFileSync(new URL('every-metric.yaml', folder), 'utf8'));
  const used = new Set(document?.indicators.map(({ metric }) => metric));
  expect(
    [...metricMeanings.keys()].filter((name) => !used.has(name)),
    'add these to it',
  ).toEqual([]);
  expect([...diagnostics, ...(document === null ? [] : checkPolicy(document))]).toEqual([]);
});
