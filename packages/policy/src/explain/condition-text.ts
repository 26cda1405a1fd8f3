import { formatDay, inLocale, unreachable, type Locale, type LocalText } from '@gradus/schema';
import type { ColumnReference, Condition, Operand } from '../plan/condition.ts';
import type { Plan } from '../plan/plan.ts';
import { say, valueText, type ValueKind } from './value-text.ts';

const customerTitles: Readonly<Record<string, LocalText>> = {
  age: { en: 'age', 'zh-CN': '年龄' },
  birth_year: { en: 'year of birth', 'zh-CN': '出生年份' },
  opened_on: { en: 'customer since', 'zh-CN': '开户日期' },
  status: { en: 'status', 'zh-CN': '客户状态' },
};

const signs = { '=': '=', '!=': '≠', '<': '<', '<=': '≤', '>': '>', '>=': '≥' } as const;

/** A condition in words: titles of indicators, numbers in natural units. */
export function conditionText(plan: Plan, condition: Condition, locale: Locale): string {
  switch (condition.kind) {
    case 'constant':
      return condition.value ? say(locale, 'always', '总是') : say(locale, 'never', '从不');
    case 'and':
    case 'or': {
      const word = condition.kind === 'and' ? say(locale, ' and ', '且') : say(locale, ' or ', '或');
      return condition.operands.map((operand) => bracketed(plan, operand, locale)).join(word);
    }
    case 'not': {
      const { operand } = condition;
      if (operand.kind === 'missing') {
        return conditionText(plan, { ...operand, negated: !operand.negated }, locale);
      }
      return say(locale, 'not ', '非') + bracketed(plan, operand, locale);
    }
    case 'flag':
      return columnTitle(plan, condition.column.name, locale);
    case 'compare': {
      const { left, right, operator } = condition;
      const kind = kindOf(left) ?? kindOf(right);
      const side = (operand: Operand) => operandText(plan, operand, kind, locale);
      return `${side(left)} ${signs[operator]} ${side(right)}`;
    }
    case 'missing': {
      const operand = operandText(plan, condition.operand, null, locale);
      return condition.negated
        ? say(locale, `${operand} is known`, `${operand}有值`)
        : say(locale, `${operand} is missing`, `${operand}缺失`);
    }
    default:
      return unreachable(condition);
  }
}

/** Title of an indicator, or of a column of the customer. */
export function columnTitle(plan: Plan, name: string, locale: Locale): string {
  const indicator = plan.indicators.find((one) => one.name === name);
  return inLocale(indicator?.title ?? customerTitles[name], locale, name);
}

function bracketed(plan: Plan, condition: Condition, locale: Locale): string {
  const text = conditionText(plan, condition, locale);
  const isJoined = condition.kind === 'and' || condition.kind === 'or';
  return isJoined && condition.operands.length > 1 ? say(locale, `(${text})`, `（${text}）`) : text;
}

/** The kind of number that a side is about: that of its first column. */
function kindOf(operand: Operand): ColumnReference | null {
  if (operand.kind === 'column') return operand.column;
  if (operand.kind !== 'arithmetic') return null;
  return kindOf(operand.left) ?? kindOf(operand.right);
}

function operandText(plan: Plan, operand: Operand, kind: ValueKind | null, locale: Locale): string {
  switch (operand.kind) {
    case 'column':
      return columnTitle(plan, operand.column.name, locale);
    case 'number':
      return valueText(
        { unit: kind?.unit ?? null, classes: kind?.classes ?? null, scale: operand.scale },
        operand.value,
        plan.currency,
        locale,
      );
    case 'text':
      return say(locale, `"${operand.value}"`, `“${operand.value}”`);
    case 'day':
      return formatDay(operand.value);
    case 'arithmetic': {
      // A factor is a plain number; what is added is of the kind of the whole.
      const inner = operand.operator === '*' ? null : kind;
      const side = (one: Operand) => {
        const text = operandText(plan, one, inner, locale);
        return one.kind === 'arithmetic' ? `(${text})` : text;
      };
      const sign = operand.operator === '*' ? '×' : operand.operator === '-' ? '−' : '+';
      return `${side(operand.left)} ${sign} ${side(operand.right)}`;
    }
    default:
      return unreachable(operand);
  }
}
