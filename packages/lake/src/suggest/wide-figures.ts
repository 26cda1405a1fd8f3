import type { LocalText } from '@gradus/schema';
import type { ColumnProfile } from './column-profile.ts';
import { separatorSettings } from './number-settings.ts';
import { personalKind } from './personal-column.ts';
import { yamlScalar } from './yaml-scalar.ts';

/** Figures that a bank computes itself, in a wide row per customer. */
export interface WideFigures {
  readonly lines: readonly { readonly text: string; readonly doubt: LocalText | null }[];
}

const unitWords: readonly (readonly [unit: string, words: RegExp])[] = [
  ['days', /天数|天|days?$/i],
  ['months', /存期|期限|月数|months?$|term$/i],
  ['ratio', /率|比例|占比|ratio|share|rate$/i],
  ['count', /笔数|次数|个数|数量|count/i],
  ['money', /金额|余额|存款|日均|资产|消费|收入|aum|amount|balance|spend|income|assets|deposit/i],
];

const code =
  /号|编号|代码|年份|类型|种类|类别|性别|标志|状态|行业|职业|学历|(id|no|code|number|year|type|[_-](typ|cd|sts|stat|flag|ind)|gender|sex|plz|zip)$/i;

/** What has zeros before it is a code. */
function isPadded({ distinct }: ColumnProfile): boolean {
  return [...distinct].some((text) => /^0\d/.test(text));
}

/** The numbers of a file of customers that feed no field of it. Ids and codes are no figures. */
export function wideFigures(columns: readonly ColumnProfile[]): WideFigures {
  const figures = columns.filter(
    (column) =>
      column.number !== null &&
      column.dates.length === 0 &&
      !/^c\d+$/.test(column.name) &&
      ![column.name, column.called].some((one) => code.test(one)) &&
      personalKind(column) === null &&
      !isPadded(column),
  );
  return {
    lines: figures.map((column) => {
      const unit = unitWords.find(([, words]) => words.test(column.name))?.[0];
      const settings = [`column: ${yamlScalar(column.name)}`, `unit: ${unit ?? 'count'}`];
      // Shares are at most 1: 3.25 stands for 3.25 %.
      const isPercent = unit === 'ratio' && (column.number?.greatest ?? 0) > 1;
      if (isPercent) settings.push('per: 100');
      if (column.number !== null) settings.push(...separatorSettings(column.number));
      if (column.number?.hasFraction === true && (unit === undefined || unit === 'count' || unit === 'days'))
        settings.push('round: true');
      if (column.missing.length > 0) settings.push(`missing: [${column.missing.map(yamlScalar).join(', ')}]`);
      return {
        text: `${yamlScalar(column.name)}: { ${settings.join(', ')} }`,
        doubt: isPercent
          ? {
              en: 'more than 1: taken as a percentage (3.25 is 0.0325); if it is not one, delete "per: 100"',
              'zh-CN': '大于 1：按百分数处理（3.25 即 0.0325）；若不是百分数，请删去 per: 100',
            }
          : unit === undefined
            ? {
                en: 'say what it counts: money, months, ratio, days or count',
                'zh-CN': '请确认计量单位：money、months、ratio、days 或 count',
              }
            : null,
      };
    }),
  };
}
