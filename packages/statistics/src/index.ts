export * from './distribution/normal.ts';
export * from './fairness/adverse-impact.ts';
export * from './proportion/ratio.ts';
export * from './proportion/wilson.ts';
