import type { LocalText } from '@gradus/schema';
import type { ColumnProfile } from './column-profile.ts';
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

/** The numbers of a file of customers that feed no field of it. Ids and codes are no figures. */
export function wideFigures(columns: readonly ColumnProfile[]): WideFigures {
  const figures = columns.filter(
    ({ number, dates, name }) =>
      number !== null &&
      dates.length === 0 &&
      !/^c\d+$/.test(name) &&
      !/号|编号|代码|年份|id$|no$|code$|number$|year$/i.test(name),
  );
  return {
    lines: figures.map((column) => {
      const unit = unitWords.find(([, words]) => words.test(column.name))?.[0];
      const settings = [`column: ${yamlScalar(column.name)}`, `unit: ${unit ?? 'count'}`];
      if (column.number?.group === ',') settings.push(`group: ','`);
      if (column.number?.decimal === ',') settings.push(`decimal: ','`);
      if (column.number?.hasFraction === true && (unit === undefined || unit === 'count' || unit === 'days'))
        settings.push('round: true');
      if (column.missing.length > 0) settings.push(`missing: [${column.missing.map(yamlScalar).join(', ')}]`);
      return {
        text: `${yamlScalar(column.name)}: { ${settings.join(', ')} }`,
        doubt:
          unit === undefined
            ? {
                en: 'say what it counts: money, months, ratio, days or count',
                'zh-CN': '请确认计量单位：money、months、ratio、days 或 count',
              }
            : null,
      };
    }),
  };
}

/** The day in the name of a file, as a mapping finds it: the pattern over names and the form of the day; null: none. */
export function dayInName(
  name: string,
): { readonly pattern: string; readonly date: string; readonly glob: string } | null {
  const found = /(?<!\d)(20\d{2})([-_.]?)(0[1-9]|1[0-2])\2([0-2]\d|3[01])(?!\d)/.exec(name);
  if (found === null) return null;
  const [text, , between = ''] = found;
  const escape = (part: string): string => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
  const [before, after] = [name.slice(0, found.index), name.slice(found.index + text.length)];
  const gap = escape(between);
  return {
    pattern: `${escape(before)}(\\d{4}${gap}\\d{2}${gap}\\d{2})${escape(after)}`,
    date: `yyyy${between}mm${between}dd`,
    glob: `${before}*${after}`,
  };
}
