import { guessCode, isListedCurrency } from './code-words.ts';
import type { ColumnProfile } from './column-profile.ts';
import type { FileGroup } from './file-group.ts';
import { separatorSettings } from './number-settings.ts';
import { everyRow } from './row-choice.ts';
import type { TableMatch } from './table-match.ts';
import { yamlScalar } from './yaml-scalar.ts';

/** A column of rates of one currency, for so many units of it. */
interface RateColumn {
  readonly column: ColumnProfile;
  readonly currency: string;
  /** Null: its name does not say. */
  readonly units: number | null;
}

const rateName = /^(?:(1|10|100|1000|10000)\s*)?([A-Z]{3})$/;
const decimalsMost = 6;

/** Rates of each currency in a column of its own, as central banks publish them: a feed for each currency that is in use. */
export function wideRates(matches: readonly TableMatch[], groups: readonly FileGroup[]): TableMatch[] {
  if (matches.some(({ table }) => table === 'exchange_rate')) return [];
  const used = currenciesOf(matches);
  if (used.size < 2) return [];
  return groups.flatMap((group) => {
    if (matches.some((match) => match.group === group)) return [];
    const days = group.columns.filter(({ dates }) => dates.length > 0);
    const [day] = days;
    const rates = group.columns.flatMap((column) => rateColumn(column) ?? []);
    if (day === undefined || days.length > 1 || rates.length === 0 || !day.isUnique) return [];
    return rates.flatMap((rate) => (used.has(rate.currency) ? [rateMatch(group, day, rate)] : []));
  });
}

function rateColumn(column: ColumnProfile): RateColumn | null {
  const [, units, currency = ''] = rateName.exec(column.name.trim()) ?? [];
  if (!isListedCurrency(currency) || column.number === null || column.dates.length > 0) return null;
  return { column, currency, units: units === undefined ? null : Number(units) };
}

/** Currencies in which there are accounts, loans or holdings. */
function currenciesOf(matches: readonly TableMatch[]): ReadonlySet<string> {
  const texts = matches.flatMap(({ columns }) => [...(columns.get('currency')?.column.distinct ?? [])]);
  return new Set(texts.map((text) => guessCode('account', 'currency', text)?.value ?? text));
}

function rateMatch(
  group: FileGroup,
  day: ColumnProfile,
  { column, currency, units }: RateColumn,
): TableMatch {
  const { number } = column;
  const settings = [
    `column: ${yamlScalar(column.name)}`,
    ...(number === null ? [] : separatorSettings(number)),
    ...(units === null || units === 1 ? [] : [`per: ${units}`]),
    ...((number?.decimals ?? 0) > decimalsMost ? ['round: true'] : []),
  ];
  const text = settings.length === 1 ? yamlScalar(column.name) : `{ ${settings.join(', ')} }`;
  const doubts =
    units !== null
      ? []
      : [
          {
            en: `taken as what one ${currency} costs; if the file tells how much of it one unit of the other currency buys, add "invert: true"`,
            'zh-CN': `按 1 ${currency} 的价格处理；若为 1 单位另一币种可兑换的 ${currency}，请加 invert: true`,
          },
        ];
  return {
    group,
    table: 'exchange_rate',
    columns: new Map([
      ['as_of', { column: day, fit: 1 }],
      ['rate', { column, fit: 1, line: { text, doubts } }],
    ]),
    amount: null,
    unfed: [],
    isRepeated: false,
    candidates: group.columns,
    choice: everyRow,
    constants: { currency },
    isSure: true,
    score: 0,
  };
}
