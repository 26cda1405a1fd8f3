import { choose, greaterThan, integer, when } from '@gradus/sql';
import { loanFigureOf } from '../loan-figure-of.ts';
import type { MetricSql } from '../metric-sql.ts';

export const sql: MetricSql = (indicator, context) =>
  choose(
    [when(greaterThan(context.loanFigure(loanFigureOf(indicator, 'open')), integer(0)), integer(1))],
    integer(0),
  );
