import { inLocale, type LocalText } from '@gradus/schema';
import { sharedShare } from './column-fit.ts';
import { isStrangeDay } from './day-profile.ts';
import { examples, type CommonForm } from './field-line.ts';
import type { FileGroup } from './file-group.ts';
import { ledgerOf } from './ledger-check.ts';
import type { Manifest } from './manifest.ts';
import type { MappingWriter } from './mapping-writer.ts';
import { readSettings } from './read-settings.ts';
import type { UnreadFile } from './sample/file-sample.ts';
import type { TableMatch } from './table-match.ts';

/** What is known of the other files of a delivery. */
interface UnusedContext {
  readonly matches: readonly TableMatch[];
  readonly manifests: readonly Manifest[];
  readonly common: CommonForm;
}

/** Names the files that feed no table, with what a feed for them would need. */
export function writeUnused(
  writer: MappingWriter,
  unused: readonly FileGroup[],
  { matches, manifests, common }: UnusedContext,
): void {
  for (const group of unused) {
    const isManifest = manifests.some((one) => one.group === group);
    writer.doubt('', 'document', unusedReason(group, matches, isManifest));
    const read = readSettings(group, common);
    if (read.length > 0) writer.note({ en: `    read: { ${read.join(', ')} }` });
  }
}

function unusedReason(group: FileGroup, matches: readonly TableMatch[], isManifest: boolean): LocalText {
  const { label, columns, hasHeader } = group;
  const names = columns
    .map((column) => (hasHeader ? column.name : `${column.name}${examples(column)}`))
    .join(', ');
  if (/control|ctl|checksum|trailer|对账|核对|合计|校验/i.test(label)) {
    return {
      en: `${label} is not used; its totals can be checked with "control" at a feed. Columns: ${names}`,
      'zh-CN': `未使用 ${label}；可在表下用 control 核对其合计数。列：${names}`,
    };
  }
  if (isOfBookedAccounts(group, matches)) {
    return {
      en: `${label} is not used: its accounts have bookings, and balances come from those; to compare them, write a feed for account_sum. Columns: ${names}`,
      'zh-CN': `未使用 ${label}：这些账户已有交易明细，余额由明细得出；如需核对，请写 account_sum。列：${names}`,
    };
  }
  if (isManifest) {
    return {
      en: `${label} lists the files of the delivery: name it as the flag of a feed, "control: { flag: … }", so that nothing is taken before it is there. Columns: ${names}`,
      'zh-CN': `${label} 是本批文件的清单：可在表下写 control: { flag: … }，在它到达之前不导入。列：${names}`,
    };
  }
  if (ledgerOf(group) !== null) {
    return {
      en: `${label} is not used: it looks like the general ledger; to compare it, write a feed for ledger_balance, and under "ledger: { subjects: … }" which kinds or products each subject sums up. Columns: ${names}`,
      'zh-CN': `未使用 ${label}：像是总账；如需核对，请写 ledger_balance 表，并在 ledger: { subjects: … } 中写明各科目包含哪些种类或产品。列：${names}`,
    };
  }
  const strange = columns.find(({ distinct }) => isStrangeDay(distinct));
  if (strange !== undefined) {
    const [example = ''] = strange.distinct;
    return {
      en: `${label} is not used: "${strange.name}" holds days written as ${example}, which are not read; ask for two digits of the day, two of the month and four of the year. Columns: ${names}`,
      'zh-CN': `未使用 ${label}："${strange.name}" 中的日期写作 ${example}，无法读取；请让对方按两位日、两位月、四位年导出。列：${names}`,
    };
  }
  return {
    en: `${label} is not used: no table takes these columns; write a feed for it if it holds something of customers, accounts or loans: ${names}`,
    'zh-CN': `未使用 ${label}：没有表可以接收这些列；若其中有客户、账户或贷款的数据，请为它写一段：${names}`,
  };
}

function isOfBookedAccounts({ columns }: FileGroup, matches: readonly TableMatch[]): boolean {
  const booked = matches.find(({ table }) => table === 'entry')?.columns.get('account_id')?.column.distinct;
  const isBalance =
    columns.some(({ dates }) => dates.length > 0) &&
    columns.some(({ number, dates }) => number?.hasFraction === true && dates.length === 0);
  return isBalance && booked !== undefined && columns.some((column) => sharedShare(column, booked) >= 0.5);
}

/** Names the files of which nothing was learnt. */
export function writeUnread(writer: MappingWriter, unread: readonly UnreadFile[]): void {
  for (const { name, reason } of unread) {
    writer.doubt('', 'document', {
      en: `${name} is not used: ${inLocale(reason, 'en', '')}`,
      'zh-CN': `未使用 ${name}：${inLocale(reason, 'zh-CN', '')}`,
    });
  }
}
