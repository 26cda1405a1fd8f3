import { currencyDigits, type LocalText } from '@gradus/schema';
import type { ColumnProfile } from './column-profile.ts';
import type { CommonForm } from './field-line.ts';
import { numberForm, type NumberForm } from './number-form.ts';
import { quoteForm } from './rate-quote.ts';
import { isTyped } from './read-settings.ts';
import type { TableMatch } from './table-match.ts';
import { yamlScalar } from './yaml-scalar.ts';

/** What tells how the numbers of a column are read. */
export type NumberColumn = Pick<ColumnProfile, 'number' | 'missing' | 'impliedDecimals' | 'isMinor'>;

/** Two columns of amounts as one, of the form in which both are written: a mapping says it once. */
export function pairColumn(one: ColumnProfile, other: ColumnProfile): NumberColumn {
  return {
    number: numberForm([...one.distinct, ...other.distinct]),
    missing: [...new Set([...one.missing, ...other.missing])],
    impliedDecimals: Math.max(one.impliedDecimals, other.impliedDecimals),
    isMinor: one.isMinor ?? other.isMinor,
  };
}

/** How the parts of a number are divided. */
export function separatorSettings({ decimal, group }: NumberForm): string[] {
  return [
    ...(decimal === '.' ? [] : [`decimal: '${decimal}'`]),
    ...(group === '' ? [] : [`group: ${yamlScalar(group)}`]),
  ];
}

/** Whether a description says how many digits follow the point of each number. */
function isDescribed({ described }: TableMatch['group']): boolean {
  return described !== null && described.record !== null;
}

/** Settings by which amounts, rates and figures are read as they are written, with what a person should look at. */
export function numberSettings(
  { number, missing, impliedDecimals, isMinor }: NumberColumn,
  { table, group }: TableMatch,
  { currency }: CommonForm,
  doubts: LocalText[],
): string[] {
  if (number === null) return [];
  const settings = separatorSettings(number);
  if (missing.length > 0) settings.push(`missing: [${missing.map(yamlScalar).join(', ')}]`);
  const isAmount = table !== 'exchange_rate' && table !== 'fact';
  const minor = (currency === null ? null : currencyDigits(currency)) ?? 2;
  if (isAmount && impliedDecimals > 0)
    settings.push(impliedDecimals === minor ? 'in: minor' : `per: ${10 ** impliedDecimals}`);
  else if (isAmount && isMinor !== null) settings.push(...(isMinor && minor > 0 ? ['in: minor'] : []));
  else if (isAmount && !isDescribed(group) && number.isRatherMinor && minor > 0) {
    settings.push('in: minor');
    doubts.push({
      en: 'whole numbers that are seldom round: taken as cents; if they are not, delete "in: minor"',
      'zh-CN': '全部为整数且很少是整十：按分处理；若单位是元，请删去 in: minor',
    });
  } else if (
    isAmount &&
    !number.hasFraction &&
    number.greatest >= 1000 &&
    minor > 0 &&
    !isTyped(group.layout)
  ) {
    doubts.push({
      en: 'whole numbers only: if they are in cents, add "in: minor"',
      'zh-CN': '全部为整数：若以分为单位，请加 in: minor',
    });
  }
  if (number.decimals > (isAmount ? minor : table === 'fact' ? 0 : 6)) settings.push('round: true');
  if (table === 'fact') {
    settings.push('unit: count');
    doubts.push({
      en: 'write as unit what it counts: money, months, ratio, days or count',
      'zh-CN': '请把 unit 写为其计量单位：money、months、ratio、days 或 count',
    });
  }
  if (table === 'exchange_rate') settings.push(...quoteForm(group, currency, doubts));
  return settings;
}
