import type { SyntaxNode } from '@lezer/common';
import type { Condition } from '../plan/condition.ts';
import { compareValues, type Operator } from './comparison.ts';
import { refuseAt } from './condition-error.ts';
import type { TypedValue } from './typed-value.ts';
import { parseValue, type Reading } from './parse-value.ts';
import { childrenOf, excerpt, unwrapped } from './syntax-tree.ts';

const operators: readonly string[] = ['=', '!=', '<', '<=', '>', '>='];

/** A comparison of any form: with an operator, `in`, or `between`. */
export function parseComparison(node: SyntaxNode, reading: Reading): Condition {
  const parts = childrenOf(node);
  const [subject, word] = parts;
  if (subject === undefined || word === undefined) return refuseNode(node, reading);
  if (word.name === 'CompareOp') {
    const right = parts[2];
    if (right === undefined) return refuseNode(node, reading);
    const operator = readOperator(word, reading);
    return compareValues(operator, parseValue(subject, reading), parseValue(right, reading), right.from);
  }
  if (word.name === 'in') return parseIn(node, subject, parts.slice(2), reading);
  const [, , low, , high] = parts;
  if (word.name !== 'between' || low === undefined || high === undefined) return refuseNode(node, reading);
  return range(parseValue(subject, reading), { node, low, high, above: '>=', below: '<=' }, reading);
}

function readOperator(node: SyntaxNode, { text }: Reading): Operator {
  const written = text.slice(node.from, node.to);
  if (operators.includes(written)) return written as Operator;
  return refuseAt('policy.condition-unsupported', node.from, { part: written });
}

/** `x in (a, b)`, `x in [1..5]`, `x in <5`, `x in [1, 2]`. */
function parseIn(node: SyntaxNode, subject: SyntaxNode, rest: SyntaxNode[], reading: Reading): Condition {
  const value = parseValue(subject, reading);
  const list = rest.find((part) => part.name === 'PositiveUnaryTests');
  if (list !== undefined) return anyOf(childrenOf(list).flatMap(childrenOf), value, reading);
  const test = rest[0]?.firstChild ?? null;
  if (rest[0]?.name !== 'PositiveUnaryTest' || test === null) return refuseNode(node, reading);
  requireOwnParentheses(node, test, reading);
  return parseTest(test, value, reading);
}

/** The grammar gives `in` all that follows: `x in [1..5] or y` would test x against `[1..5] or y`. */
function requireOwnParentheses(comparison: SyntaxNode, test: SyntaxNode, { text }: Reading): void {
  const open = test.name === 'SimplePositiveUnaryTest' ? test.lastChild : test;
  if (open === null || !isJunction(open)) return;
  let first = open;
  while (isJunction(first) && first.firstChild !== null) first = first.firstChild;
  const word = childrenOf(open)[1]?.name ?? 'or';
  const write = `(${excerpt(text.slice(comparison.from, first.to))}) ${word} …`;
  refuseAt('policy.condition-parentheses', comparison.from, { write });
}

function isJunction(node: SyntaxNode): boolean {
  return node.name === 'Disjunction' || node.name === 'Conjunction';
}

function anyOf(tests: readonly SyntaxNode[], value: TypedValue, reading: Reading): Condition {
  const operands = tests.map((test) => parseTest(test, value, reading));
  return operands.length === 1 && operands[0] !== undefined ? operands[0] : { kind: 'or', operands };
}

function parseTest(test: SyntaxNode, value: TypedValue, reading: Reading): Condition {
  switch (test.name) {
    case 'ParenthesizedExpression':
      return parseTest(unwrapped(test), value, reading);
    case 'SimplePositiveUnaryTest':
      return parseSimpleTest(test, value, reading);
    case 'Interval':
      return parseInterval(test, value, reading);
    case 'List':
      return anyOf(
        childrenOf(test).filter((part) => part.name !== '[' && part.name !== ']'),
        value,
        reading,
      );
    default:
      return compareValues('=', value, parseValue(test, reading), test.from);
  }
}

function parseSimpleTest(test: SyntaxNode, value: TypedValue, reading: Reading): Condition {
  const [first, second] = childrenOf(test);
  if (first?.name === 'Interval') return parseInterval(first, value, reading);
  if (first?.name !== 'CompareOp' || second === undefined) return refuseNode(test, reading);
  return compareValues(readOperator(first, reading), value, parseValue(second, reading), second.from);
}

/** `[` and `]` on their own side include the end; `(`, `)` and the bracket turned outward leave it out. */
function parseInterval(node: SyntaxNode, value: TypedValue, reading: Reading): Condition {
  const [open, low, , high, close] = childrenOf(node);
  if (open === undefined || low === undefined || high === undefined || close === undefined) {
    return refuseNode(node, reading);
  }
  const above = open.name === '[' ? '>=' : '>';
  const below = close.name === ']' ? '<=' : '<';
  return range(value, { node, low, high, above, below }, reading);
}

interface Range {
  readonly node: SyntaxNode;
  readonly low: SyntaxNode;
  readonly high: SyntaxNode;
  readonly above: '>' | '>=';
  readonly below: '<' | '<=';
}

function range(value: TypedValue, { node, low, high, above, below }: Range, reading: Reading): Condition {
  const [from, to] = [parseValue(low, reading), parseValue(high, reading)];
  const lower = compareValues(above, value, from, low.from);
  const upper = compareValues(below, value, to, high.from);
  const order =
    from.type === 'number' && to.type === 'number' ? compareValues('<=', from, to, low.from) : null;
  if (order?.kind === 'constant' && !order.value) {
    const written = excerpt(reading.text.slice(node.from, node.to));
    return refuseAt('policy.condition-empty-range', low.from, { range: written });
  }
  return { kind: 'and', operands: [lower, upper] };
}

function refuseNode(node: SyntaxNode, { text }: Reading): never {
  const part = excerpt(text.slice(node.from, node.to));
  return refuseAt('policy.condition-unsupported', node.from, { part });
}
