import { formatDay, parseDay, type LocalText } from '@gradus/schema';
import { balanceNames } from './balance-check.ts';
import { dayOfBalance } from './dated-balance.ts';
import { isoDaysOf } from './match-days.ts';
import { dayInName } from './file-pattern.ts';
import type { MappingWriter } from './mapping-writer.ts';
import type { TableMatch } from './table-match.ts';
import { namedColumns } from './vocabulary.ts';
import { yamlScalar } from './yaml-scalar.ts';

/** Fields that hold days on which something happened, which lie in the past. */
const happened: readonly (readonly [TableMatch['table'], string])[] = [
  ['entry', 'booked_on'],
  ['balance', 'day'],
  ['loan_status', 'as_of'],
  ['account', 'opened_on'],
  ['customer', 'opened_on'],
];

/** The year of the latest day on which something happened; null: no days were seen. */
export function latestYear(matches: readonly TableMatch[]): number | null {
  const last = happened.flatMap(([table, field]) => isoDaysOf(matches, table, field).at(-1) ?? []).toSorted();
  return last.length === 0 ? null : Number(last.at(-1)?.slice(0, 4));
}

/**
 * Writes for which day the delivery speaks, when the name of a file of customers, accounts or loans holds it and nothing
 * happened after it. Says whether it is written.
 */
export function writeBusinessDate(writer: MappingWriter, matches: readonly TableMatch[]): boolean {
  const last = isoDaysOf(matches, 'entry', 'booked_on').at(-1) ?? '';
  for (const table of ['customer', 'account', 'loan'] as const) {
    const found = matches.find((match) => match.table === table && match.group.samples.length === 1);
    const day = found === undefined ? null : (dayInName(found.group.pattern)?.day ?? null);
    if (day === null || day.iso < last) continue;
    writer.line(`business_date: { file_name: ${yamlScalar(day.pattern)}, date: ${yamlScalar(day.date)} }`);
    return true;
  }
  const isNeeded = matches.some(
    ({ unfed, constants }) => unfed.includes('as_of') && constants['as_of'] === undefined,
  );
  if (!isNeeded) return false;
  writer.doubt('', 'document.business_date', {
    en: 'neither a column nor the name of a file says for which day the delivery speaks: write the day, or { file_name: …, date: … }',
    'zh-CN': '列和文件名都没有说明数据日期：请写日期，或写 { file_name: …, date: … }',
  });
  writer.unfilled.push('business_date');
  writer.line("business_date: '?'");
  return true;
}

/** Writes the first day of which all is delivered, with what a person has to know of it. */
export function writeDataFrom(writer: MappingWriter, matches: readonly TableMatch[]): void {
  const [booked] = isoDaysOf(matches, 'entry', 'booked_on');
  const [balanced] = isoDaysOf(matches, 'balance', 'day');
  if (booked === undefined) {
    if (balanced === undefined) return;
    const ended = firstEnd(matches);
    if (ended !== null) {
      const begin = monthBegin(ended);
      writer.doubt('', 'document.data_from', {
        en: `of the intervals of balances the first one ends on ${ended}, so the day from which on every account has its balances was taken as ${begin}: write another if it is`,
        'zh-CN': `余额区间中最早结束的一个止于 ${ended}，因此每个账户都有余额的起始日取为 ${begin}：若不对请修改`,
      });
      writer.line(`data_from: ${begin}`);
      return;
    }
    writer.doubt('', 'document.data_from', {
      en: `the earliest balance seen is of ${balanced}: write the day from which on every account has its balances`,
      'zh-CN': `所见最早的余额日期为 ${balanced}：请写从哪一天起每个账户都有余额`,
    });
    writer.line(`data_from: ${balanced}`);
    return;
  }
  const accounts = matches.filter(({ table }) => table === 'account');
  const openings = accounts.flatMap(({ columns }) => {
    const found = columns.get('opening_balance');
    return found === undefined ? [] : [found.ofDay ?? dayOfBalance(found.column)];
  });
  const begin = monthBegin(booked);
  // The balances before the first booking say of which day they are.
  const isTold = openings.length > 0 && openings.every((day) => day !== null && isDayBefore(day, begin));
  if (!isTold)
    writer.doubt('', 'document.data_from', {
      en: `the earliest booking seen is of ${booked}: write the day from which on all bookings are delivered`,
      'zh-CN': `所见最早的交易日为 ${booked}：请写从哪一天起交易是完整的`,
    });
  if (accounts.length > 0 && !accounts.some(({ columns }) => columns.has('opening_balance'))) {
    writer.doubt('', 'document.data_from', openingDoubt(matches));
  }
  writer.line(`data_from: ${begin}`);
}

/** That openings are missing, and the balances from which they can be worked out. */
function openingDoubt(matches: readonly TableMatch[]): LocalText {
  const told = matches.flatMap(({ table, group, columns }) => {
    if (table !== 'account' && table !== 'entry') return [];
    const taken = new Set([...columns.values()].map(({ column }) => column));
    const [balance] = namedColumns(
      group.columns.filter((column) => column.number !== null && !taken.has(column)),
      balanceNames,
    );
    return balance === undefined ? [] : [{ table, name: balance.name }];
  });
  const closing = told.find(({ table }) => table === 'account');
  const running = told.find(({ table }) => table === 'entry');
  const ways = [
    ...(closing === undefined
      ? []
      : [
          {
            en: `"${closing.name}" of the accounts less all that was booked`,
            zh: `账户的 "${closing.name}" 减去全部交易`,
          },
        ]),
    ...(running === undefined
      ? []
      : [
          {
            en: `"${running.name}" of the first booking less its amount`,
            zh: `首笔交易的 "${running.name}" 减去其金额`,
          },
        ]),
  ];
  const en =
    ways.length === 0
      ? 'ask for it'
      : `ask for it; it is ${ways.map((one) => one.en).join(', or ')}, and can be laid beside the files in one of its own (account, balance)`;
  const zh =
    ways.length === 0
      ? '请向对方索取'
      : `请向对方索取；它等于${ways.map((one) => one.zh).join('，或')}，可另放一个文件（账号、余额）`;
  return {
    en: `accounts opened before that day need their balance as it stood at the end of the day before (opening_balance), and no column holds one: ${en}`,
    'zh-CN': `此日之前开立的账户需要前一日终的余额（opening_balance），但文件中没有这一列：${zh}`,
  };
}

/** The earliest last day of an interval of balances; null: there are no intervals. */
function firstEnd(matches: readonly TableMatch[]): string | null {
  const ends = matches.flatMap((match) => {
    const interval = match.table === 'balance' ? match.group.interval : null;
    const [first] = isoDaysOf([match], 'balance', 'until');
    if (interval === null || first === undefined) return [];
    const day = parseDay(first);
    return day === null ? [] : [formatDay(interval.isInclusive ? day : day - 1)];
  });
  return ends.toSorted()[0] ?? null;
}

function isDayBefore(day: string, next: string): boolean {
  const [before, after] = [parseDay(day), parseDay(next)];
  return before !== null && after !== null && before + 1 === after;
}

/** Bookings begin with a month in nearly every delivery. */
function monthBegin(day: string): string {
  return Number(day.slice(8)) <= 5 ? `${day.slice(0, 8)}01` : day;
}
