import type { LocalText, SourceTableName } from '@gradus/schema';
import type { TableField } from '../mapping/table-field.ts';
import { codeSettings } from './code-line.ts';
import { guessSign } from './code-words.ts';
import type { ColumnProfile } from './column-profile.ts';
import type { FieldMatch, TableMatch } from './table-match.ts';
import { yamlScalar } from './yaml-scalar.ts';

/** What a field is written as, and what a person should look at. */
export interface FieldLine {
  readonly text: string;
  readonly doubts: readonly LocalText[];
  /** Whether it holds a "?" that a person must replace. */
  readonly isUnfilled?: boolean;
}

/** What the mapping says of all feeds, which a field need not repeat. */
export interface CommonForm {
  readonly date: string;
}

export function fieldLine(
  match: TableMatch,
  field: TableField,
  { column, fit }: FieldMatch,
  common: CommonForm,
): FieldLine {
  const settings: string[] = [];
  const doubts: LocalText[] = [];
  let isUnfilled = false;
  if (column.filled === 0) {
    doubts.push({
      en: `"${column.name}" is empty in all rows looked at`,
      'zh-CN': `所查看的行中 "${column.name}" 均为空`,
    });
  } else if (fit < 0.6 && !match.group.hasHeader) {
    const shown = isOpen(field) ? examples(column) : '';
    doubts.push({
      en: `by its values: ${column.name}${shown}`,
      'zh-CN': `按取值推测：${column.name}${shown}`,
    });
  } else if (fit < 0.6) {
    doubts.push({
      en: `"${column.name}" is the nearest column, but its name does not say so`,
      'zh-CN': `最接近的列是 "${column.name}"，但列名不能确定`,
    });
  }
  if (field.isRequired && column.empty > 0) {
    doubts.push({
      en: `${column.empty} of the rows looked at have no value here and would be rejected`,
      'zh-CN': `所查看的行中有 ${column.empty} 行此列为空，会被拒绝`,
    });
  }
  const { kind } = field.kind;
  if (field.name === 'birth_year' && column.dates.length > 0) settings.push(...birthYear(column, doubts));
  else if (kind === 'day')
    settings.push(...dayForm(column, common, doubts), ...untilForm(match, field, doubts));
  else if (kind === 'money' || kind === 'stored_number')
    settings.push(...numberForm(column, match.table, doubts));
  else if (kind === 'code') {
    const found = codeSettings(match, field, column, doubts);
    settings.push(...found.settings);
    isUnfilled = found.isUnfilled;
  }
  if (field.name === 'amount') settings.push(...sign(match, doubts));
  const name = yamlScalar(column.name);
  if (settings.length === 0) return { text: name, doubts };
  return { text: `{ column: ${name}, ${settings.join(', ')} }`, doubts, isUnfilled };
}

/** Values as they stand in the file, so that nobody has to open it. Texts that are not short are left out. */
export function examples({ distinct }: ColumnProfile): string {
  const few = [...distinct].slice(0, 3);
  return few.length === 0 || few.some((value) => !/^[-\d.,/: ]{1,10}$/.test(value))
    ? ''
    : ` (${few.join(', ')})`;
}

/** Ids, names and contacts of people are not shown. */
function isOpen({ kind: { kind } }: TableField): boolean {
  return kind !== 'private' && kind !== 'id';
}

/** Settings by which days are read as they are written. */
export function dayForm(column: ColumnProfile, { date }: CommonForm, doubts: LocalText[]): string[] {
  const { dates, missing, hasTime } = column;
  const written = dates.some((one) => one.written === date) ? date : (dates[0]?.written ?? date);
  const settings = hasTime ? [`part: [1, ${written.length}]`] : [];
  if (written !== date) settings.push(`date: ${yamlScalar(written)}`);
  if (dates.length > 1) {
    const forms = dates.map(({ written }) => written).join(', ');
    doubts.push({ en: `the days could be written ${forms}`, 'zh-CN': `日期可能的写法：${forms}` });
  }
  if (missing.length > 0) settings.push(`missing: [${missing.map(yamlScalar).join(', ')}]`);
  return settings;
}

function untilForm({ table, group }: TableMatch, { name }: TableField, doubts: LocalText[]): string[] {
  if (table !== 'balance' || name !== 'until') return [];
  if (group.interval === null) {
    doubts.push({
      en: 'taken as the last day on which the balance holds; if the next begins on it, add "add: -1"',
      'zh-CN': '按余额有效的最后一天处理；若下一区间从这一天开始，请加 "add: -1"',
    });
  }
  return group.interval?.isInclusive === false ? ['add: -1'] : [];
}

function birthYear({ dates }: ColumnProfile, doubts: LocalText[]): string[] {
  const written = dates[0]?.written ?? '';
  const at = written.indexOf('yyyy');
  if (at >= 0) return [`part: [${at + 1}, 4]`];
  doubts.push({ en: 'two digits of a year, taken as 19xx', 'zh-CN': '两位年份，按 19xx 处理' });
  return [`part: [${written.indexOf('yy') + 1}, 2]`, 'add: 1900'];
}

function numberForm(
  { number, missing }: ColumnProfile,
  table: SourceTableName,
  doubts: LocalText[],
): string[] {
  if (number === null) return [];
  const settings = [];
  if (number.decimal !== '.') settings.push(`decimal: '${number.decimal}'`);
  if (number.group !== '') settings.push(`group: '${number.group}'`);
  if (missing.length > 0) settings.push(`missing: [${missing.map(yamlScalar).join(', ')}]`);
  if (table === 'fact') {
    settings.push('unit: count');
    doubts.push({
      en: 'say what it counts: money, months, ratio, days or count',
      'zh-CN': '请确认计量单位：money、months、ratio、days 或 count',
    });
  } else if (table !== 'exchange_rate' && !number.hasFraction && number.greatest >= 1000) {
    doubts.push({
      en: 'whole numbers only: if they are in fen (cents), add "in: minor"',
      'zh-CN': '全部为整数：若以分为单位，请加 "in: minor"',
    });
  }
  return settings;
}

function sign({ amount, columns }: TableMatch, doubts: LocalText[]): string[] {
  if (amount?.kind === 'signed') {
    if (columns.get('amount')?.column.number?.hasNegative === false) {
      doubts.push({
        en: 'no amount is negative and no column tells debits from credits: nothing would ever be taken out',
        'zh-CN': '金额没有负数，也没有借贷标志列：所有交易都会被当作存入',
      });
    }
    return [];
  }
  if (amount?.kind !== 'sign_column') return [];
  const { column } = amount;
  const of = (wanted: 'negative' | 'positive'): string[] =>
    [...column.distinct].filter((code) => guessSign(code, column.distinct) === wanted);
  const unknown = [...column.distinct].filter((code) => guessSign(code, column.distinct) === null);
  const list = (all: readonly string[]): string =>
    all.length === 1 ? yamlScalar(all[0] ?? '') : `[${all.map(yamlScalar).join(', ')}]`;
  const [negative, positive] = [of('negative'), of('positive')];
  if (unknown.length > 0) {
    doubts.push({
      en: `"${column.name}" also holds ${unknown.join(', ')}: rows with it would be rejected; say whether they take money out`,
      'zh-CN': `"${column.name}" 还有取值 ${unknown.join('、')}：这些行会被拒绝，请说明其借贷方向`,
    });
  }
  const parts = [`column: ${yamlScalar(column.name)}`];
  parts.push(`negative: ${negative.length === 0 ? "'?'" : list(negative)}`);
  if (positive.length > 0) parts.push(`positive: ${list(positive)}`);
  return [`sign: { ${parts.join(', ')} }`];
}
