import { assert } from '@gradus/schema';
import {
  add,
  and,
  call,
  cast,
  choose,
  column,
  equal,
  greaterThan,
  atLeast,
  integer,
  isNotNull,
  isNull,
  lessThan,
  multiply,
  named,
  not,
  nothing,
  or,
  subtract,
  text,
  when,
  type Expression,
  type NamedExpression,
} from '@gradus/sql';
import type { Plan, PlannedRule } from '../../plan/plan.ts';
import { noVeto, pointsColumn, ruleColumn } from './tier-sql.ts';
import { rank } from './rank-sql.ts';

/** A code with the condition under which it belongs to the reasons. */
interface Source {
  readonly code: string;
  readonly present: Expression;
}

/** One of the codes of a characteristic: its own, or that of its missing value. */
interface LossSource extends Source {
  readonly index: number;
  /** Column that says whether a characteristic in an earlier place gives the same code; null where none can. */
  readonly repeats: string | null;
}

/** Arguments that one call takes on every engine. */
const joinedMax = 60;

/** Place of a characteristic that lost nothing. */
const noPlace = -1;

const decidesColumn = (index: number): string => `_decides_${index}`;
const lossColumn = (index: number): string => `_loss_${index}`;
const placeColumn = (index: number): string => `_place_${index}`;
const codeColumn = (place: number): string => `_code_${place}`;

/**
 * The texts of `findReasons` as layers, to `_reasons` and `_internal_reasons`: codes joined by `,`. Which sources share
 * a code is known from the plan, so a repeated code is left out by conditions and not by searching a text. Rules hold for
 * few customers: the others take a short way, which makes reasons affordable for every customer of a bank.
 */
export function reasonLayers(plan: Plan): NamedExpression[][] {
  const shown = (rule: PlannedRule) => (rule.confidential ? (plan.neutralReason ?? '') : rule.reason);
  const isConfidential = plan.rules.some((rule) => rule.confidential);
  const internal = isConfidential ? codesSql(plan, (rule) => rule.reason) : column('_reasons');
  const sources = lossSources(plan);
  return [
    plan.characteristics.map((_, index) => named(lossColumn(index), lossSql(plan, index))),
    [
      ...plan.characteristics.map((_, index) => named(placeColumn(index), placeSql(plan, index))),
      ...plan.rules.map((rule, index) => named(decidesColumn(index), decidesSql(rule, index))),
      named('_any_rule', or(...plan.rules.map((_, index) => column(ruleColumn(index))))),
    ],
    repeatLayer(sources),
    plan.characteristics.map((_, place) => named(codeColumn(place), codeAtPlaceSql(sources, place, []))),
    [named('_reasons', codesSql(plan, shown))],
    [named('_internal_reasons', internal)],
  ];
}

/** Weight × (highest points − points); not above 0 when nothing was lost. */
function lossSql(plan: Plan, index: number): Expression {
  const characteristic = plan.characteristics[index];
  assert(characteristic !== undefined, 'a loss belongs to a characteristic');
  const gap = subtract(integer(characteristic.highestPoints), cast(column(pointsColumn(index)), 'bigint'));
  return multiply(integer(characteristic.weight), gap);
}

/** How many characteristics lost more, or as much and stand earlier: their order without sorting. */
function placeSql(plan: Plan, index: number): Expression {
  const own = column(lossColumn(index));
  const before = plan.characteristics.flatMap((_, other) => {
    if (other === index) return [];
    const loss = column(lossColumn(other));
    const isEarlier = other < index ? atLeast(loss, own) : greaterThan(loss, own);
    return [choose([when(isEarlier, rank(1))], rank(0))];
  });
  const [first, ...rest] = before;
  const place = first === undefined ? rank(0) : rest.reduce(add, first);
  return choose([when(greaterThan(own, integer(0)), place)], rank(noPlace));
}

/** The SQL twin of `ruleDecides`, for a rule that holds. */
function decidesSql(rule: PlannedRule, index: number): Expression {
  const computed = column('_computed');
  const binding = and(column(ruleColumn(index)), equal(computed, rank(rule.tier)));
  if (rule.effect === 'at_most') return binding;
  const veto = column('_veto');
  const lifted = and(
    or(equal(veto, rank(noVeto)), not(equal(veto, computed))),
    lessThan(computed, column('_by_score')),
  );
  return and(binding, lifted);
}

function codesSql(plan: Plan, codeOf: (rule: PlannedRule) => string): Expression {
  const withoutRules = plan.characteristics.map((_, place) => column(codeColumn(place)));
  if (plan.rules.length === 0) return joined(withoutRules);
  const rules = plan.rules.map((rule, index) => ({ code: codeOf(rule), index }));
  const deciding = rules.map(({ code, index }) => ({ code, present: column(decidesColumn(index)) }));
  const other = rules.map(({ code, index }) => ({
    code,
    present: and(column(ruleColumn(index)), not(column(decidesColumn(index)))),
  }));
  const losses = lossSources(plan);
  const withRules = joined([
    ...deciding.map((source, index) => ifPresent(source, deciding.slice(0, index))),
    ...plan.characteristics.map((_, place) => codeAtPlaceSql(losses, place, deciding)),
    ...other.map((source, index) =>
      ifPresent(source, [...deciding, ...losses.flat(), ...other.slice(0, index)]),
    ),
  ]);
  return choose([when(column('_any_rule'), withRules)], joined(withoutRules));
}

/** Codes that are not null, joined by commas; in parts where there are more than one call takes. */
function joined(codes: readonly Expression[]): Expression {
  if (codes.length === 0) return text('');
  if (codes.length <= joinedMax) return call('join_text', text(','), ...codes);
  const parts: Expression[] = [];
  for (let index = 0; index < codes.length; index += joinedMax) {
    const part = joined(codes.slice(index, index + joinedMax));
    parts.push(choose([when(equal(part, text('')), nothing('varchar'))], part));
  }
  return joined(parts);
}

/** Per characteristic its codes, that of a missing value first; one when they are the same. */
function lossSources(plan: Plan): LossSource[][] {
  const codes = plan.characteristics.map(({ reason, missingReason }) => new Set([missingReason, reason]));
  const repeatsOf = (code: string, index: number): string | null =>
    codes.some((others, other) => other !== index && others.has(code)) ? `_repeats_${index}_${code}` : null;
  return plan.characteristics.map(({ indicator, reason, missingReason }, index) => {
    const lost = atLeast(column(placeColumn(index)), rank(0));
    const sourceOf = (code: string, present: Expression): LossSource => ({
      index,
      code,
      present,
      repeats: repeatsOf(code, index),
    });
    if (reason === missingReason) return [sourceOf(reason, lost)];
    const value = column(indicator.name);
    return [sourceOf(missingReason, and(lost, isNull(value))), sourceOf(reason, and(lost, isNotNull(value)))];
  });
}

/** The columns `repeats`: once per source, so that the codes of all places can refer to them. */
function repeatLayer(losses: readonly (readonly LossSource[])[]): NamedExpression[] {
  const all = losses.flat();
  return all.flatMap(({ code, index, repeats }) => {
    if (repeats === null) return [];
    const earlier = all
      .filter((other) => other.code === code && other.index !== index)
      .map((other) =>
        and(other.present, lessThan(column(placeColumn(other.index)), column(placeColumn(index)))),
      );
    return [named(repeats, or(...earlier))];
  });
}

/** The code of the characteristic in this place, unless a source before it has the same: null then, or with none there. */
function codeAtPlaceSql(
  losses: readonly (readonly LossSource[])[],
  place: number,
  deciding: readonly Source[],
): Expression {
  const whens = losses.map((sources, index) => {
    const [first, second] = sources.map(({ code, present, repeats }) => {
      const repeated = repeats === null ? [] : [{ code, present: column(repeats) }];
      return { present, code: codeUnlessBefore(code, [...deciding, ...repeated]) };
    });
    assert(first !== undefined, 'a characteristic has a code');
    const code = second === undefined ? first.code : choose([when(first.present, first.code)], second.code);
    return when(equal(column(placeColumn(index)), rank(place)), code);
  });
  return choose(whens, nothing('varchar'));
}

/** The code of a source where it is present and no source `before` it gives the same; null elsewhere. */
function ifPresent(source: Source, before: readonly Source[]): Expression {
  return choose([when(source.present, codeUnlessBefore(source.code, before))], nothing('varchar'));
}

function codeUnlessBefore(code: string, before: readonly Source[]): Expression {
  assert(!code.includes(','), `a reason code holds no separator: ${code}`);
  const same = before.filter((one) => one.code === code).map(({ present }) => present);
  return same.length === 0 ? text(code) : choose([when(or(...same), nothing('varchar'))], text(code));
}
