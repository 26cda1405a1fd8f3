import type { LocalText } from '@gradus/schema';
import { describedCodes } from './code-companion.ts';
import { debitBeside, guessSign } from './code-words.ts';
import type { ColumnProfile } from './column-profile.ts';
import { signByPurpose } from './sign-evidence.ts';
import type { TableMatch } from './table-match.ts';
import { yamlScalar } from './yaml-scalar.ts';

/** The settings that give an amount its sign. */
export interface SignSettings {
  readonly settings: readonly string[];
  /** Whether somebody has to say which code takes money out. */
  readonly isUnfilled: boolean;
}

const none: SignSettings = { settings: [], isUnfilled: false };

/** How amounts get their sign, with what a person should look at. */
export function signSettings(match: TableMatch, doubts: LocalText[]): SignSettings {
  const { amount, columns } = match;
  if (amount?.kind === 'signed' && columns.get('amount')?.column.number?.hasNegative === false) {
    doubts.push({
      en: 'no amount is negative and no column tells debits from credits, so nothing would ever be taken out: add "sign: { column: …, negative: … }"',
      'zh-CN':
        '金额没有负数，也没有借贷标志列，所有交易都会被当作存入：请加 sign: { column: …, negative: … }',
    });
  }
  if (amount?.kind !== 'sign_column') return none;
  const { column } = amount;
  const isKnown = [...column.distinct].some((code) => guessSign(code, column.distinct) !== null);
  if (isKnown) return knownSigns(column, doubts);
  return describedSigns(match, column) ?? toldSigns(match, column, doubts);
}

/** Codes whose meaning a list beside the file says; null where it does not say it of all. */
function describedSigns({ group }: TableMatch, column: ColumnProfile): SignSettings | null {
  const codes = describedCodes(group, column);
  const of = (wanted: 'negative' | 'positive'): string[] =>
    [...column.distinct].filter((code) => guessSign(codes?.get(code) ?? '') === wanted);
  const [negative, positive] = [of('negative'), of('positive')];
  const isTold = negative.length > 0 && negative.length + positive.length === column.distinct.size;
  return isTold ? { settings: [signText(column, negative, positive)], isUnfilled: false } : null;
}

/** Codes that say nothing themselves. */
function toldSigns(match: TableMatch, column: ColumnProfile, doubts: LocalText[]): SignSettings {
  const told = signByPurpose(match, column);
  if (told === null) {
    const codes = [...column.distinct].join(', ');
    doubts.push({
      en: `"${column.name}" tells debits from credits, and what ${codes} mean is unknown: write under "negative" the code of money out`,
      'zh-CN': `"${column.name}" 区分存入与支出，但 ${codes} 的含义不明：请在 negative 中写支出的代码`,
    });
    return { settings: [signText(column, ['?'], [])], isUnfilled: true };
  }
  const { negative, positive, rows } = told;
  doubts.push({
    en: `what "${column.name}" means was told by ${rows} bookings whose texts say which way the money went: ${negative} is money out, ${positive} money in; exchange them if it is the other way round`,
    'zh-CN': `"${column.name}" 的含义按 ${rows} 笔摘要能说明方向的交易推定：${negative} 为支出，${positive} 为存入；若相反请对调`,
  });
  return { settings: [signText(column, [negative], [positive])], isUnfilled: false };
}

function knownSigns(column: ColumnProfile, doubts: LocalText[]): SignSettings {
  const of = (wanted: 'negative' | 'positive'): string[] =>
    [...column.distinct].filter((code) => guessSign(code, column.distinct) === wanted);
  const unknown = [...column.distinct].filter((code) => guessSign(code, column.distinct) === null);
  const [negative, positive] = [[...of('negative'), ...unknown], of('positive')];
  if (unknown.length > 0) {
    doubts.push({
      en: `"${column.name}" also holds ${unknown.join(', ')}, taken as money out; what is money in belongs to "positive"`,
      'zh-CN': `"${column.name}" 还有取值 ${unknown.join('、')}，按支出处理；若为存入，请移到 positive`,
    });
  }
  if (negative.length === 0) {
    const debits = positive.flatMap((code) => debitBeside(code) ?? []);
    negative.push(...(debits.length > 0 ? debits : ['D']));
    doubts.push({
      en: `"${column.name}" holds only ${positive.join(', ')}, money in: write under "negative" the code of money out`,
      'zh-CN': `"${column.name}" 只有 ${positive.join('、')}（存入）：请在 negative 中写支出的代码`,
    });
  }
  return { settings: [signText(column, negative, positive)], isUnfilled: false };
}

function signText({ name }: ColumnProfile, negative: readonly string[], positive: readonly string[]): string {
  const list = (all: readonly string[]): string =>
    all.length === 1 ? yamlScalar(all[0] ?? '') : `[${all.map(yamlScalar).join(', ')}]`;
  const parts = [`column: ${yamlScalar(name)}`, `negative: ${list(negative)}`];
  if (positive.length > 0) parts.push(`positive: ${list(positive)}`);
  return `sign: { ${parts.join(', ')} }`;
}
