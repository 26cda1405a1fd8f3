import { parser } from '@bpmn-io/lezer-feel';
import type { SyntaxNode, Tree } from '@lezer/common';
import type { Condition } from '../plan/condition.ts';
import { ConditionError, refuseAt, type ConditionFinding } from './condition-error.ts';
import { typeWord } from './typed-value.ts';
import { parseComparison } from './parse-test.ts';
import { parseValue, type Reading } from './parse-value.ts';
import type { ConditionScope } from './scope.ts';
import { childrenOf, excerpt, unwrapped } from './syntax-tree.ts';

/** Longest condition that is read. */
const lengthMax = 2000;

const feel = parser.configure({ top: 'Expression' });

export interface ParsedCondition {
  /** Null when there are findings. */
  readonly condition: Condition | null;
  readonly findings: readonly ConditionFinding[];
}

/**
 * A condition in the subset of FEEL that policies use, typed against `scope`. What is outside the subset is a finding
 * with its offset, never skipped. Never throws, whatever the text.
 */
export function parseCondition(text: string, scope: ConditionScope): ParsedCondition {
  const findings: ConditionFinding[] = [];
  const reader = new ConditionReader({ text, scope }, findings);
  const condition = reader.read();
  return { condition: findings.length === 0 ? condition : null, findings };
}

class ConditionReader {
  readonly #reading: Reading;
  readonly #findings: ConditionFinding[];

  constructor(reading: Reading, findings: ConditionFinding[]) {
    this.#reading = reading;
    this.#findings = findings;
  }

  read(): Condition | null {
    return this.#attempt(() => {
      const { text } = this.#reading;
      if (text.length > lengthMax) refuseAt('policy.condition-too-long', lengthMax, { limit: lengthMax });
      refuseForeignSpelling(text);
      const tree = feel.parse(text);
      refuseBrokenSyntax(tree, text);
      const root = tree.topNode.firstChild;
      return root === null ? refuseAt('policy.condition-syntax', 0, { near: '' }) : this.#logical(root);
    });
  }

  /** Runs `step`; a mistake in it becomes a finding, so that the rest of the condition is read as well. */
  #attempt(step: () => Condition): Condition | null {
    try {
      return step();
    } catch (error) {
      if (!(error instanceof ConditionError)) throw error;
      this.#findings.push(error.finding);
      return null;
    }
  }

  #logical(node: SyntaxNode): Condition {
    switch (node.name) {
      case 'Disjunction':
        return this.#junction('or', node);
      case 'Conjunction':
        return this.#junction('and', node);
      case 'ParenthesizedExpression':
        return this.#logical(unwrapped(node));
      case 'Comparison':
        return parseComparison(node, this.#reading);
      case 'FunctionInvocation':
        return this.#negation(node);
      default:
        return this.#truth(node);
    }
  }

  #junction(kind: 'and' | 'or', node: SyntaxNode): Condition {
    const operands: Condition[] = [];
    for (const part of this.#operandsOf(node)) {
      const operand = this.#attempt(() => this.#logical(part));
      if (operand !== null) operands.push(operand);
    }
    return { kind, operands };
  }

  /** `a or b or c` is one disjunction of three, however the grammar nests it. */
  #operandsOf(node: SyntaxNode): SyntaxNode[] {
    const operands: SyntaxNode[] = [];
    let left: SyntaxNode | null = node;
    while (left !== null && left.name === node.name) {
      if (left.lastChild !== null) operands.unshift(left.lastChild);
      left = left.firstChild;
    }
    return left === null ? operands : [left, ...operands];
  }

  #negation(node: SyntaxNode): Condition {
    const { text } = this.#reading;
    const called = node.firstChild;
    const given = childrenOf(node).find((part) => part.name === 'PositionalParameters');
    const parts = given === undefined ? [] : childrenOf(given);
    const operand = parts[0];
    if (
      called === null ||
      text.slice(called.from, called.to) !== 'not' ||
      parts.length !== 1 ||
      operand === undefined
    ) {
      const part = excerpt(text.slice(node.from, node.to));
      return refuseAt('policy.condition-unsupported', node.from, { part });
    }
    return { kind: 'not', operand: this.#logical(operand) };
  }

  /** A value that stands where a condition must: true, false, or a column that is one of them. */
  #truth(node: SyntaxNode): Condition {
    const value = parseValue(node, this.#reading);
    if (value.type === 'truth') return { kind: 'constant', value: value.value };
    if (value.type === 'flag') return { kind: 'flag', column: value.column };
    return refuseAt('policy.condition-not-logical', node.from, { type: typeWord(value) });
  }
}

/** Spellings of other languages, for which FEEL's own error would point beside the mistake. */
function refuseForeignSpelling(text: string): void {
  const bare = text.replaceAll(/"(?:[^"\\]|\\.)*"/g, (quoted) => `"${' '.repeat(quoted.length - 2)}"`);
  const digits = /(?<![\w.])\d+(?:_\d+)+/.exec(bare);
  if (digits !== null) {
    refuseAt('policy.condition-digits', digits.index, {
      written: digits[0],
      right: digits[0].replaceAll('_', ''),
    });
  }
  const foreign = /==|&&|\|\||<>|'|\/\/|\/\*/.exec(bare);
  if (foreign !== null) refuseAt('policy.condition-spelling', foreign.index, { written: foreign[0] });
}

function refuseBrokenSyntax(tree: Tree, text: string): void {
  let broken: number | null = null;
  tree.iterate({
    enter: ({ type, from }) => {
      if (type.isError && broken === null) broken = from;
    },
  });
  if (broken !== null) refuseAt('policy.condition-syntax', broken, { near: excerpt(text.slice(broken)) });
}
