import { assert } from '@gradus/schema';
import {
  add,
  and,
  boolean,
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

/** A code with the condition under which it belongs to the reasons, and where: among rules or characteristics. */
interface Source {
  readonly code: string;
  readonly present: Expression;
}

interface CharacteristicSource extends Source {
  readonly index: number;
}

/** Written before the codes while they are joined, so that the first comma can be taken off. */
const start = '^';

const decidesColumn = (index: number): string => `_decides_${index}`;
const lossColumn = (index: number): string => `_loss_${index}`;
const placeColumn = (index: number): string => `_place_${index}`;

/**
 * The texts of `findReasons` as layers, to `_reasons` and `_internal_reasons`: codes joined by `,`. Which sources share
 * a code is known from the plan, so a repeated code is left out by conditions and not by searching a text.
 */
export function reasonLayers(plan: Plan): NamedExpression[][] {
  const shown = (rule: PlannedRule) => (rule.confidential ? (plan.neutralReason ?? '') : rule.reason);
  const confidential = plan.rules.some((rule) => rule.confidential);
  const internal = confidential ? codesSql(plan, (rule) => rule.reason) : column('_reasons');
  return [
    plan.characteristics.map((_, index) => named(lossColumn(index), lossSql(plan, index))),
    [
      ...plan.characteristics.map((_, index) => named(placeColumn(index), placeSql(plan, index))),
      ...plan.rules.map((rule, index) => named(decidesColumn(index), decidesSql(rule, index))),
    ],
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
    const earlier = other < index ? atLeast(loss, own) : greaterThan(loss, own);
    return [choose([when(earlier, rank(1))], rank(0))];
  });
  const [first, ...rest] = before;
  return first === undefined ? rank(0) : rest.reduce(add, first);
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
  const rules = plan.rules.map((rule, index) => ({ code: codeOf(rule), index }));
  const deciding = rules.map(({ code, index }) => ({ code, present: column(decidesColumn(index)) }));
  const other = rules.map(({ code, index }) => ({
    code,
    present: and(column(ruleColumn(index)), not(column(decidesColumn(index)))),
  }));
  const characteristics = characteristicSources(plan);
  const pieces = [
    ...deciding.map((source, index) => pieceSql([source], deciding.slice(0, index))),
    ...plan.characteristics.map((_, place) => placePieceSql(characteristics, place, deciding)),
    ...other.map((source, index) =>
      pieceSql([source], [...deciding, ...characteristics, ...other.slice(0, index)]),
    ),
  ];
  if (pieces.length === 0) return text('');
  const joined = call('concat', text(start), ...pieces);
  return call('replace', call('replace', joined, text(`${start},`), text('')), text(start), text(''));
}

/** A characteristic gives its own code, or that of its missing value; one source when they are the same. */
function characteristicSources(plan: Plan): CharacteristicSource[] {
  return plan.characteristics.flatMap(({ indicator, reason, missingReason }, index) => {
    const lost = greaterThan(column(lossColumn(index)), integer(0));
    if (reason === missingReason) return [{ index, code: reason, present: lost }];
    const value = column(indicator.name);
    return [
      { index, code: reason, present: and(lost, isNotNull(value)) },
      { index, code: missingReason, present: and(lost, isNull(value)) },
    ];
  });
}

/** The code of the characteristic in this place: its sources, each unless a source before it has the same code. */
function placePieceSql(
  sources: readonly CharacteristicSource[],
  place: number,
  deciding: readonly Source[],
): Expression {
  const here = sources.map((source) => {
    const earlier = sources
      .filter((one) => one.index !== source.index && one.code === source.code)
      .map((one) => ({
        code: one.code,
        present: and(one.present, lessThan(column(placeColumn(one.index)), rank(place))),
      }));
    const atPlace = and(equal(column(placeColumn(source.index)), rank(place)), source.present);
    return { source: { code: source.code, present: atPlace }, before: [...deciding, ...earlier] };
  });
  return choose(
    here.map(({ source, before }) => whenFirst(source, before)),
    text(''),
  );
}

function pieceSql(sources: readonly Source[], before: readonly Source[]): Expression {
  return choose(
    sources.map((source) => whenFirst(source, before)),
    text(''),
  );
}

function whenFirst(source: Source, before: readonly Source[]) {
  assert(!/[,^]/.test(source.code), `a reason code holds no separator: ${source.code}`);
  const same = before.filter(({ code }) => code === source.code).map(({ present }) => present);
  const first = same.length === 0 ? boolean(true) : not(or(...same));
  const condition = same.length === 0 ? source.present : and(source.present, first);
  return when(condition, text(`,${source.code}`));
}
