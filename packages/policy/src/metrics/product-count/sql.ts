import type { MetricSql } from '../metric-sql.ts';

export const sql: MetricSql = ({ parameters }, context) => context.productCount(parameters.as);
