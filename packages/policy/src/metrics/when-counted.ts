import { choose, greaterThan, integer, nothing, when, type Expression } from '@gradus/sql';
import type { AccountSelection, SqlContext } from './metric-sql.ts';

/** `value`, missing where no account counts: missing is never zero by accident. docs/language.md, "What is measured". */
export function whenCounted(context: SqlContext, accounts: AccountSelection, value: Expression): Expression {
  const isCounted = greaterThan(context.accountsCounted(accounts), integer(0));
  return choose([when(isCounted, value)], nothing('bigint'));
}
