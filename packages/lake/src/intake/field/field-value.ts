import { quoteText } from '@gradus/engine';
import { currencyDigits, unitScale, type SourceTableName } from '@gradus/schema';
import { dayFormatOf } from '../../mapping/constant-check.ts';
import { isoFormat, type DayFormat } from '../../mapping/day-format.ts';
import { amountScale, exchangeRateScale, isYearOfDay } from '../../mapping/field-check.ts';
import type { FieldSpec } from '../../mapping/field.ts';
import type { ReadOptions } from '../../mapping/mapping.ts';
import { codeValues, isCurrencyField, type TableField } from '../../mapping/table-field.ts';
import { dayText } from './day-text.ts';
import {
  fieldText,
  withoutMissing,
  type FieldFault,
  type FieldText,
  type TypedContext,
} from './field-text.ts';
import { dividedText, numberSql, plainText, type NumberForm, type NumberSql } from './number-text.ts';
import { isPlain, typedNumber, type TypedColumn } from './typed-column.ts';

/**
 * A field read into a value of its kind, in three layers: `text` over the columns of the file, `value` over those and
 * `textName`, `faults` and `shown` over all of them and `valueName`.
 */
export interface FieldValue {
  readonly name: string;
  readonly textName: string;
  readonly text: string;
  readonly valueName: string;
  readonly value: string;
  /** The text that a list of rejects shows. */
  readonly shown: string;
  /** In the order in which they are looked at; null counts as false. */
  readonly faults: readonly FieldFault[];
  /** How an amount becomes minor units, once its currency is known; null for other kinds. */
  readonly amount: AmountForm | null;
}

/**
 * - `exact`: `value` is the amount times 10^4, of major or minor units.
 * - `rounded`: `value` is the plain text of the number, rounded when the digits of the currency are known.
 */
export interface AmountForm {
  readonly form: 'exact' | 'rounded';
  readonly of: 'major' | 'minor';
}

export interface ValueContext extends TypedContext {
  readonly table: SourceTableName;
  readonly read: ReadOptions;
  readonly currency: string;
}

/** Compiles one field of a feed: its value, and why a row would have to be rejected for it. */
export function fieldValue(spec: FieldSpec, field: TableField, context: ValueContext): FieldValue {
  const typed = typedSource(spec, field, context);
  const { text, faults, shown, lookedUp } =
    typed === null
      ? fieldText(spec, context, field.kind.kind === 'private')
      : { text: typed.name, faults: [], shown: undefined, lookedUp: undefined };
  const names = { text: `x_${field.name}`, value: `v_${field.name}`, typed };
  const own = valueOfKind(spec, field, names, context);
  const required = field.isRequired ? requiredFaults(names, lookedUp) : [];
  return {
    name: field.name,
    textName: names.text,
    text,
    valueName: names.value,
    value: own.value,
    shown: typed === null ? (own.shown ?? shown ?? names.text) : `CAST(${names.text} AS VARCHAR)`,
    faults: [...faults, ...own.faults, ...required],
    amount: own.amount ?? null,
  };
}

function requiredFaults({ value }: LayerNames, lookedUp: FieldText['lookedUp']): FieldFault[] {
  const missing = { when: `${value} IS NULL`, code: 'intake.missing-value' };
  if (lookedUp === undefined) return [missing];
  const { isNothing, shape } = lookedUp;
  return [{ when: `${missing.when} AND ${isNothing}`, code: 'intake.nothing-found', shown: shape }, missing];
}

/** Names of a field's text and value in the layers. */
interface LayerNames {
  readonly text: string;
  readonly value: string;
  /** What `text` stands for when it is no text but the column's own value. */
  readonly typed: TypedColumn | null;
}

/** The column of a field when its values are days or numbers in the file, and the field takes them as they are. */
function typedSource(spec: FieldSpec, field: TableField, context: ValueContext): TypedColumn | null {
  const kind = field.kind.kind;
  const isDay = kind === 'day' && dayFormatOf(spec, context.read).shape === isoFormat.shape;
  const isNumber = kind === 'whole' || kind === 'money' || kind === 'stored_number';
  // A day in a number, of which the year is taken, is read as text.
  if (!isPlain(spec) || !(isDay || isNumber) || isYearOfDay(spec, field)) return null;
  const typed = context.typedColumn(spec.column ?? '');
  if (typed?.kind !== (isDay ? 'day' : 'number')) return null;
  return isDay || typed.decimals <= scaleOf(spec, field, context) ? typed : null;
}

/** Decimals that are read of a number: those that are held, less those by which `per` moves the point. */
function scaleOf(spec: FieldSpec, field: TableField, context: ValueContext): number {
  if (field.kind.kind === 'whole') return 0;
  return heldScale(spec, field, context) - placesOf(spec);
}

/** Decimals by which `per` moves the point. */
function placesOf({ per = 1 }: FieldSpec): number {
  return String(per).length - 1;
}

function heldScale(spec: FieldSpec, field: TableField, context: ValueContext): number {
  if (field.kind.kind === 'money') return amountScale;
  return context.table === 'exchange_rate'
    ? exchangeRateScale
    : unitScale(spec.unit ?? 'count', context.currency);
}

/** The number of a layer's text, or of its own value. */
function numberOf({ text, typed }: LayerNames, form: NumberForm, scale: number): NumberSql {
  const own = typed === null ? null : typedNumber(text, typed, scale);
  return own ?? numberSql(text, form, scale);
}

interface KindValue {
  readonly value: string;
  readonly faults: readonly FieldFault[];
  readonly shown?: string;
  readonly amount?: AmountForm;
}

function valueOfKind(
  spec: FieldSpec,
  field: TableField,
  names: LayerNames,
  context: ValueContext,
): KindValue {
  switch (field.kind.kind) {
    case 'day':
      return dayValue(names, dayFormatOf(spec, context.read), {
        add: spec.add ?? 0,
        latestYear: latestYear(spec, context.read),
      });
    case 'whole':
      if (isYearOfDay(spec, field)) return yearValue(names, spec, context.read, field.kind);
      return wholeValue(names, spec, context.read, field.kind);
    case 'money':
      return amountValue(names, spec, field, context);
    case 'stored_number':
      return storedValue(names, spec, field, context);
    case 'code':
      return codeValue(names, field, context);
    case 'id':
    case 'text':
    case 'private':
    case 'flag':
      return { value: names.text, faults: [] };
  }
}

/** The year of a day, where the column holds the whole of it. */
function yearValue(
  { text, value }: LayerNames,
  spec: FieldSpec,
  read: ReadOptions,
  { least, most }: { readonly least?: number; readonly most?: number },
): KindValue {
  const { day, isDay } = dayText(text, dayFormatOf(spec, read), latestYear(spec, read));
  const year = `CAST(year(${day}) AS INTEGER) + ${spec.add ?? 0}`;
  const given = `${text} IS NOT NULL AND ${value} IS NULL`;
  return {
    value: `CASE WHEN ${isDay} AND ${year} BETWEEN ${least ?? 1} AND ${most ?? 9999} THEN ${year} END`,
    faults: [{ when: given, code: 'intake.unreadable-day' }],
  };
}

/** The last year that two digits of a field stand for. */
function latestYear(spec: FieldSpec, read: ReadOptions): number | null {
  return spec.latest_year ?? read.latestYear;
}

function dayValue(
  { text, value, typed }: LayerNames,
  format: DayFormat,
  { add, latestYear: latest }: { readonly add: number; readonly latestYear: number | null },
): KindValue {
  const { day, isDay } =
    typed === null ? dayText(text, format, latest) : { day: text, isDay: `isfinite(${text})` };
  const parsed = add === 0 ? day : `CAST(${day} + ${add} AS DATE)`;
  const isSane = `${value} BETWEEN DATE '1800-01-01' AND DATE '2299-12-31'`;
  return {
    value: `CASE WHEN ${isDay} THEN ${parsed} END`,
    faults: [
      {
        when: `${text} IS NOT NULL AND (${value} IS NULL OR NOT (${isSane}))`,
        code: 'intake.unreadable-day',
      },
    ],
  };
}

function numberForm(spec: FieldSpec, read: ReadOptions): NumberForm {
  return { decimal: spec.decimal ?? read.decimal, group: spec.group ?? read.group };
}

function wholeValue(
  names: LayerNames,
  spec: FieldSpec,
  read: ReadOptions,
  { least, most }: { readonly least?: number; readonly most?: number },
): KindValue {
  const { text, value } = names;
  const number = numberOf(names, numberForm(spec, read), 0);
  const sign = spec.negate === true ? '-' : '';
  const computed = `(${sign}(${number.scaled}) + ${spec.add ?? 0})`;
  const inRange = `${computed} BETWEEN ${least ?? -2_147_483_648} AND ${most ?? 2_147_483_647}`;
  const given = `${text} IS NOT NULL`;
  return {
    value: `CAST(CASE WHEN ${number.isNumber} AND ${inRange} THEN ${computed} END AS INTEGER)`,
    faults: [
      { when: `${given} AND NOT ${number.isNumber}`, code: 'intake.unreadable-number' },
      { when: `${given} AND ${number.isTooFine}`, code: 'intake.too-many-decimals' },
      { when: `${given} AND ${value} IS NULL`, code: 'intake.number-out-of-range' },
    ],
  };
}

interface SignedNumber {
  /** What it is read of: one text, or those of credit and debit. */
  readonly texts: readonly string[];
  readonly value: string;
  readonly faults: readonly FieldFault[];
  readonly shown: string;
}

/** A number of `scale` decimals with its sign, from one column or from credit and debit. */
function signedNumber(
  names: LayerNames,
  spec: FieldSpec,
  context: ValueContext,
  scale: number,
): SignedNumber {
  const { text } = names;
  const form = numberForm(spec, context.read);
  const ofText = (column: string): string => withoutMissing(context.columnText(column), spec.missing ?? []);
  const numbers =
    spec.credit === undefined || spec.debit === undefined
      ? [{ text, sign: '', ...numberOf(names, form, scale) }]
      : [
          { text: ofText(spec.credit), sign: '', ...numberSql(ofText(spec.credit), form, scale) },
          { text: ofText(spec.debit), sign: '-', ...numberSql(ofText(spec.debit), form, scale) },
        ];
  const isRounded = spec.round === true;
  // One number that is not rounded is missing from the value when it cannot be held: no need to read it twice.
  const isOutOfRange = (scaled: string): string =>
    `${numbers.length === 1 && !isRounded ? names.value : scaled} IS NULL`;
  const faults = numbers.flatMap(({ text: shown, isNumber, isTooFine, scaled }) => [
    { when: `${shown} IS NOT NULL AND NOT ${isNumber}`, code: 'intake.unreadable-number' },
    ...(isRounded
      ? []
      : [{ when: `${shown} IS NOT NULL AND ${isTooFine}`, code: 'intake.too-many-decimals' }]),
    { when: `${shown} IS NOT NULL AND ${isOutOfRange(scaled)}`, code: 'intake.number-out-of-range' },
  ]);
  const [first] = numbers;
  const sum =
    numbers.length === 1
      ? (first?.scaled ?? 'NULL')
      : `CASE WHEN ${numbers.map((one) => `${one.text} IS NULL`).join(' AND ')} THEN NULL ELSE ${numbers
          .map((one) => `${one.sign}coalesce(${one.scaled}, 0)`)
          .join(' + ')} END`;
  const sign = signSql(spec, context);
  return {
    texts: numbers.map((one) => one.text),
    value: sign.factor === null ? `(${sum})` : `((${sum}) * ${sign.factor})`,
    faults: [...sign.faults, ...faults],
    shown: numbers.length === 1 ? text : `concat_ws(' / ', ${numbers.map((one) => one.text).join(', ')})`,
  };
}

/** What the number is multiplied with: 1, or -1 by another column. */
function signSql(spec: FieldSpec, context: ValueContext): { factor: string | null; faults: FieldFault[] } {
  const turned = spec.negate === true;
  if (spec.sign === undefined) return { factor: turned ? '-1' : null, faults: [] };
  const text = `coalesce(${context.columnText(spec.sign.column)}, '')`;
  const isNegative = `${text} IN (${spec.sign.negative.map(quoteText).join(', ')})`;
  const factor = `CASE WHEN ${isNegative} THEN ${turned ? 1 : -1} ELSE ${turned ? -1 : 1} END`;
  if (spec.sign.positive === undefined) return { factor, faults: [] };
  const known = [...spec.sign.negative, ...spec.sign.positive].map(quoteText).join(', ');
  return { factor, faults: [{ when: `${text} NOT IN (${known})`, code: 'intake.unknown-code' }] };
}

/** Amounts wait for the currency of their row: as a number of four decimals, or, to be rounded, as a text. */
function amountValue(
  names: LayerNames,
  spec: FieldSpec,
  field: TableField,
  context: ValueContext,
): KindValue {
  const scale = scaleOf(spec, field, context);
  const of = spec.in ?? 'major';
  const number = signedNumber(names, spec, context, scale);
  if (spec.round === true) {
    const plain = unroundedText(number.texts, spec, context.read);
    const { factor } = signSql(spec, context);
    const isTurned = factor === null ? 'false' : `${factor} < 0`;
    const value = `CASE WHEN ${isTurned} THEN CASE WHEN prefix(${plain}, '-') THEN substr(${plain}, 2) ELSE '-' || ltrim(${plain}, '+') END ELSE ${plain} END`;
    return { value, faults: number.faults, shown: number.shown, amount: { form: 'rounded', of } };
  }
  const { value, faults, shown } = number;
  return { value, faults, shown, amount: { form: 'exact', of } };
}

/** The plain text of an amount, or of credit less debit, with all of its digits; null where there is none. */
function unroundedText(texts: readonly string[], spec: FieldSpec, read: ReadOptions): string {
  const plain = texts.map((text) => dividedText(plainText(text, numberForm(spec, read)), placesOf(spec)));
  const [only = 'NULL'] = plain;
  if (plain.length === 1) return only;
  // No file has more than eighteen decimals of money.
  const [credit, debit] = plain.map((one) => `coalesce(TRY_CAST(${one} AS DECIMAL(38, 18)), 0)`);
  return `CASE WHEN coalesce(${texts.join(', ')}) IS NOT NULL THEN CAST(${credit} - ${debit} AS VARCHAR) END`;
}

/** Figures and rates have a fixed number of decimals. */
function storedValue(
  names: LayerNames,
  spec: FieldSpec,
  field: TableField,
  context: ValueContext,
): KindValue {
  const number = signedNumber(names, spec, context, scaleOf(spec, field, context));
  if (spec.invert !== true) return number;
  // 1 / (v / 10^s) times 10^s, rounded half away from zero.
  const square = `CAST(1${'0'.repeat(2 * exchangeRateScale)} AS HUGEINT)`;
  const inverse = `(2 * ${square} + ${number.value}) // (2 * ${number.value})`;
  return { ...number, value: `CASE WHEN ${number.value} > 0 THEN TRY_CAST(${inverse} AS BIGINT) END` };
}

function codeValue({ text }: LayerNames, field: TableField, context: ValueContext): KindValue {
  if (isCurrencyField(field.name)) {
    // RMB has the form of a code and is on many a Chinese export, but the code is CNY.
    const when = `${text} IS NOT NULL AND (${text} = 'RMB' OR NOT regexp_full_match(${text}, '[A-Z]{3}'))`;
    return { value: text, faults: [{ when, code: 'intake.bad-currency' }] };
  }
  const values = codeValues(context.table, field);
  if (values === null) return { value: text, faults: [] };
  const when = `${text} IS NOT NULL AND ${text} NOT IN (${values.map(quoteText).join(', ')})`;
  const isOrdinal = field.kind.kind === 'code' && field.kind.ordinal === true;
  const ordinals = values.map((word, index) => `WHEN ${quoteText(word)} THEN ${index}`).join(' ');
  const value = isOrdinal ? `CAST(CASE ${text} ${ordinals} END AS SMALLINT)` : text;
  return { value, faults: [{ when, code: 'intake.unknown-code' }] };
}

/**
 * Minor units of an amount held as `form` says, for a currency of `digits` decimals (an expression). Null where the amount
 * does not fit: more decimals than the currency has, or beyond what can be stored.
 */
export function minorSql(value: string, { form, of }: AmountForm, digits: string): string {
  if (form === 'rounded') {
    if (of === 'minor') return `CAST(TRY_CAST(${value} AS DECIMAL(15, 0)) AS BIGINT)`;
    const branches = [0, 2, 3, 4].map((count) => {
      const factor = `1${'0'.repeat(count)}`;
      return `WHEN ${count} THEN CAST(CAST(TRY_CAST(${value} AS DECIMAL(18, ${count})) AS DECIMAL(38, ${count})) * ${factor} AS BIGINT)`;
    });
    return bounded(`CASE ${digits} ${branches.join(' ')} END`);
  }
  const divisor =
    of === 'minor' ? '10000' : `CASE ${digits} WHEN 2 THEN 100 WHEN 0 THEN 10000 WHEN 3 THEN 10 ELSE 1 END`;
  return bounded(`CASE WHEN ${value} % (${divisor}) = 0 THEN ${value} // (${divisor}) END`);
}

/** Amounts stay within 2^53, which every reader of JSON can hold. */
function bounded(minor: string): string {
  return `CASE WHEN abs(${minor}) <= 9007199254740992 THEN ${minor} END`;
}

/** Decimals of the currency in an expression. */
export function digitsSql(currency: string, known: readonly string[]): string {
  const other = known.filter((code) => currencyDigits(code) !== 2);
  if (other.length === 0) return '2';
  const branches = other.map((code) => `WHEN ${quoteText(code)} THEN ${currencyDigits(code)}`);
  return `CASE ${currency} ${branches.join(' ')} ELSE 2 END`;
}
