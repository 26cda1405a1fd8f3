// Conditions as the language page describes them, by recursive descent: comparisons, lists, ranges, and / or / not, + - *.
import { fine, fineScale } from './number.ts';

/** Numbers are in `fineScale`; null is missing or unknown. */
export type Value = bigint | string | boolean | null;

export type Lookup = (name: string) => Value;

export type Condition = (lookup: Lookup) => Value;

/** Loan classes from best to worst: compared with numbers, they stand for their place. */
export const classes = ['normal', 'special_mention', 'substandard', 'doubtful', 'loss'];

const tokenForm =
  /\s*("[^"]*"|[a-z][a-z0-9_]*|\d+(?:\.\d+)?(?!\.\d)|\d+(?=\.\.)|\.\.|<=|>=|!=|[<>=()[\],+*-])/y;

export function conditionOf(text: string): Condition {
  const tokens: string[] = [];
  tokenForm.lastIndex = 0;
  while (tokenForm.lastIndex < text.trimEnd().length) {
    const found = tokenForm.exec(text);
    if (found === null) throw new Error(`cannot read the condition: ${text}`);
    tokens.push(found[1] as string);
  }
  const parser = new Parser(tokens);
  const condition = parser.either();
  if (!parser.isDone()) throw new Error(`more than a condition: ${text}`);
  return condition;
}

class Parser {
  private place = 0;
  private readonly tokens: readonly string[];

  constructor(tokens: readonly string[]) {
    this.tokens = tokens;
  }

  isDone(): boolean {
    return this.place === this.tokens.length;
  }

  either(): Condition {
    const sides = [this.both()];
    while (this.takes('or')) sides.push(this.both());
    if (sides.length === 1) return sides[0] as Condition;
    return (lookup) => {
      const values = sides.map((side) => side(lookup));
      return values.includes(true) ? true : values.includes(null) ? null : false;
    };
  }

  private both(): Condition {
    const sides = [this.comparison()];
    while (this.takes('and')) sides.push(this.comparison());
    if (sides.length === 1) return sides[0] as Condition;
    return (lookup) => {
      const values = sides.map((side) => side(lookup));
      return values.includes(false) ? false : values.includes(null) ? null : true;
    };
  }

  private comparison(): Condition {
    const left = this.sum();
    const operator = this.tokens[this.place];
    if (operator === 'in') {
      this.place += 1;
      return this.membership(left);
    }
    if (operator === 'between') {
      this.place += 1;
      const least = this.sum();
      this.expect('and');
      return within(left, least, this.sum());
    }
    if (operator === undefined || !['=', '!=', '<', '<=', '>', '>='].includes(operator)) return left;
    this.place += 1;
    const right = this.sum();
    return (lookup) => compare(operator, left(lookup), right(lookup));
  }

  private membership(left: Condition): Condition {
    if (this.takes('[')) {
      const least = this.sum();
      this.expect('..');
      const most = this.sum();
      this.expect(']');
      return within(left, least, most);
    }
    this.expect('(');
    const members = [this.sum()];
    while (this.takes(',')) members.push(this.sum());
    this.expect(')');
    return (lookup) => members.some((member) => compare('=', left(lookup), member(lookup)) === true);
  }

  private sum(): Condition {
    let total = this.product();
    for (;;) {
      const sign = this.takes('+') ? 1n : this.takes('-') ? -1n : null;
      if (sign === null) return total;
      const [left, right] = [total, this.product()];
      total = (lookup) => arithmetic(left(lookup), right(lookup), (a, b) => a + sign * b);
    }
  }

  private product(): Condition {
    let total = this.primary();
    while (this.takes('*')) {
      const [left, right] = [total, this.primary()];
      total = (lookup) => arithmetic(left(lookup), right(lookup), (a, b) => (a * b) / fineScale);
    }
    return total;
  }

  private primary(): Condition {
    const token = this.tokens[this.place++] ?? '';
    if (token === '-') {
      const operand = this.primary();
      return (lookup) => arithmetic(0n, operand(lookup), (a, b) => a - b);
    }
    if (token === '(' || token === 'not') {
      if (token === 'not') this.expect('(');
      const inner = this.either();
      this.expect(')');
      if (token === '(') return inner;
      return (lookup) => {
        const value = inner(lookup);
        return value === null ? null : value !== true;
      };
    }
    if (token === 'null') return () => null;
    if (token === 'true' || token === 'false') return () => token === 'true';
    if (token.startsWith('"')) return () => token.slice(1, -1);
    if (/^\d/.test(token)) {
      const value = fine(token);
      return () => value;
    }
    return (lookup) => lookup(token);
  }

  private takes(token: string): boolean {
    if (this.tokens[this.place] !== token) return false;
    this.place += 1;
    return true;
  }

  private expect(token: string): void {
    if (!this.takes(token))
      throw new Error(`${token} expected at ${this.tokens.slice(this.place).join(' ')}`);
  }
}

function within(value: Condition, least: Condition, most: Condition): Condition {
  return (lookup) => {
    const sides = [compare('>=', value(lookup), least(lookup)), compare('<=', value(lookup), most(lookup))];
    return sides.includes(false) ? false : sides.includes(null) ? null : true;
  };
}

function compare(operator: string, left: Value, right: Value): boolean | null {
  if (operator === '=' || operator === '!=') {
    const isEqual = left === right || order(left, right) === 0;
    return isEqual === (operator === '=');
  }
  const sign = order(left, right);
  if (sign === null) return null;
  if (operator === '<') return sign < 0;
  if (operator === '<=') return sign <= 0;
  return operator === '>' ? sign > 0 : sign >= 0;
}

function order(left: Value, right: Value): number | null {
  if (left === null || right === null) return null;
  const [a, b] =
    typeof left === 'bigint' || typeof right === 'bigint' ? [rank(left), rank(right)] : [left, right];
  return a === b ? 0 : a < b ? -1 : 1;
}

function rank(value: Exclude<Value, null>): bigint {
  if (typeof value === 'bigint') return value;
  const place = classes.indexOf(String(value));
  if (place < 0) throw new Error(`not a class: ${String(value)}`);
  return BigInt(place) * fineScale;
}

function arithmetic(left: Value, right: Value, apply: (a: bigint, b: bigint) => bigint): Value {
  return typeof left === 'bigint' && typeof right === 'bigint' ? apply(left, right) : null;
}
