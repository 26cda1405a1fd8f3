import { currencyDigits } from './currency.ts';
import type { LocalText } from './local-text.ts';

/** What a stored number counts. docs/language.md, "Numbers". */
export type Unit = 'money' | 'months' | 'per_month' | 'ratio' | 'days' | 'count' | 'class';

export const unitTitles: Readonly<Record<Unit, LocalText>> = {
  money: { en: 'money', 'zh-CN': '金额' },
  months: { en: 'months', 'zh-CN': '月' },
  per_month: { en: 'per month', 'zh-CN': '每月' },
  ratio: { en: 'ratio', 'zh-CN': '比率' },
  days: { en: 'days', 'zh-CN': '天' },
  count: { en: 'count', 'zh-CN': '个数' },
  class: { en: 'class', 'zh-CN': '类别' },
};

/** Digits after the point in the stored whole number: money has its currency's, months two, ratios four. */
export function unitScale(unit: Unit, currency: string): number {
  switch (unit) {
    case 'money':
      return currencyDigits(currency);
    case 'months':
    case 'per_month':
      return 2;
    case 'ratio':
      return 4;
    case 'days':
    case 'count':
    case 'class':
      return 0;
  }
}
