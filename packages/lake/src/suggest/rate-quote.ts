import type { LocalText } from '@gradus/schema';
import { guessCode } from './code-words.ts';
import { rowsOf, type FileGroup } from './file-group.ts';
import { fieldNames, nameFit } from './vocabulary.ts';

/** About how many of each currency a dollar has bought for years: enough to tell units from hundreds of them. */
const perDollar: Readonly<Record<string, number>> = {
  AED: 3.67,
  AUD: 1.5,
  BRL: 5.3,
  CAD: 1.37,
  CHF: 0.86,
  CNY: 7.1,
  CZK: 23,
  DKK: 6.9,
  EUR: 0.92,
  GBP: 0.78,
  HKD: 7.8,
  HUF: 365,
  IDR: 15_900,
  INR: 84,
  JPY: 148,
  KRW: 1350,
  MOP: 8,
  MXN: 18.5,
  MYR: 4.4,
  NOK: 10.7,
  NZD: 1.65,
  PHP: 57,
  PLN: 4,
  SEK: 10.5,
  SGD: 1.33,
  THB: 34.5,
  TRY: 35,
  TWD: 32,
  USD: 1,
  VND: 25_300,
  ZAR: 18.3,
};

/** How many units a table of rates quotes: `per: 100` where 100 dollars cost 709 yuan. */
export function quoteForm(group: FileGroup, quote: string | null, doubts: LocalText[]): string[] {
  if (quote === null) return [];
  const rows = rowQuotes(group, quote);
  if (rows.length > 0 && rows.every(({ direct, inverse }) => isOneUnit(inverse) && !isOneUnit(direct))) {
    doubts.push({
      en: `by their size the rates tell how much of each currency one ${quote} buys, and are turned round: delete "invert" if they do not`,
      'zh-CN': `从数值看，汇率为 1 ${quote} 折合的外币数，此处取倒数：若不是，请删去 invert`,
    });
    return ['invert: true'];
  }
  const powers = rows.map(({ direct }) => Math.round(direct)).toSorted((a, b) => a - b);
  const power = powers[powers.length >> 1];
  if (power === undefined || power === 0) return [];
  const isAlike = powers.every((one) => one === power);
  if (power < 0 || power > 6 || !isAlike) {
    doubts.push({
      en: `the rates are not what one unit of each currency costs in ${quote}: where some are quoted for 100 units, make two feeds with "where" and "per: 100" in one; where they tell how much of a currency one ${quote} buys, exchange currency and quote_currency`,
      'zh-CN': `汇率不像是 1 单位外币折合的 ${quote}：若部分币种按 100 单位报价，请用 where 分成两段，其中一段写 per: 100；若为 1 ${quote} 折合的外币数，请对调 currency 与 quote_currency`,
    });
    return [];
  }
  doubts.push({
    en: `by their size the rates are quoted for ${10 ** power} units of each currency: delete "per" if they are not`,
    'zh-CN': `从数值看，汇率按每 ${10 ** power} 单位外币报价：若不是，请删去 per`,
  });
  return [`per: ${10 ** power}`];
}

/** Whether a rate is within a third of what is known of it. */
function isOneUnit(power: number): boolean {
  return Math.abs(power) < 0.18;
}

/** By how many powers of ten each rate is more than one unit costs, and than one unit of the other buys. */
function rowQuotes(
  group: FileGroup,
  quote: string,
): readonly { readonly direct: number; readonly inverse: number }[] {
  const of = (field: string): number => {
    const names = fieldNames.exchange_rate?.[field] ?? [];
    const column = group.columns
      .filter(({ number, dates }) => dates.length === 0 && (field !== 'rate' || number !== null))
      .toSorted((a, b) => nameFit(b.called, names) - nameFit(a.called, names))[0];
    return column === undefined ? -1 : group.columns.indexOf(column);
  };
  const [currency, rate, other] = [of('currency'), of('rate'), of('quote_currency')];
  const form = group.columns[rate]?.number;
  return rowsOf(group).flatMap((row) => {
    const code = isoOf(row[currency]);
    const into = other === currency ? quote : (isoOf(row[other]) ?? quote);
    const [its, whose] = [perDollar[code ?? ''], perDollar[into]];
    const plain = (row[rate] ?? '').replaceAll(form?.group === '' ? ' ' : (form?.group ?? ' '), '');
    const value = Number(plain.replace(form?.decimal ?? '.', '.'));
    if (its === undefined || whose === undefined || !(value > 0) || code === into) return [];
    return [{ direct: Math.log10(value / (whose / its)), inverse: Math.log10(value / (its / whose)) }];
  });
}

function isoOf(text: string | undefined): string | null {
  if (text === undefined || text === '') return null;
  return guessCode('exchange_rate', 'currency', text)?.value ?? text;
}
