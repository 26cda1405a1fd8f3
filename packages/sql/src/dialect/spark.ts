import { quotedWith } from './quote.ts';
import type { Dialect } from './dialect.ts';

export const spark: Dialect = Object.freeze<Dialect>({
  name: 'spark',
  quoteName: (name) => quotedWith('`', name),
  // Spark reads backslashes in text as escapes unless told otherwise.
  quoteText: (text) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`,
  dateLiteral: (isoDay) => `DATE '${isoDay}'`,
  integerLiteral: (value, type) => `CAST(${value} AS ${spark.typeNames[type]})`,
  typeNames: {
    bigint: 'BIGINT',
    integer: 'INT',
    smallint: 'SMALLINT',
    date: 'DATE',
    varchar: 'STRING',
    boolean: 'BOOLEAN',
    wide: 'DECIMAL(38, 0)',
  },
  same: (left, right) => `${left} <=> ${right}`,
  fold: ({ values, initial, state, value, next }) =>
    `aggregate(array_sort(collect_list(${values})), ${initial}, (${state}, ${value}) -> ${next})`,
  functions: {
    join_text: (operands) => `concat_ws(${operands.join(', ')})`,
    coalesce: (operands) => `coalesce(${operands.join(', ')})`,
    days_between: ([from, to]) => `CAST(datediff(${to}, ${from}) AS BIGINT)`,
    add_days: ([day, count]) => `date_add(${day}, CAST(${count} AS INT))`,
    add_months: ([day, count]) => `add_months(${day}, CAST(${count} AS INT))`,
    month_end: ([day]) => `last_day(${day})`,
    year: ([day]) => `year(${day})`,
    month: ([day]) => `month(${day})`,
    day_of_month: ([day]) => `dayofmonth(${day})`,
    date_of: ([year, month, day]) =>
      `make_date(CAST(${year} AS INT), CAST(${month} AS INT), CAST(${day} AS INT))`,
    divide: ([numerator, denominator]) => `(${numerator} div ${denominator})`,
    replace: ([subject, from, to]) => `replace(${subject}, ${from}, ${to})`,
    holds_text: ([subject, part]) => `contains(${subject}, ${part})`,
    hash_limb: ([subject, index]) =>
      `CAST(conv(substr(md5(encode(${subject}, 'UTF-8')), CAST(1 + 8 * (${index}) AS INT), 8), 16, 10) AS BIGINT)`,
  },
});
