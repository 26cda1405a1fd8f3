import type { LocalText } from '@gradus/schema';
import type { Context } from '../launch/launch.ts';
import { countText } from './figure.ts';
import { namedBy, placeText, rows, type Cause } from './reject-words.ts';

/** Rows that were rejected only because what they name was rejected or left out. */
export function consequenceLines(cause: Cause, context: Context): string[] {
  const { code, table, field, count, values, examples } = cause;
  if (code === 'intake.closed-lacks-rejected') return [lackingLine(cause, context)];
  const { one, many } = namedBy(field);
  const isLeftOut = code === 'intake.left-out-reference';
  const named = `${countText(values)} ${values === 1 ? one.en : many}`;
  const was = isLeftOut ? 'left out by the mapping' : 'rejected';
  const [example] = examples;
  const place = example === undefined ? '' : firstPlace(example, count);
  const line = {
    en: `  ${rows(cause)} of ${table}, because ${named} (${field}) ${values === 1 ? 'was' : 'were'} ${was} (${place}) [${code}]`,
    'zh-CN': `  ${table} ${countText(count)} 行，因其 ${field} 所指的 ${countText(values)} 个${one['zh-CN']}${isLeftOut ? '被映射排除' : '已被拒收'}（${place}） [${code}]`,
  };
  return [context.say(line)];
}

const firstPlace = (example: Cause['examples'][number], count: number): string =>
  `${placeText(example.first)}${count === 1 ? '' : ' …'}`;

/** Closed accounts that cannot end at 0 while some of their bookings are missing. */
function lackingLine(cause: Cause, context: Context): string {
  const { code, table, count, examples } = cause;
  const [example] = examples;
  const place = example === undefined ? '' : firstPlace(example, count);
  return context.say({
    en: `  ${rows(cause)} of ${table}, because a closed account does not end at 0 without its rejected bookings (${place}) [${code}]`,
    'zh-CN': `  ${table} ${countText(count)} 行，因已销户账户的部分交易被拒收，余额不为 0（${place}） [${code}]`,
  });
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
