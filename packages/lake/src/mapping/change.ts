import { diagnostic, type Diagnostic, type LocalText, type SourceTableName } from '@gradus/schema';
import { z } from 'zod';
import type { Delivery } from './mapping.ts';
import { nameText, text } from './scalar.ts';

/** What a row of a delta says of its key. */
export const operations = ['insert', 'update', 'delete'] as const;
export type Operation = (typeof operations)[number];

/** The column that says it, and its codes. */
export interface OperationColumn {
  readonly column: string;
  readonly codes: Readonly<Record<Operation, readonly string[]>>;
}

const codes = z
  .union([text, z.array(text).min(1)])
  .transform((one) => (Array.isArray(one) ? one : [one]))
  .optional();

export const operation = z
  .union([
    nameText,
    z.strictObject({
      column: nameText,
      insert: codes.describe('codes of new rows; I unless stated'),
      update: codes.describe('codes of changed rows; U unless stated'),
      delete: codes.describe('codes of rows that are gone; D unless stated'),
    }),
  ])
  .transform((one): OperationColumn => {
    const spec = typeof one === 'string' ? { column: one } : one;
    const { insert = ['I'], update = ['U'], delete: gone = ['D'] } = spec;
    return { column: spec.column, codes: { insert, update, delete: gone } };
  });

/** Fields that tell the rows of a table apart. */
const keyFields: Readonly<Partial<Record<SourceTableName, readonly string[]>>> = {
  customer: ['customer_id'],
  account: ['account_id', 'valid_from'],
  entry: ['entry_id'],
  balance: ['account_id', 'day'],
  loan: ['loan_id'],
  loan_party: ['loan_id', 'customer_id', 'role'],
  loan_status: ['loan_id', 'as_of'],
  fact: ['customer_id', 'name', 'as_of'],
  holding: ['customer_id', 'product', 'currency', 'as_of'],
  tier_state: ['customer_id', 'as_of'],
  customer_link: ['from', 'to'],
  exchange_rate: ['currency', 'quote_currency', 'as_of'],
};

/** Whether a field is among those that tell the rows of a table apart: all that a deleted row needs. */
export function isKeyField(table: SourceTableName, field: string): boolean {
  return keyFields[table]?.includes(field) === true;
}

export interface ChangeSettings {
  readonly operation?: OperationColumn | undefined;
  readonly sequence?: string | undefined;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What is wrong with `operation` and `sequence` of a feed. */
export function checkChange(
  feed: ChangeSettings,
  { table, delivery }: { readonly table: SourceTableName; readonly delivery: Delivery },
  at: (key: string) => Pick<Diagnostic, 'position' | 'path'>,
): Diagnostic[] {
  const findings: Diagnostic[] = [];
  for (const key of ['operation', 'sequence'] as const) {
    if (feed[key] === undefined || (delivery === 'changes' && keyFields[table] !== undefined)) continue;
    findings.push(diagnostic('intake.needs-changes', 'error', at(key), { key, table }));
  }
  if (feed.operation === undefined) return findings;
  const all = Object.values(feed.operation.codes).flat();
  if (new Set(all).size < all.length) {
    const data = { key: 'operation', expected: differing, suggestions: [] };
    findings.push(diagnostic('intake.bad-value', 'error', at('operation'), data));
  }
  // Bookings need no id otherwise.
  if (table === 'entry' && feed.fields['entry_id'] === undefined) {
    findings.push(diagnostic('intake.required-field', 'error', at('fields'), { table, field: 'entry_id' }));
  }
  return findings;
}

const differing: LocalText = {
  en: 'codes of which each stands for one operation',
  'zh-CN': '每个代码只对应一种操作',
};
