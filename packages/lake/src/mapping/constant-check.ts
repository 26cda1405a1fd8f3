import {
  dayFromParts,
  diagnostic,
  suggest,
  type Diagnostic,
  type LocalText,
  type SourceTableName,
} from '@gradus/schema';
import { isoFormat, parseDayFormat, readDay, writtenDay, type DayFormat } from './day-format.ts';
import type { FieldSpec } from './field.ts';
import type { ReadOptions } from './mapping.ts';
import type { DiagnosticPlace } from './place.ts';
import { codeValues, isCurrencyField, isCurrencyText, type TableField } from './table-field.ts';

type Setting = keyof FieldSpec;

/** Values that stand in the mapping itself. */
function constantsOf(spec: FieldSpec): [Setting, string][] {
  return [
    ...Object.values(spec.codes ?? {}).map((word): [Setting, string] => ['codes', word]),
    ...(spec.codes === undefined && spec.value !== undefined
      ? [['value', spec.value] as [Setting, string]]
      : []),
    ...(spec.otherwise === undefined ? [] : [['otherwise', spec.otherwise] as [Setting, string]]),
    ...(spec.codes === undefined ? (spec.cases ?? []) : []).flatMap(({ value }): [Setting, string][] =>
      value === undefined ? [] : [['cases', value]],
    ),
  ];
}

/** Days in files are written as the mapping says; a field that is one day for all rows is written as days are in the mapping. */
export function dayFormatOf(spec: FieldSpec, read: Pick<ReadOptions, 'date'>): DayFormat {
  if (spec.date !== undefined) return parseDayFormat(spec.date) ?? isoFormat;
  return spec.value === undefined ? read.date : isoFormat;
}

/** Days that stand in the mapping must be written as intake will read them. */
export function checkDays(
  spec: FieldSpec,
  { kind: { kind } }: TableField,
  read: Pick<ReadOptions, 'date'>,
  at: (key: PropertyKey) => DiagnosticPlace,
): Diagnostic[] {
  const hasForm = spec.date === undefined || parseDayFormat(spec.date) !== null;
  // Of a part of a text, or of what is left of it, only that is a day.
  const isCut = spec.part !== undefined || spec.remove !== undefined;
  if (kind !== 'day' || !hasForm || isCut) return [];
  const format = dayFormatOf(spec, read);
  return constantsOf(spec).flatMap(([setting, word]) => {
    const isDay = readDay(word, format) !== null;
    if (isDay || word === '' || spec.missing?.includes(word) === true) return [];
    const expected = expectedDay(word, format);
    return [
      diagnostic('intake.bad-value', 'error', at(setting), { key: setting, expected, suggestions: [] }),
    ];
  });
}

/** A sign that is read as "no value" would turn no amount. */
export function checkSign(
  { sign }: FieldSpec,
  { missing }: Pick<ReadOptions, 'missing'>,
  at: (key: PropertyKey) => DiagnosticPlace,
): Diagnostic[] {
  if (sign === undefined) return [];
  const lost = [...sign.negative, ...(sign.positive ?? [])].find(
    (word) => word !== '' && missing.includes(word.trim()),
  );
  if (lost === undefined) return [];
  const expected = {
    en: `values other than ${lost}, which "missing" of its file names: it would be read as no value`,
    'zh-CN': `除 ${lost} 以外的值；该值列在其文件的 missing 中，会被读作没有值`,
  };
  return [diagnostic('intake.bad-value', 'error', at('sign'), { key: 'sign', expected, suggestions: [] })];
}

/** How a day should have been written, by the day that was meant if that can be told. */
function expectedDay(word: string, format: DayFormat): LocalText {
  const meant = ['yyyy-mm-dd', 'yyyymmdd', 'yyyy/mm/dd', 'dd.mm.yyyy', 'yyyy.mm.dd', 'dd/mm/yyyy'].flatMap(
    (other) => readDay(word, parseDayFormat(other) ?? format) ?? [],
  );
  const example = writtenDay(meant[0] ?? exampleDay, format);
  return {
    en: `a day in the form ${format.written}, such as ${example}; or "date" beside it, saying how ${word} is written`,
    'zh-CN': `格式为 ${format.written} 的日期，例如 ${example}；或在旁边用 date 写明 ${word} 的格式`,
  };
}

const exampleDay = dayFromParts({ year: 2026, month: 6, day: 30 });

/** Constants must be values that the field takes: a typing mistake would reject every row. */
export function checkConstants(
  spec: FieldSpec,
  field: TableField,
  table: SourceTableName,
  at: (key: PropertyKey) => DiagnosticPlace,
): Diagnostic[] {
  const values = codeValues(table, field);
  return constantsOf(spec).flatMap(([setting, word]) => {
    if (isCurrencyField(field.name) && !isCurrencyText(word)) {
      const data = {
        key: word,
        expected: { en: 'an ISO 4217 code such as CNY', 'zh-CN': 'ISO 4217 币种代码，例如 CNY' },
        suggestions: [],
      };
      return [diagnostic('intake.bad-value', 'error', at(setting), data)];
    }
    if (values === null || word === '' || values.includes(word)) return [];
    const data = {
      key: word,
      expected: { en: values.join(', '), 'zh-CN': values.join('、') },
      suggestions: suggest(word, values),
    };
    return [diagnostic('intake.bad-value', 'error', at(setting), data)];
  });
}
