import {
  diagnostic,
  sourceTables,
  type Diagnostic,
  type LocalText,
  type SourceTableName,
} from '@gradus/schema';
import { controlSettings } from './control.ts';
import { checkControls } from './control-check.ts';
import { dayFormatText, isoFormat, nearDayFormats, parseDayFormat } from './day-format.ts';
import { mappingDocument, type FeedSpec, type MappingDocument } from './document.ts';
import { checkFeed, defaultDelivery } from './feed-check.ts';
import type { FieldSpec, Lookup } from './field.ts';
import { shapeDiagnostics } from './issue.ts';
import type { BusinessDate, Control, Feed, Mapping } from './mapping.ts';
import { placeholderDiagnostic } from './placeholder.ts';
import { parseYaml, type PlacedDocument } from './place.ts';
import { checkRead } from './read-check.ts';
import { resolveRead, sharedWithLookup, sharedWithOther } from './read-options.ts';
import type { ReadSettings } from './read-settings.ts';
import { lookupRead, resolveConditions, resolveExact, resolveField } from './resolve-field.ts';
import type { Allowance } from './scalar.ts';

/** A mapping, or null when a diagnostic is an error. */
export interface MappingResult {
  readonly mapping: Mapping | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads and checks the text of a mapping. Mistakes are diagnostics with their place, never thrown. */
export function readMapping(text: string): MappingResult {
  const document = parseYaml(text);
  if ('problems' in document) {
    const diagnostics = document.problems.map(({ position, detail }) =>
      diagnostic('intake.mapping-syntax', 'error', { position, path: '' }, { detail }),
    );
    return { mapping: null, diagnostics };
  }
  // What stands beside a placeholder says little: a proposal is filled in before it is checked.
  const unfilled = placeholderDiagnostic(document);
  if (unfilled !== null) return { mapping: null, diagnostics: [unfilled] };
  const parsed = mappingDocument.safeParse(document.value);
  if (!parsed.success) {
    const isPolicy = has(document.value, 'gradus') && !has(document.value, 'gradus_mapping');
    if (isPolicy) {
      const place = { position: document.positionOf(['gradus'], 'key'), path: 'gradus' };
      return { mapping: null, diagnostics: [diagnostic('intake.mapping-is-policy', 'error', place, {})] };
    }
    const diagnostics = shapeDiagnostics(parsed.error.issues, document);
    return { mapping: null, diagnostics };
  }
  const diagnostics = checkMapping(parsed.data, document);
  return diagnostics.length > 0
    ? { mapping: null, diagnostics }
    : { mapping: resolveMapping(parsed.data), diagnostics };
}

function has(value: unknown, key: string): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key);
}

function checkMapping(written: MappingDocument, document: PlacedDocument): Diagnostic[] {
  const findings = checkRead(written.read, written.read, ['read'], document);
  const date = written.business_date;
  if (typeof date === 'object') findings.push(...checkFileNameDate(date, document));
  for (const table of sourceTables) {
    const feeds = written.tables[table] ?? [];
    for (const [index, feed] of feeds.entries()) {
      const path = feedPath(document, table, index);
      findings.push(
        ...checkRead(feed.read, written.read, [...path, 'read'], document),
        ...checkFeed(
          feed,
          { table, path, read: resolveRead(written.read, feed.read) },
          document,
          date !== undefined,
        ),
        ...checkLookupReads(feed, written.read, path, document),
        ...checkControlRead(feed, written.read, path, document),
      );
    }
    if (new Set(feeds.map((feed) => feed.delivery ?? defaultDelivery(table))).size > 1) {
      const place = { position: document.positionOf(['tables', table], 'key'), path: `tables.${table}` };
      findings.push(diagnostic('intake.deliveries-differ', 'error', place, { table }));
    }
  }
  findings.push(...checkControls(written, document));
  if (sourceTables.every((table) => written.tables[table] === undefined)) {
    const place = { position: document.positionOf(['tables'], 'key'), path: 'tables' };
    findings.push(diagnostic('intake.missing-key', 'error', place, { key: sourceTables.join(' | ') }));
  }
  return findings;
}

/** Settings by which the file of a lookup is read, on top of those of its feed. */
function checkLookupReads(
  feed: FeedSpec,
  shared: ReadSettings | undefined,
  path: readonly PropertyKey[],
  document: PlacedDocument,
): Diagnostic[] {
  const around = { ...shared, ...feed.read };
  const within = (spec: FieldSpec, at: readonly PropertyKey[]): Diagnostic[] => {
    if (spec.lookup === undefined) return [];
    const { match, read } = spec.lookup;
    return [
      ...(read === undefined
        ? []
        : checkRead(read, sharedWithLookup(around, read), [...at, 'lookup', 'read'], document)),
      ...Object.entries(match).flatMap(([name, inner]) => within(inner, [...at, 'lookup', 'match', name])),
    ];
  };
  return (['fields', 'figures'] as const).flatMap((group) =>
    Object.entries(feed[group] ?? {}).flatMap(([name, spec]) => within(spec, [...path, group, name])),
  );
}

/** Settings by which the file of totals is read. */
function checkControlRead(
  { control, read: own }: FeedSpec,
  shared: ReadSettings | undefined,
  path: readonly PropertyKey[],
  document: PlacedDocument,
): Diagnostic[] {
  const read = control?.read;
  const at = [...path, 'control'];
  if (control?.total !== undefined && (control.file ?? control.where ?? read) !== undefined) {
    const place = {
      position: document.positionOf([...at, 'total'], 'key'),
      path: [...at, 'total'].map(String).join('.'),
    };
    const expected = {
      en: 'no file, where or read beside it: the totals stand in the files of the feed',
      'zh-CN': '不与 file、where、read 同用：合计在来源文件之内',
    };
    return [diagnostic('intake.bad-value', 'error', place, { key: 'total', expected, suggestions: [] })];
  }
  if (read === undefined) return [];
  const findings = checkRead(read, sharedWithOther(shared, own, read), [...at, 'read'], document);
  if (control?.file !== undefined) return findings;
  const place = {
    position: document.positionOf([...at, 'read'], 'key'),
    path: [...at, 'read'].map(String).join('.'),
  };
  return [...findings, diagnostic('intake.missing-key', 'error', place, { key: 'file' })];
}

function checkFileNameDate(
  date: { readonly file_name: string; readonly date?: string | undefined },
  document: PlacedDocument,
): Diagnostic[] {
  const bad = (key: string, expected: LocalText, suggestions: readonly string[] = []): Diagnostic => {
    const position = document.positionOf(['business_date', key], 'key');
    const data = { key, expected, suggestions };
    return diagnostic('intake.bad-value', 'error', { position, path: `business_date.${key}` }, data);
  };
  const findings: Diagnostic[] = [];
  if (groupsOf(date.file_name) !== 1)
    findings.push(
      bad('file_name', {
        en: 'a regular expression with one group',
        'zh-CN': '含且仅含一个分组的正则表达式',
      }),
    );
  if (date.date !== undefined && parseDayFormat(date.date) === null) {
    findings.push(bad('date', dayFormatText, nearDayFormats(date.date)));
  }
  return findings;
}

/** Number of groups of a regular expression, or null when it is none. */
function groupsOf(pattern: string): number | null {
  try {
    return (new RegExp(`${pattern}|`).exec('')?.length ?? 0) - 1;
  } catch {
    return null;
  }
}

function feedPath(document: PlacedDocument, table: SourceTableName, index: number): PropertyKey[] {
  const { tables } = document.value as { readonly tables: Readonly<Record<string, unknown>> };
  return Array.isArray(tables[table]) ? ['tables', table, index] : ['tables', table];
}

function resolveMapping(written: MappingDocument): Mapping {
  const tolerance = written.tolerance;
  const allowed = (table: SourceTableName): Allowance => {
    if (tolerance === undefined) return { kind: 'rows', rows: 0n };
    return 'kind' in tolerance ? tolerance : (tolerance[table] ?? { kind: 'rows', rows: 0n });
  };
  return {
    source: written.source,
    currency: written.currency,
    dataFrom: written.data_from ?? null,
    businessDate: businessDate(written.business_date),
    feeds: sourceTables.flatMap((table) => {
      const feeds = written.tables[table] ?? [];
      return feeds.map((feed, index) =>
        resolveFeed(feed, table, feeds.length > 1 ? index : null, written.read),
      );
    }),
    tolerance: Object.fromEntries(
      sourceTables.map((table) => [table, allowed(table)]),
    ) as Mapping['tolerance'],
    vanishAtMost: written.vanish_at_most ?? { kind: 'share', millionths: 200_000n },
    ledger: { subjects: written.ledger?.subjects ?? {}, ...controlSettings(written.ledger) },
    accountSums: controlSettings(written.account_sums),
  };
}

function businessDate(written: MappingDocument['business_date']): BusinessDate | null {
  if (written === undefined) return null;
  if (typeof written === 'number') return { kind: 'day', day: written };
  const format = parseDayFormat(written.date ?? 'yyyymmdd') ?? isoFormat;
  return { kind: 'file_name', pattern: new RegExp(written.file_name.normalize('NFC'), 'u'), format };
}

function resolveFeed(
  feed: FeedSpec,
  table: SourceTableName,
  index: number | null,
  shared: ReadSettings | undefined,
): Feed {
  const path = index === null ? `tables.${table}` : `tables.${table}.${index}`;
  const around = { ...shared, ...feed.read };
  const read = resolveRead(shared, feed.read);
  const resolved = (specs: Readonly<Record<string, FieldSpec>>): Record<string, FieldSpec> =>
    Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, resolveField(spec, read, around)]));
  const fields = resolved(feed.fields);
  const figures = resolved(feed.figures ?? {});
  return {
    table,
    path,
    ...sourceOf(feed, path),
    isRequired: feed.required ?? true,
    delivery: feed.delivery ?? defaultDelivery(table),
    period: feed.period ?? null,
    operation: feed.operation ?? null,
    sequence: feed.sequence ?? null,
    read,
    where: resolveConditions(feed.where ?? {}, read),
    except: (feed.except ?? [])
      .filter((one) => Object.keys(one).length > 0)
      .map((one) => resolveConditions(one, read)),
    unknownReference: feed.unknown_reference ?? 'reject',
    fields,
    figures,
    control: controlOf(feed, shared),
    lookups: new Map(lookupsOf({ fields, figures }).map((lookup) => [lookup, lookupRead(lookup, around)])),
  };
}

function controlOf({ control, read }: FeedSpec, shared: ReadSettings | undefined): Control | null {
  if (control === undefined) return null;
  const { where, total } = control;
  const own = resolveRead(sharedWithOther(shared, read, control.read), control.read);
  return {
    ...control,
    read: own,
    ...(where === undefined ? {} : { where: resolveExact(where, own) }),
    ...(total === undefined ? {} : { total: resolveConditions(total, resolveRead(shared, read)) }),
  };
}

/** All lookups of a feed, inner ones first. */
function lookupsOf({ fields, figures }: Pick<FeedSpec, 'fields' | 'figures'>): Lookup[] {
  const within = (spec: FieldSpec): Lookup[] =>
    spec.lookup === undefined ? [] : [...Object.values(spec.lookup.match).flatMap(within), spec.lookup];
  return [...Object.values(fields), ...Object.values(figures ?? {})].flatMap(within);
}

/** What a feed reads: files, or the result of a query under a name of its own. */
function sourceOf(feed: FeedSpec, path: string): Pick<Feed, 'file' | 'query'> {
  const { file, query, connection } = feed;
  if (query === undefined || connection === undefined) return { file: file ?? '', query: null };
  return { file: `query of ${path}`, query: { connection, sql: query } };
}
