import {
  diagnostic,
  suggest,
  tables,
  type Diagnostic,
  type LocalText,
  type SourceTableName,
  type Table,
} from '@gradus/schema';
import { checkChange } from './change.ts';
import type { FeedSpec } from './document.ts';
import { checkField, type FieldPlace } from './field-check.ts';
import type { Delivery } from './mapping.ts';
import type { PlacedDocument } from './place.ts';
import { fieldsOf, isOfBusinessDate, type TableField } from './table-field.ts';

/** Tables that hold a state by key; they have no days that a period could replace. */
const stateTables: readonly SourceTableName[] = ['customer', 'account', 'loan', 'loan_party'];

/** Tables whose rows name no customer, account or loan beside themselves. */
const tablesOfNobody: readonly SourceTableName[] = ['customer', 'loan', 'exchange_rate', 'ledger_balance'];

const ofOtherTables: LocalText = {
  en: 'full, changes or period; slices is for "holding" alone',
  'zh-CN': 'full、changes 或 period；slices 只用于 "holding"',
};

export function defaultDelivery(table: SourceTableName): Delivery {
  return stateTables.includes(table) || table === 'exchange_rate' ? 'full' : 'changes';
}

/** What is wrong with one feed, beyond the shape of the document. */
export function checkFeed(
  feed: FeedSpec,
  { table, path, read }: FieldPlace,
  document: PlacedDocument,
  hasBusinessDate: boolean,
): Diagnostic[] {
  const at = (...keys: PropertyKey[]) => ({
    position: document.positionOf([...path, ...keys], 'key'),
    path: [...path, ...keys].map(String).join('.'),
  });
  const findings: Diagnostic[] = [];
  if (feed.delivery === 'period' && (stateTables.includes(table) || dayColumnOf(table) === undefined)) {
    findings.push(diagnostic('intake.no-period', 'error', at('delivery'), { table }));
  }
  if (feed.delivery === 'slices' && table !== 'holding') {
    const data = { key: 'delivery', expected: ofOtherTables, suggestions: [] };
    findings.push(diagnostic('intake.bad-value', 'error', at('delivery'), data));
  }
  if (feed.period !== undefined && (feed.delivery !== 'period' || feed.period.from > feed.period.to)) {
    const data = {
      key: 'period',
      expected: {
        en: 'delivery: period, and `from` not after `to`',
        'zh-CN': 'delivery: period，且 from 不晚于 to',
      },
      suggestions: [],
    };
    findings.push(diagnostic('intake.bad-value', 'error', at('period'), data));
  }
  const isFile = feed.file !== undefined && feed.query === undefined && feed.connection === undefined;
  const isQuery = feed.file === undefined && feed.query !== undefined && feed.connection !== undefined;
  if (!isFile && !isQuery) findings.push(diagnostic('intake.feed-source', 'error', at(), { table }));
  if (feed.figures !== undefined && table !== 'fact') {
    findings.push(
      diagnostic('intake.field-setting', 'error', at('figures'), {
        setting: 'figures',
        field: table,
        kind: 'table',
      }),
    );
  }
  if (feed.unknown_reference !== undefined && tablesOfNobody.includes(table)) {
    const data = { setting: 'unknown_reference', field: table, kind: 'table' };
    findings.push(diagnostic('intake.field-setting', 'error', at('unknown_reference'), data));
  }
  const delivery = feed.delivery ?? defaultDelivery(table);
  findings.push(...checkChange(feed, { table, delivery }, at));
  findings.push(...checkFields(feed, { table, path, read }, document, hasBusinessDate));
  return findings;
}

function checkFields(
  feed: FeedSpec,
  { table, path, read }: FieldPlace,
  document: PlacedDocument,
  hasBusinessDate: boolean,
): Diagnostic[] {
  const known = offeredFields(table, feed);
  const findings: Diagnostic[] = [];
  for (const [name, spec] of Object.entries(feed.fields)) {
    const place = { table, path: [...path, 'fields', name], read };
    const field = known.find((one) => one.name === name);
    if (field === undefined) {
      const names = known.map((one) => one.name);
      const data = { field: name, table, suggestions: suggest(name, names), known: names };
      findings.push(diagnostic('intake.unknown-field', 'error', placeOf(document, place.path), data));
    } else {
      findings.push(
        ...checkField(spec, field, place, document),
        ...checkUnit(spec.unit, field, table, document, place.path),
      );
    }
  }
  const value = fieldsOf('fact').find((one) => one.name === 'value');
  for (const [name, spec] of Object.entries(feed.figures ?? {})) {
    const place = { table, path: [...path, 'figures', name], read };
    if (value !== undefined)
      findings.push(
        ...checkField(spec, value, place, document),
        ...checkUnit(spec.unit, value, table, document, place.path),
      );
  }
  const isComparable = feed.fields['balance_days'] !== undefined || feed.fields['balance'] !== undefined;
  for (const field of known) {
    const { name, isRequired } = field;
    const isNeeded = isRequired || (table === 'account_sum' && name === 'balance_days' && !isComparable);
    if (!isNeeded || feed.fields[name] !== undefined) continue;
    // Reports, figures, rates and balances are of the day for which the delivery speaks, unless they say otherwise.
    if (hasBusinessDate && isOfBusinessDate(table, field)) continue;
    findings.push(
      diagnostic('intake.required-field', 'error', placeOf(document, [...path, 'fields']), {
        table,
        field: name,
      }),
    );
  }
  return findings;
}

/** A figure without a unit cannot be stored. */
function checkUnit(
  unit: string | undefined,
  field: TableField,
  table: SourceTableName,
  document: PlacedDocument,
  path: readonly PropertyKey[],
): Diagnostic[] {
  if (field.kind.kind !== 'stored_number') return [];
  if (table === 'fact' && unit === undefined) {
    return [diagnostic('intake.missing-key', 'error', placeOf(document, path), { key: 'unit' })];
  }
  return [];
}

/** With `figures`, name and value of a fact come from there. */
function offeredFields(table: SourceTableName, feed: FeedSpec): readonly TableField[] {
  const fields = fieldsOf(table);
  return table === 'fact' && feed.figures !== undefined
    ? fields.filter(({ name }) => name !== 'name' && name !== 'value')
    : fields;
}

function dayColumnOf(table: SourceTableName): string | undefined {
  const { dayColumn }: Table = tables[table];
  return dayColumn;
}

function placeOf(document: PlacedDocument, path: readonly PropertyKey[]) {
  return { position: document.positionOf(path, 'key'), path: path.map(String).join('.') };
}
