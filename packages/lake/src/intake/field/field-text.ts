import { quoteText } from '@gradus/engine';
import type { Conditions } from '../../mapping/condition.ts';
import type { FieldSpec, Lookup } from '../../mapping/field.ts';
import { blanks } from './number-text.ts';
import { shapeSql } from './text-shape.ts';
import type { TypedColumn } from './typed-column.ts';

/** What compiling a field needs to know of its file. */
export interface FieldContext {
  /** Expression for a column's text, null when missing. Errors: `intake.missing-column`. */
  readonly columnText: (name: string) => string;
  /** Expressions for what a lookup found. */
  readonly lookupValue: (lookup: Lookup) => { readonly value: string; readonly isAmbiguous: string };
}

/** A context that also knows which columns are no texts. */
export interface TypedContext extends FieldContext {
  /** The value of a column, where it is a day or a number in the file and nothing stands for "missing". */
  readonly typedColumn: (name: string) => TypedColumn | null;
}

/** The text of a field before its kind is looked at. */
export interface FieldText {
  readonly text: string;
  /** Expressions that are true where the row has to be rejected, with the code. */
  readonly faults: readonly FieldFault[];
  /** What a list of rejects shows where that is not `text`: the code of the source, not what it is translated to. */
  readonly shown?: string;
  /** Of a lookup: whether it found nothing, and the form of what it looked for. */
  readonly lookedUp?: { readonly isNothing: string; readonly shape: string };
}

export interface FieldFault {
  readonly when: string;
  readonly code: string;
  /** What a list of rejects shows of it; unless given, what it shows of the field. */
  readonly shown?: string;
}

/**
 * Text of a field: from its source, without what means missing and what is to be removed, cut to its part, padded,
 * translated by its codes. Joined
 * columns give a text when all have one; with `mayLackParts`, when one has.
 */
export function fieldText(spec: FieldSpec, context: FieldContext, mayLackParts = false): FieldText {
  const source = sourceText(spec, context, mayLackParts);
  const present = withoutMissing(source.text, spec.missing ?? []);
  const kept = withoutTexts(present, spec.remove ?? []);
  const cut =
    spec.part === undefined ? kept : `nullif(trim(substr(${kept}, ${spec.part[0]}, ${spec.part[1]})), '')`;
  const part =
    spec.pad === undefined
      ? cut
      : `CASE WHEN length(${cut}) < ${spec.pad} THEN lpad(${cut}, ${spec.pad}, '0') ELSE ${cut} END`;
  if (spec.codes === undefined) {
    // Of cases it stands for what none of them fits, which is told there.
    const rest = spec.cases === undefined ? (spec.otherwise ?? '') : '';
    const text = rest === '' ? part : `coalesce(${part}, ${constant(rest)})`;
    return { ...source, text };
  }
  const translated = translate(part, spec.codes, spec.otherwise);
  return {
    ...source,
    text: translated.text,
    faults: [...source.faults, ...translated.faults],
    shown: part,
  };
}

function sourceText(spec: FieldSpec, context: FieldContext, mayLackParts: boolean): FieldText {
  if (spec.column !== undefined) return { text: context.columnText(spec.column), faults: [] };
  if (spec.columns !== undefined) {
    const parts = spec.columns.map(context.columnText);
    const between = quoteText(spec.join ?? '');
    if (mayLackParts) return { text: `nullif(concat_ws(${between}, ${parts.join(', ')}), '')`, faults: [] };
    return { text: `(${parts.join(` || ${between} || `)})`, faults: [] };
  }
  if (spec.value !== undefined) return { text: constant(spec.value), faults: [] };
  if (spec.cases !== undefined) return casesText(spec, context);
  if (spec.lookup !== undefined) {
    const { value, isAmbiguous } = context.lookupValue(spec.lookup);
    const faults =
      spec.lookup.choose === undefined ? [{ when: isAmbiguous, code: 'intake.ambiguous-lookup' }] : [];
    const keys = Object.values(spec.lookup.match).map((key) => shapeSql(fieldText(key, context).text));
    const shape = `concat_ws(' / ', ${keys.join(', ')})`;
    return { text: value, faults, lookedUp: { isNothing: `${value} IS NULL`, shape } };
  }
  return { text: 'CAST(NULL AS VARCHAR)', faults: [] };
}

function casesText(spec: FieldSpec, context: FieldContext): FieldText {
  const cases = spec.cases ?? [];
  const conditions = cases.map(({ when }) => conditionSql(when, context));
  const results = cases.map(({ value, column }) =>
    column === undefined ? constant(value ?? '') : context.columnText(column),
  );
  const branches = conditions.map((condition, index) => `WHEN ${condition} THEN ${results[index]}`);
  // With codes, `otherwise` stands for what no code translates.
  const rest = spec.codes === undefined ? spec.otherwise : undefined;
  const text = `CASE ${branches.join(' ')} ELSE ${constant(rest ?? '')} END`;
  const isCovered = rest !== undefined || (spec.codes !== undefined && spec.otherwise !== undefined);
  const when = `NOT (${conditions.join(' OR ')})`;
  const columns = [...new Set(cases.flatMap((one) => Object.keys(one.when)))].map(context.columnText);
  const shown = `concat_ws(' / ', ${columns.map((column) => `coalesce(${column}, '''''')`).join(', ')})`;
  return { text, faults: isCovered ? [] : [{ when, code: 'intake.no-case', shown }] };
}

function translate(
  text: string,
  codes: Readonly<Record<string, string>>,
  otherwise: string | undefined,
): FieldText {
  const empty = codes[''];
  const listed = Object.keys(codes).filter((code) => code !== '');
  const branches = listed.map((code) => `WHEN ${quoteText(code)} THEN ${constant(codes[code] ?? '')}`);
  const rest = otherwise === undefined ? 'CAST(NULL AS VARCHAR)' : constant(otherwise);
  const known = listed.length === 0 ? rest : `CASE ${text} ${branches.join(' ')} ELSE ${rest} END`;
  // Without a value there is no code to translate, unless the mapping says what that means.
  const missing = empty ?? otherwise ?? '';
  const translated = `CASE WHEN ${text} IS NULL THEN ${constant(missing)} ELSE ${known} END`;
  if (otherwise !== undefined) return { text: translated, faults: [] };
  const isListed = listed.length === 0 ? 'false' : `${text} IN (${listed.map(quoteText).join(', ')})`;
  return {
    text: translated,
    faults: [{ when: `${text} IS NOT NULL AND NOT (${isListed})`, code: 'intake.unknown-code' }],
  };
}

/** Whether a row fulfils all conditions; a missing value counts as the empty text. */
export function conditionSql(conditions: Conditions, context: Pick<FieldContext, 'columnText'>): string {
  const parts = Object.entries(conditions).map(([column, { equals, startsWith, contains }]) => {
    const text = `coalesce(${context.columnText(column)}, '')`;
    const any = [
      ...(equals.length === 0 ? [] : [`${text} IN (${equals.map(quoteText).join(', ')})`]),
      ...startsWith.map((word) => `starts_with(${text}, ${quoteText(word)})`),
      ...contains.map((word) => `contains(${text}, ${quoteText(word)})`),
    ];
    return any.length === 1 ? any.join('') : `(${any.join(' OR ')})`;
  });
  return parts.length === 0 ? 'true' : `(${parts.join(' AND ')})`;
}

export function withoutMissing(text: string, missing: readonly string[]): string {
  const given = missing.filter((word) => word !== '');
  return given.length === 0
    ? text
    : `CASE WHEN ${text} IN (${given.map(quoteText).join(', ')}) THEN NULL ELSE ${text} END`;
}

/** A text without what is taken out of it; null when nothing is left. Nobody sees of which kind a blank is. */
export function withoutTexts(text: string, removed: readonly string[]): string {
  const rest = removed.reduce(
    (left, one) =>
      one === ' '
        ? `translate(${left}, ${quoteText(blanks.join(''))}, '')`
        : `replace(${left}, ${quoteText(one)}, '')`,
    text,
  );
  return removed.length === 0 ? text : `nullif(trim(${rest}), '')`;
}

/** A constant of the mapping; the empty text means missing. */
function constant(word: string): string {
  return word === '' ? 'CAST(NULL AS VARCHAR)' : quoteText(word);
}
