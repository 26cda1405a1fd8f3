import { readFileSync } from 'node:fs';
import { assert } from '@gradus/schema';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  certify,
  decide,
  isCertificateWhole,
  planPolicy,
  readPolicy,
  type CustomerColumns,
  type IndicatorValues,
  type LifecycleState,
  type Plan,
} from '@gradus/policy';
import { assessedOn, planArbitrary } from './harness/arbitrary-plan.ts';

/** A certificate is held against what the policy does when the excluded figures change, month after month. */

const treatment = { kind: 'loan_rate', settings: { add_bp: 50 } };

const situation = fc
  .tuple(planArbitrary, fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }), fc.nat())
  .chain(([random, given, chosen]) => {
    const tiers = random.tiers.map((tier, rank) => ({
      ...tier,
      treatments: given[rank] === true ? [treatment] : [],
    }));
    const plan: Plan = { ...random, tiers };
    const excluded = plan.indicators[chosen % plan.indicators.length]?.name ?? '';
    const value = (name: string) => {
      const { classes = null } = plan.indicators.find((one) => one.name === name) ?? {};
      return fc.option(
        fc.bigInt(classes === null ? -3n : 0n, classes === null ? 25n : BigInt(classes.length - 1)),
        { freq: 5 },
      );
    };
    const month = fc.record({
      values: fc.record(Object.fromEntries(plan.indicators.map(({ name }) => [name, value(name)]))),
      instead: value(excluded),
    });
    return fc.record({
      plan: fc.constant(plan),
      excluded: fc.constant(excluded),
      months: fc.array(month, { minLength: 1, maxLength: 4 }),
    });
  });

function hasTreatment(
  plan: Plan,
  asOf: number,
  customer: CustomerColumns,
  run: readonly IndicatorValues[],
): boolean[] {
  let state: LifecycleState | null = null;
  let previous: number | null = null;
  return run.map((values, index) => {
    const today = assessedOn(plan, asOf + index * 40, previous);
    previous = today.asOf;
    const decision = decide(today, { customer, values, state, override: null });
    state = decision.state;
    const tier = decision.effective === null ? undefined : plan.tiers[decision.effective];
    return (tier?.treatments.length ?? 0) > 0;
  });
}

test('what is proved never happens, and a counterexample is one', () => {
  const found = { proved: 0, refuted: 0, open: 0 };
  fc.assert(
    fc.property(situation, ({ plan, excluded, months }) => {
      const claim = { treatments: ['loan_rate'], independentOf: [excluded] };
      const certificate = certify(plan, claim);
      expect(isCertificateWhole(certificate)).toBe(true);
      found[certificate.status] += 1;
      if (certificate.status === 'proved') {
        const customer: CustomerColumns = { openedOn: plan.asOf - 500, birthYear: 1990, status: 'active' };
        const varied = months.map(({ values, instead }) => ({ ...values, [excluded]: instead }));
        expect(hasTreatment(plan, plan.asOf, customer, varied)).toEqual(
          hasTreatment(
            plan,
            plan.asOf,
            customer,
            months.map(({ values }) => values),
          ),
        );
      } else {
        expect(certificate.treatments.some(({ violations }) => violations.length > 0)).toBe(true);
      }
    }),
    { numRuns: 1000 },
  );
  expect(found.proved).toBeGreaterThan(50);
  expect(found.refuted).toBeGreaterThan(50);
});

function fourTiers(edit: (text: string) => string = (text) => text): Plan {
  const text = edit(readFileSync('examples/policies/four-tiers.yaml', 'utf8'));
  const { document } = readPolicy(text);
  assert(document !== null, 'the policy can be read');
  return planPolicy({ document, asOf: 20_000, previousAsOf: null });
}

test('credit decisions of the ready-made policy look at deposits, and two customers show it', () => {
  const certificate = certify(fourTiers(), { treatments: ['credit_limit'], independentOf: ['deposits'] });
  expect(certificate).toMatchObject({ status: 'refuted', treatments: [{ tiers: ['risk'] }] });
  const { having = {}, without = {} } = certificate.counterexample ?? {};
  const differing = Object.keys(having).filter((name) => having[name] !== without[name]);
  expect(differing).toEqual(['deposits']);
});

test('without that rule they do not, down to the tables that are read', () => {
  const plan = fourTiers((text) => text.replace(/ {2}- id: weak-and-overdue[^]*?WEAK_AND_OVERDUE\n/, ''));
  const certificate = certify(plan, {
    treatments: ['credit_limit', 'loan_rate'],
    independentOf: ['deposits'],
  });
  expect(certificate.status).toBe('proved');
  expect(certificate.excluded.map(({ indicator }) => indicator)).toEqual(['deposits', 'month_end_lift']);
  const inputs = certificate.treatments.flatMap((one) => one.inputs);
  expect(new Set(inputs.flatMap(({ tables }) => Object.keys(tables)))).not.toContain('movement');
  expect(inputs.find(({ indicator }) => indicator === 'overdue_now')?.tables['loan_status']).toContain(
    'days_past_due',
  );
  const fields = new Map(inputs.map(({ indicator, tables }) => [indicator, tables]));
  expect(fields.get('overdue_now')?.['loan_status']).not.toContain('class');
  expect(fields.get('loan_class')?.['loan_status']).toContain('class');
  expect(certificate.excluded[0]?.tables['movement']).toContain('amount_minor');
  expect(certificate.excluded[0]?.tables['snapshot']).toContain('balance_days_minor');
  const forged = { ...certificate, claim: { ...certificate.claim, independentOf: ['tenor'] } };
  expect(isCertificateWhole(forged)).toBe(false);
});
