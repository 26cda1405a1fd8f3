import { loanFigureOf } from '../loan-figure-of.ts';
import type { MetricSql } from '../metric-sql.ts';

export const sql: MetricSql = (indicator, context) => context.loanFigure(loanFigureOf(indicator, 'repaid'));
