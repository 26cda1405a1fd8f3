import type { ImportReport } from '@gradus/lake';
import { formatDay } from '@gradus/schema';
import type { Context } from '../launch/launch.ts';
import { countText, moneyText } from './figure.ts';
import { tableText } from './table.ts';

/** What the lake holds after an accepted delivery, by currency, for comparing it with the core. */
export function moneyBlock({ money }: ImportReport, context: Context): string[] {
  if (money === null) return [];
  const { say } = context;
  const day = formatDay(money.day);
  const title = money.isBusinessDate
    ? { en: `Balances at the end of ${day}, the business date`, 'zh-CN': `${day}（业务日期）日终余额` }
    : {
        en: `Balances at the end of ${day}, the last day of the data`,
        'zh-CN': `${day}（数据最后一天）日终余额`,
      };
  const columns = [
    { title: say({ en: 'currency', 'zh-CN': '币种' }), align: 'left' as const },
    ...[
      { en: 'open accounts', 'zh-CN': '未销户账户' },
      { en: 'sum of balances', 'zh-CN': '余额合计' },
      { en: 'negative', 'zh-CN': '余额为负' },
      { en: 'their sum', 'zh-CN': '负余额合计' },
      { en: 'bookings taken, without sign', 'zh-CN': '本批交易金额（绝对值合计）' },
    ].map((text) => ({ title: say(text), align: 'right' as const })),
  ];
  const rows = money.byCurrency.map((one) => [
    one.currency,
    countText(one.accounts),
    moneyText(one.balanceMinor, one.currency),
    countText(one.negative),
    moneyText(one.negativeMinor, one.currency),
    moneyText(one.bookedMinor, one.currency),
  ]);
  const unknown = money.byCurrency.reduce((sum, { openingUnknown }) => sum + openingUnknown, 0);
  const note = {
    en: `Of ${countText(unknown)} of these accounts no opening balance was delivered: they hold their bookings alone.`,
    'zh-CN': `其中 ${countText(unknown)} 个账户未交付期初余额，余额仅为其交易之和。`,
  };
  return [
    say({ en: `${title.en}; compare them with the core:`, 'zh-CN': `${title['zh-CN']}，请与核心系统核对：` }),
    tableText(columns, rows).trimEnd(),
    ...(unknown === 0 ? [] : [say(note)]),
  ];
}
