import type { LocalText } from '@gradus/schema';
import type { TableField } from '../mapping/table-field.ts';
import type { FileEncoding } from '../source/encoding.ts';
import { codeSettings } from './code-line.ts';
import type { ColumnProfile } from './column-profile.ts';
import { idSettings } from './id-form.ts';
import { numberSettings } from './number-settings.ts';
import { personalKind } from './personal-column.ts';
import { purposeByText } from './purpose-text.ts';
import { emptyIn, firstEmpty } from './row-choice.ts';
import type { FieldMatch, TableMatch } from './table-match.ts';
import { signSettings } from './sign-line.ts';
import { termsByDays } from './term-code.ts';
import { termsByWords } from './term-text.ts';
import { yamlScalar } from './yaml-scalar.ts';

/** What a field is written as, and what a person should look at. */
export interface FieldLine {
  /** Of several lines, each is indented from the name of the field. */
  readonly text: string;
  readonly doubts: readonly LocalText[];
  /** Whether it holds a "?" that a person must replace. */
  readonly isUnfilled?: boolean;
}

/** What the mapping says of how all files are read. */
export interface ReadForm {
  readonly date: string;
  readonly encoding: FileEncoding | null;
}

/** What the mapping says of all feeds, and what is known of the delivery. */
export interface CommonForm extends ReadForm {
  /** ISO 4217; null: unknown. */
  readonly currency: string | null;
  /** The year of the latest day on which something happened; null: none was seen. */
  readonly latestYear: number | null;
}

export function fieldLine(
  match: TableMatch,
  field: TableField,
  found: FieldMatch,
  common: CommonForm,
): FieldLine {
  const { column, joined, line, part, pad } = found;
  if (line !== undefined) return line;
  const doubts = columnDoubts(match, field, found);
  const byText = match.table === 'entry' && field.name === 'purpose' ? purposeByText(match, column) : null;
  if (byText !== null) return { ...byText, doubts: [...doubts, ...byText.doubts] };
  if (found.isLeaving === true) return leavingLine(column, doubts);
  const source =
    joined === undefined
      ? `column: ${yamlScalar(column.name)}`
      : `columns: [${joined.columns.map(({ name }) => yamlScalar(name)).join(', ')}], join: ${yamlScalar(joined.join)}`;
  const { settings, isUnfilled } = fieldSettings(match, field, column, common, doubts);
  if (part !== undefined) {
    // Told at the accounts already.
    if (match.table !== 'account_sum')
      doubts.push({
        en: `other files name the account by a part of "${column.name}", which is taken here: check that it is the same account`,
        'zh-CN': `其他文件以 "${column.name}" 的一部分作为账号，此处取这一部分：请核对是否为同一账户`,
      });
  }
  if (pad !== undefined) {
    settings.unshift(`pad: ${pad}`);
    const { name } = joined?.columns[0] ?? column;
    doubts.push({
      en: `"${name}" has ids of customers without the zeros before them, which are put back: check that they are the same customers`,
      'zh-CN': `"${name}" 中的客户号没有前导零，此处补足：请核对是否为同一客户`,
    });
  }
  settings.unshift(...idSettings(found));
  if (settings.length === 0 && joined === undefined) return { text: yamlScalar(column.name), doubts };
  return { text: `{ ${[source, ...settings].join(', ')} }`, doubts, isUnfilled };
}

function columnDoubts(
  match: TableMatch,
  field: TableField,
  { column, fit, joined }: FieldMatch,
): LocalText[] {
  const doubts: LocalText[] = [];
  if (column.filled === 0) {
    doubts.push({
      en: `"${column.name}" is empty in all rows looked at: delete this line if it is meant for something else`,
      'zh-CN': `所查看的行中 "${column.name}" 均为空：若并非此含义，请删去此行`,
    });
  } else if (fit < 0.6 && !match.group.hasHeader) {
    const shown = isOpen(field) ? examples(column) : '';
    doubts.push({
      en: `by its values: ${column.name}${shown}; put the right column in its place if it is another`,
      'zh-CN': `按取值推测：${column.name}${shown}；若不对，请改为正确的列`,
    });
  } else if (fit < 0.6 && field.isRequired) {
    doubts.push({
      en: `needed; "${column.name}" is the nearest column, but its name does not say so: put the right one in its place; if there is none, write { value: … }, or a lookup in another file`,
      'zh-CN': `必填；最接近的列是 "${column.name}"，但列名不能确定：请改为正确的列；若没有，请写 { value: … }，或用 lookup 从其他文件取值`,
    });
  } else if (fit < 0.6) {
    doubts.push({
      en: `"${column.name}" is the nearest column, but its name does not say so: put the right one in its place, or delete the line if there is none`,
      'zh-CN': `最接近的列是 "${column.name}"，但列名不能确定：请改为正确的列；若没有，请删去此行`,
    });
  }
  if (isRepeatedAccount(match, field, joined)) {
    doubts.push({
      en: `"${column.name}" comes again with other contents, which is rejected: where branches give out the same numbers, join theirs with it (columns: [BRANCH, ${column.name}], join: '-') in every feed; where rows are stretches of its history, map valid_from`,
      'zh-CN': `"${column.name}" 有重复且内容不同，会被拒绝：若各机构的账号会重复，请在每一段中把机构号与它合并（columns: [机构号, ${column.name}], join: '-'）；若各行是同一账户的不同时段，请写 valid_from`,
    });
  }
  if (field.name === 'entry_id' && joined !== undefined) {
    doubts.push({
      en: `"${column.name}" comes again on other days, and tells bookings apart together with the day: check that it always does`,
      'zh-CN': `"${column.name}" 在不同日期会重复，与日期合在一起才能区分交易：请核对是否总是如此`,
    });
  }
  const empty = field.isRequired && !isNoneMeant(match, field, column) ? emptyIn(match, column) : 0;
  if (empty > 0 && joined === undefined && field.kind.kind !== 'code') {
    const first = firstEmpty(match, column);
    const [place, placeZh] =
      first === null
        ? ['', '']
        : [
            ` (the first is row ${first.row} of ${first.file})`,
            `（首先是 ${first.file} 第 ${first.row} 行数据）`,
          ];
    doubts.push({
      en: `${empty} of the rows looked at have no value here${place} and would be rejected: leave them out with "except: { ${yamlScalar(column.name)}: '' }", or give them one with "otherwise"`,
      'zh-CN': `所查看的行中有 ${empty} 行此列为空${placeZh}，会被拒绝：请用 except: { ${yamlScalar(column.name)}: '' } 排除，或用 otherwise 给出值`,
    });
  }
  return doubts;
}

/** Whether rows of an account come again that are no stretches of its history, and none is chosen. */
function isRepeatedAccount(
  { table, columns, choice, isRepeated }: TableMatch,
  { name }: TableField,
  joined: FieldMatch['joined'],
): boolean {
  if (table !== 'account' || name !== 'account_id' || joined !== undefined || isRepeated) return false;
  const key = columns.get(name)?.column;
  return key?.isUnique === false && !columns.has('valid_from') && choice.where.length === 0;
}

/** Whether loans without a number of days, or an amount overdue, are on time: the others have one, and there are loans without. */
function isNoneMeant({ table }: TableMatch, { name }: TableField, column: ColumnProfile): boolean {
  const isArrears = name === 'days_past_due' || name === 'overdue';
  return table === 'loan_status' && isArrears && column.empty > 0 && column.number !== null;
}

/** A customer who left on some day is none any more. */
function leavingLine({ name, missing }: ColumnProfile, doubts: LocalText[]): FieldLine {
  const none = ['', ...missing].map((text) => `${yamlScalar(text)}: active`);
  return {
    text: `{ column: ${yamlScalar(name)}, codes: { ${none.join(', ')} }, otherwise: closed }`,
    doubts: [
      ...doubts,
      {
        en: `who has no day in "${name}" is taken as active, the others as closed: change the right side if it means something else`,
        'zh-CN': `"${name}" 为空的客户按 active 处理，其余按 closed 处理：若含义不同，请修改冒号右边的值`,
      },
    ],
  };
}

function fieldSettings(
  match: TableMatch,
  field: TableField,
  column: ColumnProfile,
  common: CommonForm,
  doubts: LocalText[],
): { readonly settings: string[]; readonly isUnfilled: boolean } {
  const { kind } = field.kind;
  if (field.name === 'birth_year' && column.dates.length > 0)
    return { settings: birthYear(column, common, doubts), isUnfilled: false };
  if (field.name === 'term_months') return { settings: termForm(match, column, doubts), isUnfilled: false };
  const settings: string[] = [];
  let isUnfilled = false;
  if (kind === 'day') settings.push(...dayForm(column, common, doubts), ...untilForm(match, field, doubts));
  else if (kind === 'money' || kind === 'stored_number')
    settings.push(...noLimit(field, column), ...numberSettings(column, match, common, doubts));
  else if (kind === 'code') {
    const found = codeSettings(match, field, column, doubts);
    settings.push(...found.settings);
    isUnfilled = found.isUnfilled;
  }
  if (field.name === 'amount' || (field.name === 'balance' && match.amount?.kind === 'sign_column')) {
    const found = signSettings(match, doubts);
    settings.push(...found.settings);
    isUnfilled ||= found.isUnfilled;
  }
  if (isNoneMeant(match, field, column)) {
    settings.push(`otherwise: '0'`);
    doubts.push({
      en: `${emptyIn(match, column)} of the rows looked at have no number here and are taken as 0, on time: delete "otherwise" if it means that nobody knows`,
      'zh-CN': `所查看的行中有 ${emptyIn(match, column)} 行此列为空，按 0（未逾期）处理：若空值表示不详，请删去 otherwise`,
    });
  }
  return { settings, isUnfilled };
}

/** Values as they stand in the file, so that nobody has to open it; none that are not short, or of persons. */
export function examples(column: ColumnProfile): string {
  const few = [...column.distinct].slice(0, 3);
  return few.length === 0 ||
    personalKind(column) !== null ||
    few.some((value) => !/^[-\d.,/: ]{1,10}$/.test(value))
    ? ''
    : ` (${few.join(', ')})`;
}

/** Ids, names and contacts of people are not shown. */
function isOpen({ kind: { kind } }: TableField): boolean {
  return kind !== 'private' && kind !== 'id';
}

/** A limit of nothing says that there is none. */
function noLimit({ name }: TableField, { distinct }: ColumnProfile): string[] {
  const zeros = name === 'limit' ? [...distinct].filter((text) => /^0+([.,]0+)?$/.test(text)) : [];
  return zeros.length === 0 || zeros.length === distinct.size
    ? []
    : [
        `missing: ${zeros.length === 1 ? `'${zeros.join('')}'` : `[${zeros.map((text) => `'${text}'`).join(', ')}]`}`,
      ];
}

/** Settings by which days are read as they are written. */
export function dayForm(column: ColumnProfile, { date }: CommonForm, doubts: LocalText[]): string[] {
  const { dates, missing, hasTime } = column;
  const written = dates.some((one) => one.written === date) ? date : (dates[0]?.written ?? date);
  const settings = hasTime ? [`part: [1, ${written.length}]`] : [];
  if (written !== date) settings.push(`date: ${yamlScalar(written)}`);
  if (dates.length > 1) {
    const forms = dates.map(({ written }) => written).join(', ');
    doubts.push({
      en: `the days could be written ${forms}: keep with "date:" the one that the bank uses`,
      'zh-CN': `日期可能的写法：${forms}；请用 date: 写明银行所用的一种`,
    });
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

function birthYear(column: ColumnProfile, common: CommonForm, doubts: LocalText[]): string[] {
  // A day is read as such only where its form stands beside it.
  const settings = dayForm(column, { ...common, date: '' }, doubts);
  const [format] = column.dates;
  if (format !== undefined && format.shortYear !== null && common.latestYear !== null)
    settings.push(`latest_year: ${common.latestYear}`);
  return settings;
}

function termForm(match: TableMatch, column: ColumnProfile, doubts: LocalText[]): string[] {
  const { distinct, missing, filled } = column;
  const byWords = termsByWords(match, column);
  if (byWords !== null) {
    const codes = [...byWords].toSorted(([a], [b]) => (a < b ? -1 : 1));
    doubts.push({
      en: 'the codes are no months: what each stands for was told by its letters and words; check the right side',
      'zh-CN': '存期代码不是月数：各代码的月数按其字母和说明推定，请核对冒号右边的值',
    });
    return [
      `codes: { ${codes.map(([code, months]) => `${yamlScalar(code)}: ${months ?? "''"}`).join(', ')} }`,
    ];
  }
  const byDays = termsByDays(match, column);
  if (byDays !== null) {
    const codes = [...byDays].toSorted(([a], [b]) => (a < b ? -1 : 1));
    doubts.push({
      en: 'the codes are no months: what each stands for was told by the days from opening to maturity; check the right side',
      'zh-CN': '存期代码不是月数：各代码的月数按开户日到到期日推算，请核对冒号右边的值',
    });
    return [
      `codes: { ${codes.map(([code, months]) => `${yamlScalar(code)}: ${months ?? "''"}`).join(', ')} }`,
    ];
  }
  const none = [...distinct].filter((code) => filled > 0 && /^0{2,}$/.test(code));
  const texts = [...missing, ...none];
  return texts.length === 0 ? [] : [`missing: [${texts.map(yamlScalar).join(', ')}]`];
}
