import type { LocalText } from '@gradus/schema';
import { codeValues, isCurrencyField, type TableField } from '../mapping/table-field.ts';
import { codeCompanions } from './code-companion.ts';
import { guessCode, restOfClasses, type CodeGuess } from './code-words.ts';
import type { ColumnProfile } from './column-profile.ts';
import { leftCodes } from './customer-detail.ts';
import { valueCounts } from './file-group.ts';
import { emptyIn } from './row-choice.ts';
import type { TableMatch } from './table-match.ts';
import { kindsByTerm } from './term-code.ts';
import { yamlScalar } from './yaml-scalar.ts';

/** Most codes written on a line; more are a free text. */
const codesMax = 60;
/** Most codes of unknown meaning that a person is asked about. */
const unknownMost = 24;

/** What a value is written as that a person has to say. */
const toFill = "'?'";

/** The settings by which the codes of a column become those of Gradus. */
export interface CodeSettings {
  readonly settings: readonly string[];
  /** Whether some codes wait for their meaning. */
  readonly isUnfilled: boolean;
}

interface CodeList {
  readonly field: TableField;
  readonly counts: ReadonlyMap<string, number>;
  /** Codes with what each stands for; null: unknown. */
  readonly guesses: readonly { readonly code: string; readonly guess: CodeGuess | null }[];
  /** What the file says beside a code. */
  readonly words: ReadonlyMap<string, string>;
  /** Values that the field takes; null: any text. */
  readonly values: readonly string[] | null;
}

export function codeSettings(
  match: TableMatch,
  field: TableField,
  column: ColumnProfile,
  doubts: LocalText[],
): CodeSettings {
  const { missing, distinct } = column;
  const settings = missing.length > 0 ? [`missing: [${missing.map(yamlScalar).join(', ')}]`] : [];
  const values = codeValues(match.table, field);
  const isStatus = match.table === 'customer' && field.name === 'status';
  if (values === null && !isStatus && !isCurrencyField(field.name)) return { settings, isUnfilled: false };
  const byTerm = field.name === 'kind' ? kindsByTerm(match, column) : new Map<string, string>();
  const left = isStatus ? leftCodes(match, column) : new Set<string>();
  const words = isCurrencyField(field.name)
    ? new Map<string, string>()
    : codeCompanions(match, field.name, column);
  const list: CodeList = {
    words,
    field,
    counts: valueCounts(match.group, column),
    values,
    guesses: [...distinct]
      .filter((code) => !isLeftOut(match, column, code))
      .toSorted()
      .slice(0, codesMax)
      .map((code) => ({
        code,
        guess: codeGuess(match.table, field.name, { code, distinct, byTerm, words, left }),
      })),
  };
  const unknown = list.guesses.filter(({ guess }) => guess === null).map(({ code }) => code);
  const isCurrency = isCurrencyField(field.name);
  const rest = values?.includes('other') === true ? 'other' : null;
  const pairs = codePairs(list, unknown, rest);
  if (field.isRequired && rest !== null && emptyIn(match, column) > 0) pairs.push(`'': ${rest}`);
  if (field.name === 'class') pairs.push(...restOfClasses(distinct).map(pairText));
  const isPlain =
    list.guesses.every(({ code, guess }) => (guess === null ? isCurrency : guess.value === code)) &&
    pairs.length <= list.guesses.length;
  if (!isPlain && pairs.length > 0) settings.push(`codes: { ${pairs.join(', ')} }`);
  const isMore = unknown.length > unknownMost || distinct.size > codesMax || !match.group.isWhole;
  if (rest !== null && isMore) settings.push(`otherwise: ${rest}`);
  const isUnfilled = pairs.some((pair) => pair.endsWith(`: ${toFill}`));
  doubts.push(...codeDoubts(list, unknown, { rest, isUnfilled }));
  if (rest === null && !match.group.isWhole && !isStatus) {
    doubts.push({
      en: 'only a part of the file was looked at, and a code that is not listed will be rejected: add it when import names it',
      'zh-CN': '只查看了文件的一部分，未列出的代码将被拒绝：导入报告后请补上',
    });
  }
  return { settings, isUnfilled };
}

/** Whether rows of a code are left out, so that nobody asks what it means. */
function isLeftOut({ choice }: TableMatch, column: ColumnProfile, code: string): boolean {
  return choice.except.some((one) => one.column === column && one.values.includes(code));
}

function pairText([code, value]: readonly [string, string]): string {
  return `${yamlScalar(code)}: ${value}`;
}

/** Each code with its value, written out so that a person has only to change the right side. */
function codePairs(
  { field, guesses, values }: CodeList,
  unknown: readonly string[],
  rest: string | null,
): string[] {
  return guesses.flatMap(({ code, guess }) => {
    if (guess !== null) return [pairText([code, guess.value])];
    if (isCurrencyField(field.name)) return [pairText([code, code])];
    if (values === null) return [pairText([code, yamlScalar(code)])];
    if (rest !== null) return unknown.length <= unknownMost ? [pairText([code, rest])] : [];
    return [pairText([code, toFill])];
  });
}

function codeDoubts(
  { field, counts, guesses, values, words }: CodeList,
  unknown: readonly string[],
  { rest, isUnfilled }: { readonly rest: string | null; readonly isUnfilled: boolean },
): LocalText[] {
  const doubts: LocalText[] = [];
  const shown = (codes: readonly string[]): string =>
    codes
      .toSorted((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0))
      .slice(0, unknownMost)
      .map((code) => `${[code, words.get(code) ?? ''].join(' ').trim()} (${counts.get(code) ?? 0})`)
      .join(', ') + (codes.length > unknownMost ? ' …' : '');
  const unsure = guesses.filter(({ guess }) => guess?.isSure === false).map(({ code }) => code);
  if (unsure.length > 0) {
    doubts.push({
      en: `a guess, with the number of rows of each: ${shown(unsure)}; compare with the code list of the bank and change the right side`,
      'zh-CN': `以下代码（括号内为行数）的含义为推测：${shown(unsure)}；请对照行内代码表，修改冒号右边的值`,
    });
  }
  if (unknown.length === 0 || isCurrencyField(field.name)) return doubts;
  const wanted = (values ?? ['active', 'dormant', 'closed', 'deceased']).join(', ');
  if (isUnfilled) {
    doubts.push({
      en: `codes of unknown meaning, with the number of rows of each: ${shown(unknown)}; write for each "?" one of ${wanted}`,
      'zh-CN': `含义不明的代码（括号内为行数）：${shown(unknown)}；请把每个 "?" 改为 ${wanted} 之一`,
    });
  } else if (rest !== null) {
    doubts.push({
      en: `codes of unknown meaning are taken as ${rest}: ${shown(unknown)}; where one is rather one of ${wanted}, change the right side`,
      'zh-CN': `含义不明的代码按 ${rest} 处理：${shown(unknown)}；若属于 ${wanted} 之一，请修改冒号右边的值`,
    });
  } else {
    doubts.push({
      en: `codes of unknown meaning are kept as they are: ${shown(unknown)}; policies commonly rate who is "active", so write for each what it is: ${wanted}`,
      'zh-CN': `含义不明的代码原样保留：${shown(unknown)}；政策通常只评定 active 的客户，请写明各代码属于 ${wanted} 中哪一个`,
    });
  }
  return doubts;
}

/** What stands in the rows goes before what the code looks like, unless the code is a word for it. */
function codeGuess(
  table: TableMatch['table'],
  field: string,
  of: {
    readonly code: string;
    readonly distinct: ReadonlySet<string>;
    readonly byTerm: ReadonlyMap<string, string>;
    readonly words: ReadonlyMap<string, string>;
    /** Codes of customers who all have left. */
    readonly left: ReadonlySet<string>;
  },
): CodeGuess | null {
  const word = of.words.get(of.code);
  const described = word === undefined ? null : guessCode(table, field, word);
  // A word for a value says more than the company that its code keeps.
  if (described?.isSure === true) return { ...described, isSure: false };
  const guess =
    described === null ? guessCode(table, field, of.code, of.distinct) : { ...described, isSure: false };
  if (of.left.has(of.code) && guess?.isSure !== true && guess?.value !== 'deceased')
    return { value: 'closed', isSure: false };
  const told = of.byTerm.get(of.code);
  // Money at notice has no term either.
  const isOther = guess !== null && guess.value !== 'demand' && guess.value !== 'term';
  if (guess?.isSure === true || isOther || told === undefined) return guess;
  return { value: told, isSure: guess?.value === told };
}
