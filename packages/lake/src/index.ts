export * from './derive/carry-query.ts';
export * from './derive/movement-query.ts';
export * from './derive/snapshot-query.ts';
export * from './derive/spell-query.ts';
