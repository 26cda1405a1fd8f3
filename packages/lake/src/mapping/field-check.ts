import { diagnostic, unitScale, type Diagnostic, type SourceTableName } from '@gradus/schema';
import { checkConstants, checkDays, checkSign } from './constant-check.ts';
import { dayFormatText, nearDayFormats, parseDayFormat } from './day-format.ts';
import type { FieldSpec } from './field.ts';
import type { ReadOptions } from './mapping.ts';
import type { DiagnosticPlace, PlacedDocument } from './place.ts';
import type { TableField } from './table-field.ts';

/** Decimals with which amounts are held until the currency of their row is known; no currency has more. */
export const amountScale = 4;

/** Decimals with which rates between currencies are held. */
export const exchangeRateScale = 6;

export type Setting = keyof FieldSpec;

const sources = ['column', 'columns', 'value', 'cases', 'lookup'] as const satisfies readonly Setting[];
const numberSettings = [
  'in',
  'decimal',
  'group',
  'sign',
  'per',
  'negate',
  'round',
  'credit',
  'debit',
] as const;

/** Settings that only some kinds of field know. */
const settingsByKind: Readonly<Record<TableField['kind']['kind'], readonly Setting[]>> = {
  money: numberSettings,
  stored_number: ['decimal', 'group', 'sign', 'per', 'invert', 'negate', 'round', 'credit', 'debit', 'unit'],
  whole: ['group', 'add', 'negate'],
  day: ['date', 'latest_year', 'add'],
  id: ['pad'],
  code: ['pad'],
  text: [],
  flag: [],
  private: [],
};

const bound = new Set<Setting>([...numberSettings, 'add', 'date', 'invert', 'latest_year', 'pad', 'unit']);

/** A year may be taken out of a whole day. */
export function isYearOfDay(spec: FieldSpec, { name }: TableField): boolean {
  return name === 'birth_year' && spec.date !== undefined;
}

/** Settings of one kind of value that a field knows, beside those that all fields do. */
export function settingsOf(table: SourceTableName, field: TableField): readonly Setting[] {
  if (field.name === 'birth_year') return [...new Set([...settingsByKind.day, ...settingsByKind.whole])];
  // A rate has the unit of rates.
  const isRate = table === 'exchange_rate' && field.kind.kind === 'stored_number';
  const foreign = isRate ? 'unit' : 'invert';
  return settingsByKind[field.kind.kind].filter((setting) => setting !== foreign);
}

/** Where a feed or a field of it stands, and how its file is read. */
export interface FieldPlace {
  readonly table: SourceTableName;
  readonly path: readonly PropertyKey[];
  readonly read: Pick<ReadOptions, 'date' | 'missing'>;
}

/** What is wrong with one field of a feed, beyond the shape of the document. */
export function checkField(
  spec: FieldSpec,
  field: TableField,
  place: FieldPlace,
  document: PlacedDocument,
): Diagnostic[] {
  const at = (key: PropertyKey | null) => {
    const path = key === null ? place.path : [...place.path, key];
    return { position: document.positionOf(path, 'key'), path: path.map(String).join('.') };
  };
  const findings = checkSources(spec, at(null));
  const allowed = settingsOf(place.table, field);
  for (const setting of Object.keys(spec) as Setting[]) {
    if (spec[setting] === undefined || !bound.has(setting) || allowed.includes(setting)) continue;
    const data = { setting, field: field.name, kind: field.kind.kind };
    findings.push(diagnostic('intake.field-setting', 'error', at(setting), data));
  }
  if (spec.date !== undefined && parseDayFormat(spec.date) === null) {
    const data = { key: 'date', expected: dayFormatText, suggestions: nearDayFormats(spec.date) };
    findings.push(diagnostic('intake.bad-value', 'error', at('date'), data));
  }
  if (spec.part?.[0] === 0) {
    const expected = {
      en: 'a position from 1 on, or from the end with a minus: [-10, 10] are the last ten characters',
      'zh-CN': '从 1 起的位置，或用负数从末尾数起：[-10, 10] 为最后十个字符',
    };
    findings.push(
      diagnostic('intake.bad-value', 'error', at('part'), { key: 'part', expected, suggestions: [] }),
    );
  }
  findings.push(...checkSign(spec, place.read, at));
  findings.push(...checkPer(spec, field, { table: place.table, document }, at));
  findings.push(...checkConstants(spec, field, place.table, at), ...checkDays(spec, field, place.read, at));
  for (const [column, inner] of Object.entries(spec.lookup?.match ?? {})) {
    const path = [...place.path, 'lookup', 'match', column];
    const innerPlace = { position: document.positionOf(path, 'key'), path: path.map(String).join('.') };
    findings.push(...checkSources(inner, innerPlace), ...checkKeySettings(inner, path, document));
  }
  return findings;
}

/** A field by which another file is searched is a text, of which only some settings say anything. */
function checkKeySettings(
  spec: FieldSpec,
  path: readonly PropertyKey[],
  document: PlacedDocument,
): Diagnostic[] {
  const foreign = (Object.keys(spec) as Setting[]).filter(
    (setting) => spec[setting] !== undefined && bound.has(setting) && setting !== 'pad',
  );
  return foreign.map((setting) => {
    const place = {
      position: document.positionOf([...path, setting], 'key'),
      path: [...path, setting].map(String).join('.'),
    };
    return diagnostic('intake.field-setting', 'error', place, {
      setting,
      field: String(path.at(-1)),
      kind: 'id',
    });
  });
}

/** A number cannot be quoted for more units than its stored form has places. */
function checkPer(
  { per = 1, unit = 'count' }: FieldSpec,
  { kind: { kind } }: TableField,
  { table, document }: { readonly table: SourceTableName; readonly document: PlacedDocument },
  at: (key: PropertyKey) => DiagnosticPlace,
): Diagnostic[] {
  if (per === 1 || (kind !== 'money' && kind !== 'stored_number')) return [];
  const { currency } = document.value as { readonly currency: string };
  const ofFigure = table === 'exchange_rate' ? exchangeRateScale : unitScale(unit, currency);
  if (10 ** (kind === 'money' ? amountScale : ofFigure) >= per) return [];
  const expected = {
    en: 'at most as many units as the stored number has decimals for',
    'zh-CN': '不超过存储小数位所能表示的单位数',
  };
  return [diagnostic('intake.bad-value', 'error', at('per'), { key: 'per', expected, suggestions: [] })];
}

/** A field has exactly one source; credit and debit are one together. */
function checkSources(spec: FieldSpec, place: DiagnosticPlace): Diagnostic[] {
  const found: string[] = sources.filter((source) => spec[source] !== undefined);
  if (spec.credit !== undefined || spec.debit !== undefined) found.push('credit');
  const needsPair = found.includes('credit') && (spec.credit === undefined || spec.debit === undefined);
  if (found.length === 1 && !needsPair) return [];
  return [diagnostic('intake.field-source', 'error', place, { found })];
}
