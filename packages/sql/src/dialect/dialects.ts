import type { Dialect } from './dialect.ts';
import { duckdb } from './duckdb.ts';
import { spark } from './spark.ts';
import { trino } from './trino.ts';

export const dialects = { duckdb, trino, spark } as const satisfies Record<Dialect['name'], Dialect>;
