import { inLocale, type Locale, type LocalText } from '../local-text.ts';
import { message, type Message } from './message.ts';

/** What a reason for a rejected row is about. The value itself stands beside it in the list of rejects. */
export interface RejectData {
  readonly table: string;
  /** Field of the table, or column of the file where no field is to blame; empty: the whole row. */
  readonly field: string;
}

/** Whose row a field names. */
const namedBy: Readonly<Record<string, LocalText>> = {
  account_id: { en: 'an account', 'zh-CN': '账户' },
  loan_id: { en: 'a loan', 'zh-CN': '贷款' },
};
const named = ({ field }: RejectData, locale: Locale): string =>
  inLocale(namedBy[field] ?? { en: 'a customer', 'zh-CN': '客户' }, locale, '');

const reject = (texts: Message<RejectData>): Message<RejectData> => message(texts);

/** Why a row was rejected. */
export const intakeRejectMessages = {
  'intake.broken-record': reject({
    en: () =>
      'The line has another number of columns than the header, broken quotes, or (of fixed width) ends too early. Correct the export; check delimiter, quote or columns in the mapping. Of a trailer that is shorter than the rows, write "short_lines: true" and leave it out with "except".',
    'zh-CN': () =>
      '该行列数与表头不符，或引号不完整，或（定长文件）过短。请修正导出文件，并检查映射中的 delimiter、quote 或 columns。若是比数据行短的尾行，请写 short_lines: true，并用 except 排除。',
  }),
  'intake.cell-unreadable': reject({
    en: () =>
      'A cell of the row holds an error, a formula without a result, no possible day, or a number of more than 15 digits, of which Excel loses the last ones. Store ids as text; have formulas calculated before the file is saved.',
    'zh-CN': () =>
      '该行有单元格为错误值、无结果的公式、不可能的日期，或超过 15 位的数字（Excel 会丢失末尾数位）。请将编号存为文本，并在保存前完成公式计算。',
  }),
  'intake.invalid-bytes': reject({
    en: ({ field }) =>
      `"${field}" holds bytes that are no text in the file's encoding. Check "encoding", or correct the export.`,
    'zh-CN': ({ field }) => `"${field}" 含有不符合文件编码的字节。请检查 encoding 或修正导出文件。`,
  }),
  'intake.missing-value': reject({
    en: ({ field }) => `"${field}" has no value but needs one.`,
    'zh-CN': ({ field }) => `"${field}" 为空，但必须有值。`,
  }),
  'intake.unreadable-day': reject({
    en: ({ field }) =>
      `"${field}" is no day in the format of the mapping. Say in "date" how it is written (yyyy or yy, mm, dd; ddd is the day of the year), or name placeholders under "missing".`,
    'zh-CN': ({ field }) =>
      `"${field}" 不是映射所定格式的日期。请用 date 写明格式（yyyy 或 yy、mm、dd；ddd 为一年中第几天）；占位日期请写入 missing。`,
  }),
  'intake.unreadable-number': reject({
    en: ({ field }) =>
      `"${field}" is no number as the mapping describes it (ASCII digits; check "decimal" and "group").`,
    'zh-CN': ({ field }) => `"${field}" 不是映射所定格式的数字（须为半角数字；请检查 decimal 和 group）。`,
  }),
  'intake.too-many-decimals': reject({
    en: ({ field }) =>
      `"${field}" has more decimals than can be stored. Say "round: true" if they may be rounded.`,
    'zh-CN': ({ field }) => `"${field}" 的小数位数超出可存储范围。如允许四舍五入，请写 round: true。`,
  }),
  'intake.number-out-of-range': reject({
    en: ({ field }) => `"${field}" is outside the range that makes sense for it.`,
    'zh-CN': ({ field }) => `"${field}" 超出合理范围。`,
  }),
  'intake.unknown-code': reject({
    en: ({ field }) =>
      `"${field}" has a code that the mapping does not list. Add it under "codes", or give "otherwise".`,
    'zh-CN': ({ field }) => `"${field}" 的代码未在映射中列出。请加入 codes，或用 otherwise 指定默认值。`,
  }),
  'intake.no-case': reject({
    en: ({ field }) =>
      `None of the "cases" of "${field}" fits the row. Add a case for these values of its columns, or give "otherwise" (an empty text for no value).`,
    'zh-CN': ({ field }) =>
      `"${field}" 的 cases 中没有符合该行的情形。请为这些列值增加一个情形，或写 otherwise（空文本表示没有值）。`,
  }),
  'intake.nothing-found': reject({
    en: ({ field }) =>
      `The lookup of "${field}" found no row in the other file, and the field needs a value. The value shown is the form of the key that was looked for (9: a digit, A: a letter; nothing: it was empty); compare it with the file, whose ids may have leading zeros, signs such as dashes, or be longer ("pad", "remove", "part" under "match"), check "where", or give "otherwise".`,
    'zh-CN': ({ field }) =>
      `"${field}" 的 lookup 在另一文件中没有找到对应的行，而该字段必须有值。所示为所查键的形式（9 为数字，A 为字母；空白表示键为空）；请与该文件比较，其编号可能有前导零、连字符等符号，或更长（match 下的 pad、remove、part），并检查 where，或写 otherwise。`,
  }),
  'intake.bad-currency': reject({
    en: ({ field }) => `"${field}" is no ISO 4217 currency code such as CNY. Translate it under "codes".`,
    'zh-CN': ({ field }) => `"${field}" 不是 ISO 4217 币种代码（如 CNY）。请在 codes 中转换。`,
  }),
  'intake.ambiguous-lookup': reject({
    en: ({ field }) =>
      `Several different values were found for "${field}" in the other file. Narrow "where", or say which to "choose".`,
    'zh-CN': ({ field }) =>
      `在关联文件中为 "${field}" 找到多个不同的值。请收紧 where，或用 choose 指定取哪一个。`,
  }),
  'intake.unknown-reference': reject({
    en: (data) =>
      `"${data.field}" names ${named(data, 'en')} that neither this delivery nor the lake has. Deliver its row, or correct the id; if such rows are meant to stay out, say "unknown_reference: leave_out" on the feed${data.table === 'account' ? ', which holds for accounts that are new to the lake' : ''}.`,
    'zh-CN': (data) =>
      `"${data.field}" 所指的${named(data, 'zh-CN')}在本批次和数据湖中都不存在。请补交该行，或更正编号；若此类行本就不应导入，请在该表的映射中写 unknown_reference: leave_out${data.table === 'account' ? '（仅适用于湖中尚无的账户）' : ''}。`,
  }),
  'intake.rejected-reference': reject({
    en: (data) =>
      `"${data.field}" names ${named(data, 'en')} whose own row was rejected. This row is sound once that one is.`,
    'zh-CN': (data) => `"${data.field}" 所指${named(data, 'zh-CN')}的行已被拒收。该行修正后，本行即合格。`,
  }),
  'intake.left-out-reference': reject({
    en: (data) =>
      `"${data.field}" names ${named(data, 'en')} that "where" or "except" of the mapping leaves out, or that belongs to one left out. Leave this row out too, with "unknown_reference: leave_out" on its feed; or take all customers, and say in "population" of the policy who gets a tier.`,
    'zh-CN': (data) =>
      `"${data.field}" 所指的${named(data, 'zh-CN')}被映射中的 where 或 except 排除，或其所属对象被排除。请在其表的映射中写 unknown_reference: leave_out，把本行也排除；或导入全部客户，再用政策的 population 规定对谁评级。`,
  }),
  'intake.duplicate-key': reject({
    en: ({ table }) =>
      `The delivery has several rows of this key in ${table}, with different contents. Deliver one.`,
    'zh-CN': ({ table }) => `本批次 ${table} 中同一键有多行且内容不同。请只保留一行。`,
  }),
  'intake.duplicate-entry-id': reject({
    en: () => 'Another booking has this id, with different contents. Ids of bookings must not be used twice.',
    'zh-CN': () => '另有一笔内容不同的交易使用了相同的流水号。流水号不得重复使用。',
  }),
  'intake.booked-otherwise': reject({
    en: () =>
      'The lake has this booking with other contents, and took it with another mapping of bookings, which is probably why. Import all files into a new lake; or, if the mapping of bookings is all that has changed, deliver them once with "delivery: full" (all bookings of the source) or "delivery: period" (all bookings of the days in the files), which replaces what is there.',
    'zh-CN': () =>
      '数据湖中已有这笔交易，但内容不同；当时使用的交易映射与现在不同，这很可能就是原因。请把全部文件导入新的数据湖；若只改动了交易的映射，也可用 delivery: full（该来源的全部交易）或 delivery: period（文件所含各日的全部交易）重新交付一次，以替换原有交易。',
  }),
  'intake.other-source': reject({
    en: ({ table }) =>
      `Another source delivers this row of ${table}. A row belongs to the source that delivered it first.`,
    'zh-CN': ({ table }) => `${table} 中的该行由另一来源提供。每一行归最先交付它的来源。`,
  }),
  'intake.outside-account': reject({
    en: ({ field }) => `"${field}" lies before the account was opened or after it was closed.`,
    'zh-CN': ({ field }) => `"${field}" 早于开户日或晚于销户日。`,
  }),
  'intake.before-data': reject({
    en: ({ field }) =>
      `"${field}" lies before "data_from". Leave such rows out, or deliver all of them and move "data_from".`,
    'zh-CN': ({ field }) => `"${field}" 早于 data_from。请排除这些行，或交付全部历史并提前 data_from。`,
  }),
  'intake.in-future': reject({
    en: ({ field }) => `"${field}" lies after the day for which the delivery speaks.`,
    'zh-CN': ({ field }) => `"${field}" 晚于本批次的业务日期。`,
  }),
  'intake.outside-period': reject({
    en: ({ field }) => `"${field}" lies outside the period that the delivery replaces.`,
    'zh-CN': ({ field }) => `"${field}" 不在本批次替换的期间内。`,
  }),
  'intake.days-out-of-order': reject({
    en: ({ field }) =>
      `"${field}" lies before the day on which it could first happen (closed or matured before opened).`,
    'zh-CN': ({ field }) => `"${field}" 早于其可能的最早日期（销户或到期早于开户）。`,
  }),
  'intake.closed-not-zero': reject({
    en: () =>
      'The account is closed, but its opening balance and bookings do not add up to 0 on that day. A booking is missing or wrong, or the account held money before its first booking: deliver that as "opening_balance" of account, and say in "data_from" from which day on all bookings are there.',
    'zh-CN': () =>
      '账户已销户，但期初余额与全部交易合计不为 0。有交易缺失或错误，或账户在首笔交易之前已有余额：请用 account 的 opening_balance 交付该余额，并在 data_from 中写明从哪一天起交易是完整的。',
  }),
  'intake.closed-lacks-rejected': reject({
    en: () =>
      'The account is closed and does not end at 0, but some of its bookings were rejected in this delivery. Mend those first; this row is sound if the account then ends at 0.',
    'zh-CN': () =>
      '账户已销户但余额不为 0，而本批次中该账户有交易被拒收。请先修正这些交易；修正后余额为 0，则本行即合格。',
  }),
  'intake.intervals-overlap': reject({
    en: () =>
      'The next interval of this account begins before this one has ended, so that some days have two balances. End it on the day before; if the source ends intervals on the first day after, write "add: -1" under "until".',
    'zh-CN': () =>
      '该账户的下一区间在本区间结束前开始，部分日期有两个余额。请将止日改为下一区间起日的前一天；若源系统的止日不含当天，请在 "until" 下写 "add: -1"。',
  }),
  'intake.interval-gap': reject({
    en: () =>
      'After this interval there are days without a balance. Deliver the interval that follows, or leave the end of the last one open.',
    'zh-CN': () => '本区间之后存在没有余额的日期。请补上后续区间，或将最后一个区间的止日留空。',
  }),
  'intake.two-feeds': reject({
    en: () =>
      'The account is fed both by bookings and by end-of-day balances. Deliver one of them per account.',
    'zh-CN': () => '该账户同时由交易明细和日终余额两种数据提供。每个账户只能采用其中一种。',
  }),
} as const;
