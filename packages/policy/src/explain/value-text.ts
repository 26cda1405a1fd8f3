import { currencyDigits, formatScaled, type Locale, type LocalText, type Unit } from '@gradus/schema';

/** What the words for a stored number depend on. */
export interface ValueKind {
  readonly unit: Unit | null;
  /** Digits after the point in the whole number. */
  readonly scale: number;
  readonly classes: readonly string[] | null;
}

/** Picks the words of one language. */
export function say(locale: Locale, en: string, zh: string): string {
  return locale === 'en' ? en : zh;
}

const classTitles: Readonly<Record<string, LocalText>> = {
  normal: { en: 'normal', 'zh-CN': '正常' },
  special_mention: { en: 'special mention', 'zh-CN': '关注' },
  substandard: { en: 'substandard', 'zh-CN': '次级' },
  doubtful: { en: 'doubtful', 'zh-CN': '可疑' },
  loss: { en: 'loss', 'zh-CN': '损失' },
};

/** A stored number in natural units: `CNY 50,000.00`, `12.5 months`, `31 days`, `105.3%`, a class by name. */
export function valueText(kind: ValueKind, value: bigint | null, currency: string, locale: Locale): string {
  if (value === null) return say(locale, 'none', '无');
  if (kind.classes !== null) return classText(kind.classes[Number(value)] ?? String(value), locale);
  const number = groupedNumber(value, kind.scale, 0);
  switch (kind.unit) {
    case 'money':
      return moneyText(value, kind.scale, currency, locale);
    case 'months':
      return say(locale, `${number} ${plural(number, 'month')}`, `${number} 个月`);
    case 'days':
      return say(locale, `${number} ${plural(number, 'day')}`, `${number} 天`);
    case 'ratio':
      return `${percentText(value, kind.scale)}%`;
    case 'per_month':
      return say(locale, `${number} a month`, `每月 ${number}`);
    case 'count':
    case 'class':
    case null:
      return number;
  }
}

/** A class by its name in the language; names that the product does not know are shown as written. */
export function classText(name: string, locale: Locale): string {
  return classTitles[name]?.[locale] ?? name;
}

/** Points or scores: a whole number of 10^-scale without trailing zeros. */
export function pointsText(value: bigint | number, scale: number): string {
  return formatScaled(BigInt(value), scale);
}

/** `value` · 10^-scale with thousand separators and at least `leastDigits` digits after the point. */
export function groupedNumber(value: bigint, scale: number, leastDigits: number): string {
  const [whole = '0', fraction = ''] = formatScaled(value, scale).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const digits = fraction.padEnd(leastDigits, '0');
  return digits === '' ? grouped : `${grouped}.${digits}`;
}

function moneyText(value: bigint, scale: number, currency: string, locale: Locale): string {
  const number = groupedNumber(value, scale, currencyDigits(currency));
  if (locale === 'en') return `${currency} ${number}`;
  return `${number} ${currency === 'CNY' ? '元' : currency}`;
}

function percentText(value: bigint, scale: number): string {
  return scale >= 2 ? groupedNumber(value, scale - 2, 0) : groupedNumber(value * 100n, scale, 0);
}

function plural(number: string, word: string): string {
  return number === '1' || number === '-1' ? word : `${word}s`;
}
