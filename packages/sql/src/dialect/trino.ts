import { quotedWith } from './quote.ts';
import type { Dialect } from './dialect.ts';

export const trino: Dialect = Object.freeze<Dialect>({
  name: 'trino',
  quoteName: (name) => quotedWith('"', name),
  quoteText: (text) => quotedWith("'", text),
  dateLiteral: (isoDay) => `DATE '${isoDay}'`,
  integerLiteral: (value, type) => `CAST(${value} AS ${trino.typeNames[type]})`,
  typeNames: {
    bigint: 'BIGINT',
    integer: 'INTEGER',
    smallint: 'SMALLINT',
    date: 'DATE',
    varchar: 'VARCHAR',
    boolean: 'BOOLEAN',
    wide: 'DECIMAL(38, 0)',
  },
  same: (left, right) => `${left} IS NOT DISTINCT FROM ${right}`,
  fold: ({ values, initial, state, value, next }) =>
    `reduce(array_sort(array_agg(${values})), ${initial}, (${state}, ${value}) -> ${next}, ${state} -> ${state})`,
  functions: {
    join_text: (operands) => `concat_ws(${operands.join(', ')})`,
    coalesce: (operands) => `coalesce(${operands.join(', ')})`,
    days_between: ([from, to]) => `date_diff('day', ${from}, ${to})`,
    add_days: ([day, count]) => `date_add('day', ${count}, ${day})`,
    add_months: ([day, count]) => `date_add('month', ${count}, ${day})`,
    month_end: ([day]) => `last_day_of_month(${day})`,
    year: ([day]) => `year(${day})`,
    month: ([day]) => `month(${day})`,
    day_of_month: ([day]) => `day(${day})`,
    date_of: ([year, month, day]) =>
      `date_add('day', (${day}) - 1, date_add('month', (${year}) * 12 + (${month}) - 23641, DATE '1970-02-01'))`,
    // Division of decimals rounds in Trino; taking the remainder off first leaves nothing to round.
    divide: ([numerator, denominator]) =>
      `CAST((${numerator} - ${numerator} % ${denominator}) / ${denominator} AS DECIMAL(38, 0))`,
    replace: ([subject, from, to]) => `replace(${subject}, ${from}, ${to})`,
    holds_text: ([subject, part]) => `(strpos(${subject}, ${part}) > 0)`,
    hash_limb: ([subject, index]) =>
      `from_base(substr(to_hex(md5(to_utf8(${subject}))), CAST(1 + 8 * (${index}) AS BIGINT), 8), 16)`,
  },
});
