import type { LocalText } from '../local-text.ts';
import { groupedDecimals, groupedWhole } from '../number/grouped.ts';
import { didYouMean, didYouMeanZh, message } from './message.ts';
import { shownText } from './shown-text.ts';

const namesMax = 40;
const nameLengthMax = 60;

/** Names as the bank has them: what a terminal would obey is shown as a sign, and much is cut. */
function nameList(names: readonly string[], comma: string): string {
  const shown = names.slice(0, namesMax).map((name) => {
    const plain = shownText(name);
    return plain.length > nameLengthMax ? `${plain.slice(0, nameLengthMax)}…` : plain;
  });
  return `${shown.join(comma)}${names.length > namesMax ? `${comma}… (${names.length})` : ''}`;
}

const tookHeader = (row: number | null): string =>
  row === null
    ? ''
    : ` Line ${row} was taken as the names of the columns; of a file without such a line, say "header: false" and list them in "columns" under its "read".`;
const tookHeaderZh = (row: number | null): string =>
  row === null
    ? ''
    : `第 ${row} 行被当作列名；文件没有表头时，请在其 read 下写 header: false，并在 columns 中列出列名。`;

interface Money {
  readonly currency: string;
  /** With all of its decimals. */
  readonly amount: string;
}

const moneyText = ({ currency, amount }: Money): string =>
  `${currency} ${groupedDecimals([amount]).join('')}`;

/** Why a whole delivery was refused, and what an accepted one should be looked at for. */
export const intakeRefusalMessages = {
  'intake.no-source-folder': message<{ directory: string }>({
    en: ({ directory }) =>
      `The source folder "${directory}" does not exist or cannot be read. Check the path.`,
    'zh-CN': ({ directory }) => `源目录 "${directory}" 不存在或无法读取。请检查路径。`,
  }),
  'intake.missing-file': message<{
    table: string;
    pattern: string;
    suggestions: readonly string[];
    /** Files of the source folder. */
    known: readonly string[];
  }>({
    en: ({ table, pattern, suggestions, known }) =>
      `No file fits "${pattern}" (${table}) in the source folder.${didYouMean(suggestions)}${known.length === 0 ? '' : ` It holds: ${nameList(known, ', ')}.`} Deliver it, correct "file", or say "required: false".`,
    'zh-CN': ({ table, pattern, suggestions, known }) =>
      `源目录中没有与 "${pattern}"（${table}）匹配的文件。${didYouMeanZh(suggestions)}${known.length === 0 ? '' : `目录中有：${nameList(known, '、')}。`}请补交文件、修正 file，或写 required: false。`,
  }),
  'intake.missing-column': message<{
    file: string;
    column: string;
    suggestions: readonly string[];
    /** Columns of the file. */
    known: readonly string[];
    /** How many columns the mapping reads, when the file has none of them; else 1. */
    absent: number;
    /** Line of the file that was taken for their names; null where they come from elsewhere. */
    headerRow: number | null;
  }>({
    en: ({ file, column, suggestions, known, absent, headerRow }) =>
      absent > 1
        ? `"${file}" has none of the ${absent} columns that the mapping reads, such as "${column}". It has: ${nameList(known, ', ')}. Check "delimiter", "encoding" and "header" under "read" ("sheet" of Excel), and the name of the file.${tookHeader(headerRow)}`
        : `"${file}" has no column "${column}".${didYouMean(suggestions)} It has: ${nameList(known, ', ')}. Correct the mapping or the export.${tookHeader(headerRow)}`,
    'zh-CN': ({ file, column, suggestions, known, absent, headerRow }) =>
      absent > 1
        ? `映射要读取的 ${absent} 列（如 "${column}"）在 "${file}" 中都不存在。文件的列：${nameList(known, '、')}。请检查 read 下的 delimiter、encoding 和 header（Excel 还有 sheet），以及文件名。${tookHeaderZh(headerRow)}`
        : `"${file}" 没有列 "${column}"。${didYouMeanZh(suggestions)}文件的列：${nameList(known, '、')}。请修正映射或导出文件。${tookHeaderZh(headerRow)}`,
  }),
  'intake.repeated-column': message<{ file: string; column: string }>({
    en: ({ file, column }) =>
      `"${file}" has two columns named "${column}". Rename one in the export, or list the names under "columns" with "header: false".`,
    'zh-CN': ({ file, column }) =>
      `"${file}" 有两列都名为 "${column}"。请在导出时改名，或用 header: false 并在 columns 中列出列名。`,
  }),
  'intake.not-parquet': message<{ file: string; problem: 'no-mark' | 'cut-off' | 'damaged' }>({
    en: ({ file, problem }) =>
      problem === 'no-mark'
        ? `"${file}" is no Parquet file: it does not begin as one. Deliver Parquet, or name its format under "read".`
        : problem === 'cut-off'
          ? `"${file}" is a Parquet file that was cut off: its end is missing. Deliver it again, whole.`
          : `"${file}" is a damaged Parquet file: its list of columns cannot be read. Deliver it again.`,
    'zh-CN': ({ file, problem }) =>
      problem === 'no-mark'
        ? `"${file}" 不是 Parquet 文件：文件开头不符。请交付 Parquet 文件，或在 "read" 中写明其格式。`
        : problem === 'cut-off'
          ? `"${file}" 是被截断的 Parquet 文件：缺少结尾。请重新完整交付。`
          : `"${file}" 是已损坏的 Parquet 文件：无法读取其列信息。请重新交付。`,
  }),
  'intake.empty-file': message<{ file: string }>({
    en: ({ file }) =>
      `"${file}" holds nothing where the names of its columns should be. Deliver it again; a file without rows still needs its header.`,
    'zh-CN': ({ file }) => `"${file}" 应有列名之处为空。请重新交付；没有数据行的文件也需要表头。`,
  }),
  'intake.broken-header': message<{ file: string }>({
    en: ({ file }) => `The first line of "${file}" has quotes that do not fit, so its columns have no names.`,
    'zh-CN': ({ file }) => `"${file}" 首行的引号不匹配，无法得到列名。`,
  }),
  'intake.lone-returns': message<{ file: string }>({
    en: ({ file }) =>
      `The lines of "${file}" end with a carriage return alone, so it reads as one line. Have it written with line feeds (LF or CR LF).`,
    'zh-CN': ({ file }) =>
      `"${file}" 的行仅以回车符（CR）结尾，被视为一整行。请以换行符（LF 或 CR LF）结尾输出。`,
  }),
  'intake.file-changed': message<{ file: string }>({
    en: ({ file }) => `"${file}" changed while it was read. Import again when the delivery is complete.`,
    'zh-CN': ({ file }) => `"${file}" 在读取过程中被修改。请在数据交付完成后重新导入。`,
  }),
  'intake.over-tolerance': message<{
    table: string;
    rejected: string;
    /** Of these, the rows that were rejected only because another row was, or is not taken. */
    following: string;
    read: string;
    allowed: string;
  }>({
    en: ({ table, rejected, following, read, allowed }) => {
      const what = `${rejected} of ${read} rows of ${table} were rejected; the tolerance is ${allowed}.`;
      if (following === rejected) return `${what} All of them only name rows that were rejected or left out.`;
      const named =
        following === '0' ? '' : ` ${following} of them only name rows that were rejected or left out.`;
      return `${what}${named} Mend the causes first, in the mapping or in the export. Raising "tolerance" instead gives these rows up, and whatever refers to them: balances and tiers are then worked out without them.`;
    },
    'zh-CN': ({ table, rejected, following, read, allowed }) => {
      const what = `${table} 的 ${read} 行中有 ${rejected} 行被拒收，超出容差 ${allowed}。`;
      if (following === rejected) return `${what}均因所指的行已被拒收或被排除。`;
      const named = following === '0' ? '' : `其中 ${following} 行仅因所指的行已被拒收或被排除。`;
      return `${what}${named}请先修正映射或导出文件。调高 tolerance 会丢弃这些行以及引用它们的数据，余额和等级将不含这些行。`;
    },
  }),
  'intake.control-rows': message<{ table: string; expected: string; found: string }>({
    en: ({ table, expected, found }) =>
      `The control total says ${groupedWhole(expected)} records of ${table}; the files hold ${groupedWhole(found)}. The delivery is incomplete, or the total belongs to another.`,
    'zh-CN': ({ table, expected, found }) =>
      `控制总数为 ${table} ${groupedWhole(expected)} 条，文件中有 ${groupedWhole(found)} 条。数据不完整，或控制文件不属于本批次。`,
  }),
  'intake.control-sum': message<{ table: string; column: string; expected: string; found: string }>({
    en: ({ table, column, expected, found }) => {
      const [total, sum] = groupedDecimals([expected, found]);
      return `The control total of "${column}" (${table}) is ${total}; all records of the files, those that "where" and "except" leave out included, add up to ${sum}. The delivery is incomplete, or the total is another's or counts other rows.`;
    },
    'zh-CN': ({ table, column, expected, found }) => {
      const [total, sum] = groupedDecimals([expected, found]);
      return `"${column}"（${table}）的控制合计为 ${total}，文件全部记录（含 where、except 排除的行）合计为 ${sum}。数据不完整，或控制合计属于其他批次、统计的行不同。`;
    },
  }),
  'intake.control-unreadable': message<{ file: string; detail: LocalText }>({
    en: ({ file, detail }) => `The control file "${file}" does not give one number as asked: ${detail.en}.`,
    'zh-CN': ({ file, detail }) => `控制文件 "${file}" 未能给出所需的唯一数值：${detail['zh-CN']}。`,
  }),
  'intake.control-lacks-file': message<{ file: string; table: string; named: string }>({
    en: ({ file, table, named }) =>
      `The control file "${file}" names "${named}" (${table}), which is not in the source folder. Deliver it; if it belongs to another delivery, pick the rows of this one in "where" of "control".`,
    'zh-CN': ({ file, table, named }) =>
      `控制文件 "${file}" 列有 "${named}"（${table}），但源目录中没有该文件。请补交；若它属于另一批次，请在 control 的 where 中只选取本批次的行。`,
  }),
  'intake.vanished': message<{ table: string; vanished: string; before: string; allowed: string }>({
    en: ({ table, vanished, before, allowed }) =>
      `The full delivery of ${table} lacks ${vanished} of ${before} keys that were there before; at most ${allowed} may vanish. Deliver all of it, or raise "vanish_at_most".`,
    'zh-CN': ({ table, vanished, before, allowed }) =>
      `${table} 的全量交付缺少原有 ${before} 个键中的 ${vanished} 个，最多允许 ${allowed}。请交付全量数据，或调高 vanish_at_most。`,
  }),
  'intake.data-from-differs': message<{ lake: string; mapping: string }>({
    en: ({ lake, mapping }) =>
      `The lake's bookings begin on ${lake}, but the mapping says data_from: ${mapping}. One lake has one such day; use the lake's.`,
    'zh-CN': ({ lake, mapping }) =>
      `数据湖的交易从 ${lake} 开始，而映射写的是 data_from: ${mapping}。一个数据湖只有一个起始日，请与其一致。`,
  }),
  'intake.no-business-date': message<{ accounts: string }>({
    en: ({ accounts }) =>
      `Accounts changed owner, kind, product or currency (${accounts} of them), and nothing says from which day. Give "business_date", or map "valid_from".`,
    'zh-CN': ({ accounts }) =>
      `有 ${accounts} 个账户变更了客户、种类、产品或币种，但没有生效日期。请写 business_date，或映射 valid_from。`,
  }),
  'intake.bad-business-date': message<{ pattern: string; found: readonly string[] }>({
    en: ({ pattern, found }) =>
      `"${pattern}" must give exactly one business date from the names of the files; it gave ${found.length === 0 ? 'none' : found.join(', ')}.`,
    'zh-CN': ({ pattern, found }) =>
      `"${pattern}" 应从文件名得到唯一的业务日期，实际得到：${found.length === 0 ? '无' : found.join('、')}。`,
  }),
  'intake.sum-too-large': message<{ accounts: readonly string[] }>({
    en: ({ accounts }) =>
      `Amounts are so large that sums over the days could leave 64 bits. Look for wrong amounts; the largest are in accounts with the keys ${accounts.join(', ')}.`,
    'zh-CN': ({ accounts }) =>
      `金额过大，按日累计可能超出 64 位。请检查是否有错误金额；最大的在内部键为 ${accounts.join('、')} 的账户。`,
  }),
  'intake.closed-account-open': message<{ accounts: readonly string[] }>({
    en: ({ accounts }) =>
      `Replacing, changing or deleting bookings would leave closed accounts with a balance, or lose a booking whose new contents were rejected (keys of accounts ${accounts.join(', ')}). Deliver their bookings completely.`,
    'zh-CN': ({ accounts }) =>
      `替换、修改或删除交易后，已销户账户仍有余额，或修改后的交易被拒收而原交易丢失（账户内部键 ${accounts.join('、')}）。请完整交付其交易。`,
  }),
  'intake.booked-before': message<{ file: string; batch: number }>({
    en: ({ file, batch }) =>
      `Batch ${batch} took the bookings of "${file}" already. They have no id (entry_id), so that they would be there twice. After a change of the mapping import all files into a new lake; or, if the mapping of bookings is all that has changed, deliver them once with "delivery: full" (all bookings of the source) or "delivery: period" (all bookings of the days in the files), which replaces what is there. Else leave the file out.`,
    'zh-CN': ({ file, batch }) =>
      `批次 ${batch} 已导入 "${file}" 中的交易。这些交易没有流水号（entry_id），再次导入会重复。如果修改了映射，请把全部文件导入新的数据湖；若只改动了交易的映射，也可用 delivery: full（该来源的全部交易）或 delivery: period（文件所含各日的全部交易）重新交付一次，以替换原有交易。否则请去掉该文件。`,
  }),
  'intake.nothing-delivered': message<{ directory: string }>({
    en: ({ directory }) => `No file in "${directory}" fits any feed of the mapping. Check the folder.`,
    'zh-CN': ({ directory }) => `"${directory}" 中没有任何文件与映射匹配。请检查目录。`,
  }),
  'intake.keys-kept': message<{ table: string; vanished: string }>({
    en: ({ table, vanished }) =>
      `${vanished} keys of ${table} are no longer delivered; they keep their last state.`,
    'zh-CN': ({ table, vanished }) => `${table} 有 ${vanished} 个键不再交付，保留其最后状态。`,
  }),
  'intake.slice-unsure': message<{ rows: string }>({
    en: ({ rows }) =>
      `${rows} rows of holding are broken or name no customer. What a slice lacks has ended, and any holding that it lacks could be in these rows. Correct the export, or the column of the customer.`,
    'zh-CN': ({ rows }) =>
      `holding 有 ${rows} 行已损坏或没有客户号。切片中没有的持有产品视为已终止，而缺少的任何一项都可能在这些行中。请修正导出文件或客户号所用的列。`,
  }),
  'intake.slice-ends': message<{ day: string; ended: string; before: string }>({
    en: ({ day, ended, before }) =>
      `The slice of ${day} lacks ${ended} of ${before} holdings, which end on that day. If its file was cut off, deliver it again: a slice replaces that of its day. "vanish_at_most" says how many need no warning.`,
    'zh-CN': ({ day, ended, before }) =>
      `${day} 的切片缺少 ${before} 项持有产品中的 ${ended} 项，均在该日终止。若文件被截断，请重新交付：切片会替换同日的切片。无需提示的上限见 "vanish_at_most"。`,
  }),
  'intake.all-left-out': message<{ table: string; rows: string }>({
    en: ({ table, rows }) =>
      `"unknown_reference: leave_out" would leave out all ${rows} rows of ${table}, so that their ids hardly fit. Check the column of the customer, account or loan in the mapping, and that what it names is delivered before or with these rows.`,
    'zh-CN': ({ table, rows }) =>
      `按 "unknown_reference: leave_out"，${table} 的全部 ${rows} 行都会被排除，编号很可能对不上。请检查映射中客户、账户或贷款编号的列，并确认其所指的对象已先行或同批交付。`,
  }),
  'intake.many-left-out': message<{
    table: string;
    leftOut: string;
    rows: string;
    /** File and line of the first of them. */
    first: string;
  }>({
    en: ({ table, leftOut, rows, first }) =>
      `"unknown_reference: leave_out" left out ${leftOut} of ${rows} rows of ${table}, the first at ${first}. If that many do not belong to customers of the lake, all is well; else check the column of the id, and that all customers are delivered.`,
    'zh-CN': ({ table, leftOut, rows, first }) =>
      `按 "unknown_reference: leave_out"，${table} 的 ${rows} 行中有 ${leftOut} 行被排除，首行见 ${first}。若这些行确实不属于湖中的客户，则无需处理；否则请检查编号的列，并确认客户已全部交付。`,
  }),
  'intake.loans-ahead': message<{ ahead: string; loans: string; latest: string; lastDay: string }>({
    en: ({ ahead, loans, latest, lastDay }) =>
      `${ahead} of ${loans} loans are granted after ${lastDay}, the last day of the delivery (the latest on ${latest}). Check that "opened_on" of loan is the day on which it was granted, and not that of its last payment.`,
    'zh-CN': ({ ahead, loans, latest, lastDay }) =>
      `${loans} 笔贷款中有 ${ahead} 笔的发放日晚于本批次的最后一天 ${lastDay}（最晚为 ${latest}）。请确认 loan 的 "opened_on" 是发放日，而不是到期或末次还款日。`,
  }),
  'intake.reports-stale': message<{ latest: string; businessDate: string }>({
    en: ({ latest, businessDate }) =>
      `The latest loan report is of ${latest}, more than a year before the business date ${businessDate}. Check that "as_of" of loan_status is the day of the report, and that newer reports are delivered.`,
    'zh-CN': ({ latest, businessDate }) =>
      `最近的贷款状态为 ${latest}，早于业务日期 ${businessDate} 一年以上。请确认 loan_status 的 "as_of" 是状态日期，并补交较新的状态。`,
  }),
  'intake.negative-without-opening': message<{
    /** Accounts below zero without an opening balance, and all open deposit accounts. */
    negative: string;
    accounts: string;
    day: string;
    /** First day of the bookings; null when the mapping states none. */
    dataFrom: string | null;
    sums: readonly Money[];
    /** The one that is furthest below zero; its id is masked. */
    example: Money & { account: string; openedOn: string; firstOn: string };
  }>({
    en: ({ negative, accounts, day, dataFrom, sums, example }) =>
      `${groupedWhole(negative)} of ${groupedWhole(accounts)} open deposit accounts are below zero at the end of ${day} (together ${sums.map(moneyText).join(', ')}), have no opening balance, and have their first booking long after they were opened. What they held before is probably missing: account ${example.account}, opened on ${example.openedOn}, is first booked on ${example.firstOn} and stands at ${moneyText(example)}. Map "opening_balance" of account, the balance at the end of the day before "data_from"${dataFrom === null ? ', which is to be the day from which all bookings are delivered' : ` (${dataFrom})`}, and import the accounts again; or deliver end-of-day balances ("balance") in place of bookings, into a new lake. If the accounts are overdrawn, all is well.`,
    'zh-CN': ({ negative, accounts, day, dataFrom, sums, example }) =>
      `${groupedWhole(accounts)} 个未销户存款账户中，有 ${groupedWhole(negative)} 个在 ${day} 日终余额为负（合计 ${sums.map(moneyText).join('、')}），没有期初余额，且首笔交易远晚于开户日，很可能缺少此前的余额：账户 ${example.account} 于 ${example.openedOn} 开户，首笔交易在 ${example.firstOn}，余额为 ${moneyText(example)}。请映射 account 的 opening_balance，即 data_from${dataFrom === null ? '（须写明从哪一天起交易是完整的）' : `（${dataFrom}）`}前一日的日终余额，并重新导入账户；或以日终余额（balance）代替交易，导入新的数据湖。若账户确为透支，则无需处理。`,
  }),
  'intake.encoding-guessed': message<{
    encoding: string;
    /** The first of the files, and how many there are. */
    file: string;
    files: number;
    /** Encodings that the bytes suggest nearly as much. */
    others: readonly string[];
  }>({
    en: ({ encoding, file, files, others }) => {
      const [they, their] =
        files === 1
          ? [`"${file}" is no UTF-8 and was`, 'its']
          : [`${files} files, "${file}" first, are no UTF-8 and were`, 'their'];
      const also = others.length === 0 ? '' : `; ${nameList(others, ', ')} would fit nearly as well`;
      return `${they} read as ${encoding}, which ${their} bytes suggest${also}. Look at names in the lake; state "encoding" to be sure.`;
    },
    'zh-CN': ({ encoding, file, files, others }) => {
      const they = files === 1 ? `"${file}"` : `"${file}" 等 ${files} 个文件`;
      const also = others.length === 0 ? '' : `（${nameList(others, '、')} 也有可能）`;
      return `${they}不是 UTF-8，根据字节推断按 ${encoding} 读取${also}。请核对湖中的名称；写明 encoding 可免于推断。`;
    },
  }),
} as const;
