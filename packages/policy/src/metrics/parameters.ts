import type { MetricParameters } from './metric.ts';

/** A metric without parameters; a meaning spreads it and names those that it has. */
export const noParameters: MetricParameters = Object.freeze({
  window: 'none',
  accounts: false,
  denominator: false,
  tolerance: false,
  atLeast: false,
  as: false,
  maxAge: 'none',
  fact: false,
  factors: false,
  against: false,
  within: false,
  operands: false,
});
