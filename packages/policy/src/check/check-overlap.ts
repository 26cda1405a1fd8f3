import { exampleOf } from '../difference/written-text.ts';
import type { Findings } from '../document/findings.ts';
import type { ResolvedPolicy } from '../plan/resolve-policy.ts';
import { Possibilities } from './possibility.ts';
import { regionOf, overlap, meet, type Box } from './region.ts';
import { contains } from './value-set.ts';
import { findRow, isWitness, type Wanted, type WitnessRow } from './witness.ts';

type Rule = ResolvedPolicy['rules'][number];

/** Rules that meet in one customer and want different things, and rules that stop holding as things get worse. */
export function checkOverlaps(resolved: ResolvedPolicy, findings: Findings): void {
  const { rules, document } = resolved;
  if (rules.length < document.rules.length) return;
  const possibilities = new Possibilities(resolved.indicators);
  checkContradictions(resolved, possibilities, findings);
  for (const rule of rules) checkGap(rule, resolved, possibilities, findings);
  checkCover(resolved, possibilities, findings);
  checkPopulation(resolved, possibilities, findings);
}

const columnsOfIndicators = ({ indicators }: ResolvedPolicy) => indicators.map(({ column }) => column);
const holds = ({ when }: Rule): Wanted => ({ condition: when, truth: 'true' });
const not = ({ when }: Rule): Wanted => ({ condition: when, truth: 'not true' });

/** Customers of whom everybody is tiered, as far as the population is stated. */
const inPopulation = ({ population }: ResolvedPolicy): Wanted[] =>
  population.map(({ when }) => ({ condition: when, truth: 'true' }));

/** A floor and vetoes below it that one customer meets: the floor is a promise that is not kept. */
function checkContradictions(resolved: ResolvedPolicy, { domain }: Possibilities, findings: Findings): void {
  const { rules, tiers } = resolved;
  for (const floor of rules.filter(({ effect }) => effect === 'at_least')) {
    const met: { id: string; row: WitnessRow }[] = [];
    for (const veto of rules) {
      if (veto.effect !== 'at_most' || veto.tier <= floor.tier) continue;
      const row = findRow(domain, [holds(floor), holds(veto), ...inPopulation(resolved)]);
      if (row !== null) met.push({ id: veto.id, row });
    }
    const [first] = met;
    if (first === undefined) continue;
    findings.warning('policy.rules-contradict', ['rules', floor.at, 'id'], {
      floor: floor.id,
      tier: tiers[floor.tier]?.id ?? '',
      vetoes: met.map(({ id }) => id),
      example: exampleOf(first.row, columnsOfIndicators(resolved)),
    });
  }
}

/**
 * A veto that no longer holds when its figure gets worse, or a floor when it gets better, and no other rule stands in: a hole between
 * steps that were meant to follow each other. Both customers are shown, one stored unit apart.
 */
function checkGap(rule: Rule, resolved: ResolvedPolicy, { domain }: Possibilities, findings: Findings): void {
  const region = regionOf(rule.when, 'true');
  if (region === null) return;
  for (const { column, meaning } of resolved.indicators) {
    if (meaning.trend === null) continue;
    // Where things get worse for a veto, and better for a floor.
    const isUp = (meaning.trend === 'up') === (rule.effect === 'at_least');
    for (const box of region) {
      const set = box.get(column.name);
      if (set === undefined || set.kind !== 'numbers') continue;
      for (const { from, to } of set.ranges) {
        const edge = isUp ? to : from;
        if (edge === null) continue;
        const beyond = isUp ? edge + 1n : edge - 1n;
        const all = domain.get(column.name);
        if (all === undefined || !contains(all, edge) || !contains(all, beyond)) continue;
        const pair = pairAcross(rule, resolved, { domain, box, name: column.name, edge, beyond });
        if (pair === null) continue;
        const columns = columnsOfIndicators(resolved);
        findings.warning('policy.rule-gap', ['rules', rule.at, 'when'], {
          id: rule.id,
          name: column.name,
          isVeto: rule.effect === 'at_most',
          example: exampleOf(pair.inside, columns),
          beyond: exampleOf(new Map([[column.name, beyond]]), columns)[0]?.value ?? '',
        });
        return;
      }
    }
  }
}

interface Edge {
  readonly domain: Box;
  readonly box: Box;
  readonly name: string;
  readonly edge: bigint;
  readonly beyond: bigint;
}

/** A customer at the edge whom the rule meets, and who beyond it is met by nothing as strong. */
function pairAcross(
  rule: Rule,
  resolved: ResolvedPolicy,
  { domain, box, name, edge, beyond }: Edge,
): { inside: WitnessRow } | null {
  const at = (value: bigint): Box =>
    new Map([...domain, [name, { kind: 'numbers', missing: false, ranges: [{ from: value, to: value }] }]]);
  const sets = meet(at(edge), new Map([...box].filter(([column]) => column !== name)));
  if (sets === null) return null;
  const stronger = resolved.rules.filter(
    (other) =>
      other.effect === rule.effect &&
      (rule.effect === 'at_most' ? other.tier >= rule.tier : other.tier <= rule.tier),
  );
  const others = stronger.filter((other) => other !== rule);
  // Mention every column of the rules, so that the row has a value for each.
  const found = findRow(at(beyond), [
    ...others.map(not),
    not(rule),
    ...inPopulation(resolved),
    ...frozen(rule, name, edge),
  ]);
  if (found === null) return null;
  const inside = new Map([...found, [name, edge]]);
  const outside = new Map([...found, [name, beyond]]);
  const isHole = isWitness(inside, [holds(rule)]) && isWitness(outside, stronger.map(not));
  return isHole ? { inside } : null;
}

/** The rule's condition with one column held at a value, as something that the other columns must satisfy. */
function frozen(rule: Rule, name: string, value: bigint): Wanted[] {
  return [{ condition: substituted(rule.when, name, value), truth: 'true' }];
}

/** A condition with one column held at a stored value. */
export function substituted(condition: Rule['when'], name: string, value: bigint): Rule['when'] {
  type Operand = Extract<Rule['when'], { kind: 'compare' }>['left'];
  const operand = (one: Operand): Operand => {
    if (one.kind === 'column' && one.column.name === name) {
      return { kind: 'number', value, scale: one.column.scale };
    }
    return one.kind === 'arithmetic' ? { ...one, left: operand(one.left), right: operand(one.right) } : one;
  };
  switch (condition.kind) {
    case 'and':
    case 'or':
      return { ...condition, operands: condition.operands.map((one) => substituted(one, name, value)) };
    case 'not':
      return { ...condition, operand: substituted(condition.operand, name, value) };
    case 'compare':
      return { ...condition, left: operand(condition.left), right: operand(condition.right) };
    case 'missing':
      return condition.operand.kind === 'column' && condition.operand.column.name === name
        ? { kind: 'constant', value: condition.negated }
        : condition;
    case 'constant':
    case 'flag':
      return condition;
  }
}

/** A rule wherever it holds outdone by one of several others, though by none of them alone. */
function checkCover(resolved: ResolvedPolicy, possibilities: Possibilities, findings: Findings): void {
  for (const rule of resolved.rules) {
    const others = resolved.rules.filter(
      (other) =>
        other !== rule &&
        other.effect === rule.effect &&
        other.confidential === rule.confidential &&
        (rule.effect === 'at_most' ? other.tier > rule.tier : other.tier < rule.tier),
    );
    if (others.length < 2 || !possibilities.canHold(rule.when)) continue;
    if (others.some(({ when }) => possibilities.implies(rule.when, when))) continue;
    const left = others
      .map(({ when }) => regionOf(when, 'not true'))
      .reduce(overlap, regionOf(rule.when, 'true'));
    if (possibilities.isPossible(left)) continue;
    const by = others.filter(({ when }) =>
      possibilities.isPossible(overlap(regionOf(when, 'true'), regionOf(rule.when, 'true'))),
    );
    findings.warning('policy.rule-covered', ['rules', rule.at, 'id'], {
      id: rule.id,
      by: by.map(({ id }) => id),
    });
  }
}

/** Rules that hold for nobody who is tiered. */
function checkPopulation(resolved: ResolvedPolicy, possibilities: Possibilities, findings: Findings): void {
  const population = resolved.population.map(({ when }) => regionOf(when, 'true'));
  if (population.length < resolved.document.population.length) return;
  for (const rule of resolved.rules) {
    if (!possibilities.canHold(rule.when)) continue;
    if (possibilities.isPossible(population.reduce(overlap, regionOf(rule.when, 'true')))) continue;
    findings.warning('policy.rule-outside-population', ['rules', rule.at, 'when'], { id: rule.id });
  }
}
