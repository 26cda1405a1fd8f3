import type { ColumnType, Day } from '@gradus/schema';

/** Types of expressions: lake columns, and `wide` for products before a division (127 bits or 38 digits). */
export type SqlType = ColumnType | 'wide';

export type BinaryOperator = '+' | '-' | '*' | '=' | '<>' | '<' | '<=' | '>' | '>=' | 'and' | 'or';

/** Functions that every dialect states; see {@link Dialect.functions} for their meaning. */
export type SqlFunction =
  | 'join_text'
  | 'coalesce'
  | 'days_between'
  | 'add_days'
  | 'add_months'
  | 'month_end'
  | 'year'
  | 'month'
  | 'day_of_month'
  | 'date_of'
  | 'divide'
  | 'replace'
  | 'holds_text'
  | 'hash_limb';

export type AggregateFunction = 'sum' | 'min' | 'max' | 'count' | 'count_distinct';

export type WindowFunction = 'row_number' | 'sum' | 'max' | 'min' | 'lag' | 'lead' | 'last_value';

export interface OrderTerm {
  readonly expression: Expression;
  readonly direction: 'ascending' | 'descending';
}

export type Expression =
  | { readonly node: 'column'; readonly table: string | null; readonly name: string }
  | { readonly node: 'integer'; readonly value: bigint; readonly type: SqlType }
  | { readonly node: 'text'; readonly value: string }
  | { readonly node: 'date'; readonly day: Day }
  | { readonly node: 'boolean'; readonly value: boolean }
  | { readonly node: 'null'; readonly type: SqlType }
  | {
      readonly node: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly node: 'not'; readonly operand: Expression }
  | { readonly node: 'is_null'; readonly operand: Expression; readonly negated: boolean }
  | {
      readonly node: 'same';
      readonly left: Expression;
      readonly right: Expression;
      readonly negated: boolean;
    }
  | { readonly node: 'case'; readonly whens: readonly When[]; readonly otherwise: Expression }
  | { readonly node: 'call'; readonly function: SqlFunction; readonly arguments: readonly Expression[] }
  | { readonly node: 'cast'; readonly operand: Expression; readonly type: SqlType }
  | { readonly node: 'aggregate'; readonly function: AggregateFunction; readonly operand: Expression | null }
  | {
      readonly node: 'window';
      readonly function: WindowFunction;
      readonly operand: Expression | null;
      readonly partitionBy: readonly Expression[];
      readonly orderBy: readonly OrderTerm[];
    }
  | {
      /** An aggregate: the state after the values of a group, smallest first, each taken in by `next`. */
      readonly node: 'fold';
      /** BIGINT, never null. */
      readonly values: Expression;
      readonly initial: Expression;
      /** Names by which `next` reads the state so far and the value; no column has them. */
      readonly state: string;
      readonly value: string;
      /** BIGINT. */
      readonly next: Expression;
    };

export interface When {
  readonly when: Expression;
  readonly then: Expression;
}
