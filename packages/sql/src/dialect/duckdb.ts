import { quotedWith } from './quote.ts';
import type { Dialect } from './dialect.ts';

export const duckdb: Dialect = Object.freeze<Dialect>({
  name: 'duckdb',
  quoteName: (name) => quotedWith('"', name),
  quoteText: (text) => quotedWith("'", text),
  dateLiteral: (isoDay) => `DATE '${isoDay}'`,
  integerLiteral: (value, type) =>
    type === 'bigint' ? `${value}::BIGINT` : `${value}::${duckdb.typeNames[type]}`,
  typeNames: {
    bigint: 'BIGINT',
    integer: 'INTEGER',
    smallint: 'SMALLINT',
    date: 'DATE',
    varchar: 'VARCHAR',
    boolean: 'BOOLEAN',
    wide: 'HUGEINT',
  },
  same: (left, right) => `${left} IS NOT DISTINCT FROM ${right}`,
  fold: ({ values, initial, state, value, next }) =>
    `list_reduce(list_sort(list(${values})), lambda ${state}, ${value}: ${next}, ${initial})`,
  functions: {
    join_text: (operands) => `concat_ws(${operands.join(', ')})`,
    coalesce: (operands) => `coalesce(${operands.join(', ')})`,
    days_between: ([from, to]) => `date_diff('day', ${from}, ${to})`,
    add_days: ([day, count]) => `CAST(${day} + CAST(${count} AS INTEGER) AS DATE)`,
    add_months: ([day, count]) => `CAST(${day} + to_months(CAST(${count} AS INTEGER)) AS DATE)`,
    month_end: ([day]) => `last_day(${day})`,
    year: ([day]) => `year(${day})`,
    month: ([day]) => `month(${day})`,
    day_of_month: ([day]) => `day(${day})`,
    date_of: ([year, month, day]) => `make_date(${year}, ${month}, ${day})`,
    divide: ([numerator, denominator]) => `(${numerator} // ${denominator})`,
    replace: ([subject, from, to]) => `replace(${subject}, ${from}, ${to})`,
    holds_text: ([subject, part]) => `contains(${subject}, ${part})`,
    hash_limb: ([subject, index]) => hashLimb(`md5_number(${subject})`, String(index)),
  },
});

/** Four bytes of a number whose least significant byte comes first in the hash, read the other way round. */
function hashLimb(hash: string, index: string): string {
  const bytes = `CAST((${hash} >> CAST(32 * ${index} AS UHUGEINT)) & 4294967295 AS BIGINT)`;
  const swapped = [
    `((${bytes} & 255) << 24)`,
    `((${bytes} & 65280) << 8)`,
    `((${bytes} >> 8) & 65280)`,
    `(${bytes} >> 24)`,
  ];
  return `(${swapped.join(' | ')})`;
}
