import type { LocalText } from '@gradus/schema';
import type { Context } from '../launch/launch.ts';
import { countText } from './figure.ts';
import { namedBy, placeText, rows, type Cause } from './reject-words.ts';

/** Rows that were rejected only because what they name was rejected or left out. */
export function consequenceLines(cause: Cause, context: Context): string[] {
  const { code, table, field, count, values, examples } = cause;
  const { one, many } = namedBy(field);
  const isLeftOut = code === 'intake.left-out-reference';
  const named = `${countText(values)} ${values === 1 ? one.en : many}`;
  const was = isLeftOut ? 'left out by the mapping' : 'rejected';
  const [example] = examples;
  const more = count === 1 ? '' : ' …';
  const place = example === undefined ? '' : `${placeText(example.first)}${more}`;
  const line = {
    en: `  ${rows(cause)} of ${table}, because ${named} (${field}) ${values === 1 ? 'was' : 'were'} ${was} (${place}) [${code}]`,
    'zh-CN': `  ${table} ${countText(count)} 行，因其 ${field} 所指的 ${countText(values)} 个${one['zh-CN']}${isLeftOut ? '被映射排除' : '已被拒收'}（${place}） [${code}]`,
  };
  return [context.say(line)];
}

/** What to do about rows of what the mapping leaves out. Accounts that are left out themselves have no place in a policy. */
export function leftOutAdvice(causes: readonly Cause[]): LocalText {
  const isOfCustomers = causes.some(({ field }) => namedBy(field).table === 'customer');
  return isOfCustomers
    ? {
        en: '  Either take all customers, and say in "population" of the policy who gets a tier; or leave these rows out too, with "unknown_reference: leave_out" on their feeds.',
        'zh-CN':
          '  可以导入全部客户，再用政策的 population 规定对谁评级；或在这些表的映射中写 unknown_reference: leave_out，把这些行也排除。',
      }
    : {
        en: '  Leave these rows out too, with "unknown_reference: leave_out" on their feeds; or take what they name.',
        'zh-CN': '  请在这些表的映射中写 unknown_reference: leave_out，把这些行也排除；或导入其所指的对象。',
      };
}
