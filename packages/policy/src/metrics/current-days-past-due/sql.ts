import type { MetricSql } from '../metric-sql.ts';

export const sql: MetricSql = ({ parameters }, context) =>
  context.worstReport({
    of: 'days',
    reports: 'current',
    as: parameters.as,
    toleranceDays: parameters.toleranceDays,
    atLeastMinor: parameters.atLeastMinor,
  });
