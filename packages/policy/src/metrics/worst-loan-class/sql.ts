import type { MetricSql } from '../metric-sql.ts';

export const sql: MetricSql = ({ parameters }, context) =>
  context.worstReport({
    of: 'class',
    reports: { window: parameters.window },
    as: parameters.as,
    toleranceDays: 0,
    atLeastMinor: null,
  });
