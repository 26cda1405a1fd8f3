import type { LocalText } from '@gradus/schema';
import type { Context } from '../launch/launch.ts';
import { countText } from './figure.ts';
import { namedBy, type Cause } from './reject-words.ts';

/** How ids that name nothing are written beside those that they might name, and the setting that would make them fit. */
export function shapeLines({ shapes, field }: Cause, context: Context): string[] {
  if (shapes === undefined) return [];
  const { here, there, fix, table } = shapes;
  const [own, others] = [shapeText(here), shapeText(there)];
  const told = {
    en: `      These ids have ${own.en}; those of ${table} have ${others.en}.`,
    'zh-CN': `      这些编号为${own['zh-CN']}；${table} 的编号为${others['zh-CN']}。`,
  };
  if (fix === null) return [context.say(told)];
  const { setting, on, found, ids } = fix;
  const where = on === 'here' ? field : `${idField(field)} of ${table}`;
  const whereZh = on === 'here' ? field : `${table} 的 ${idField(field)}`;
  const advice = {
    en: ` "${setting}" on ${where} would find ${countText(found)} of ${countText(ids)}.`,
    'zh-CN': `在 ${whereZh} 上写 "${setting}"，${countText(ids)} 个编号中可找到 ${countText(found)} 个。`,
  };
  return [context.say({ en: told.en + advice.en, 'zh-CN': told['zh-CN'] + advice['zh-CN'] })];
}

/** Field of the id in the table that `field` names. */
function idField(field: string): string {
  return `${namedBy(field).table}_id`;
}

/** `6 digits`; of other forms the form itself. */
function shapeText(shape: string): LocalText {
  if (/^9+$/.test(shape)) {
    return {
      en: shape.length === 1 ? '1 digit' : `${shape.length} digits`,
      'zh-CN': ` ${shape.length} 位数字`,
    };
  }
  return {
    en: `the form ${shape} (9: a digit, A: a letter)`,
    'zh-CN': `形如 ${shape}（9 为数字，A 为字母）`,
  };
}
