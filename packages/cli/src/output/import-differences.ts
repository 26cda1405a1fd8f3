import type { ImportReport } from '@gradus/lake';
import { formatDay, inLocale, tables, shownText } from '@gradus/schema';
import type { Context } from '../launch/launch.ts';
import { countText } from './figure.ts';

/** How many of the bank's own figures agree, and the largest differences with both figures. */
export function differencesText({ differences }: ImportReport, context: Context): string[] {
  const counts = differences.byTable.map(({ table, compared, differing }) => {
    const title = inLocale(tables[table].title, context.locale, table);
    return context.say({
      en: `${title}: ${countText(compared)} figures compared, ${countText(differing)} differ`,
      'zh-CN': `${title}：核对 ${countText(compared)} 个数，不符 ${countText(differing)} 个`,
    });
  });
  if (differences.path === null) return counts;
  const first = differences.first.map((one) => {
    const subject = [one.branch, one.subject, one.account]
      .filter((word) => word !== '')
      .map(shownText)
      .join(' ');
    const figures = {
      en: `delivered ${one.delivered ?? 'nothing'}, computed ${one.computed}`,
      'zh-CN': `交付 ${one.delivered ?? '无'}，计算 ${one.computed}`,
    };
    const place = one.line === 0 ? '' : `${shownText(one.file)}:${one.line} `;
    return `  ${place}${formatDay(one.day)} ${subject} ${one.currency} ${one.field}: ${context.say(figures)}`;
  });
  const where = {
    en: `All differences: ${differences.path}`,
    'zh-CN': `全部差异：${differences.path}`,
  };
  return [...counts, ...first, context.say(where)];
}
