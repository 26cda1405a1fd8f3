import { ZenEngine } from '@gorules/zen-engine';
import type { Plan } from '@gradus/policy';
import { cutsOf, scalesOf, type Facts, type NumberScale } from './policy-as-numbers.ts';

/** The ready-made policy as a decision graph of GoRules Zen: one expression node. Says the tier; gives no reasons. */
export function zenDecider(plan: Plan): (facts: Facts) => Promise<string> {
  const scales = scalesOf(plan);
  const expressions = [
    ...scales.map((scale) => [`points_${scale.name}`, scaleText(scale)]),
    ['score', scales.map(({ name, weight }) => `${weight} * $.points_${name}`).join(' + ')],
    [
      'by_score',
      cutsOf(plan).reduceRight(
        (rest, { id, from }) => (rest === '' ? `"${id}"` : `$.score >= ${from} ? "${id}" : ${rest}`),
        '',
      ),
    ],
    ['lifted', 'has_deposits and deposits >= 500000000 ? "premium" : $.by_score'],
    [
      'tier',
      '(has_class and loan_class >= 2) or (has_overdue_now and overdue_now > 90) or (has_overdue_now and has_deposits and has_spending and overdue_now > 30 and deposits < 1000000 and spending < 300000) ? "risk" : (has_overdue_now and overdue_now > 30 and ($.lifted == "premium" or $.lifted == "good") ? "ordinary" : $.lifted)',
    ],
  ].map(([key = '', value = ''], index) => ({ id: `e${index}`, key, value }));
  const engine = new ZenEngine();
  const decision = engine.createDecision({
    nodes: [
      { id: 'in', type: 'inputNode', name: 'in' },
      { id: 'score', type: 'expressionNode', name: 'score', content: { expressions } },
      { id: 'out', type: 'outputNode', name: 'out' },
    ],
    edges: [
      { id: '1', type: 'edge', sourceId: 'in', targetId: 'score' },
      { id: '2', type: 'edge', sourceId: 'score', targetId: 'out' },
    ],
  });
  return async (facts) => {
    const response: { readonly result: unknown } = await decision.evaluate(zenFacts(facts));
    return (response.result as { tier: string }).tier;
  };
}

/** Zen compares null with nothing, so what may be missing comes with a flag. */
function zenFacts(facts: Facts): Record<string, number | boolean> {
  const context: Record<string, number | boolean> = {};
  for (const name in facts) {
    const value = facts[name] ?? null;
    context[name] = value ?? 0;
    context[name === 'loan_class' ? 'has_class' : `has_${name}`] = value !== null;
  }
  return context;
}

function scaleText({ indicator, steps, missing, isCurve }: NumberScale): string {
  const [first] = steps;
  let text = String(first?.points ?? 0);
  for (const [index, { from, points }] of steps.entries()) {
    const next = steps[index + 1];
    const inside =
      isCurve && next !== undefined
        ? `floor(${points} + (${indicator} - ${from}) * ${next.points - points} / ${next.from - from} + 0.5)`
        : String(points);
    text = `${indicator} >= ${from} ? ${inside} : (${text})`;
  }
  return `has_${indicator} ? (${text}) : ${missing}`;
}
