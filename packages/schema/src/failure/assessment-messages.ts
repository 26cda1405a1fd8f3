import { inLocale, type LocalText } from '../local-text.ts';
import { didYouMean, didYouMeanZh, message } from './message.ts';

const list = (names: readonly string[]): string => names.join(', ');
const listZh = (names: readonly string[]): string => names.join('、');
const more = (count: number): string => (count > 0 ? ` (and ${count} more)` : '');
const moreZh = (count: number): string => (count > 0 ? `（另有 ${count} 个）` : '');

/** Why the indicators of a result do not fit. */
function elsewhere(
  what: 'lake' | 'as_of' | 'currency' | 'population' | 'indicator',
  name: string,
): LocalText {
  switch (what) {
    case 'lake':
      return {
        en: `it was made from manifest ${name}, and the lake has moved on or is another`,
        'zh-CN': `该结果来自清单 ${name}，数据湖已更新或并非同一个`,
      };
    case 'as_of':
      return { en: `they are of ${name}`, 'zh-CN': `其截止日为 ${name}` };
    case 'currency':
      return {
        en: `they are in ${name}, or treat missing rates differently`,
        'zh-CN': `其币种为 ${name}，或对缺失汇率的处理不同`,
      };
    case 'population':
      return {
        en: 'its policy tiers other customers, and those outside have no indicators there',
        'zh-CN': '该政策的评级范围不同，范围之外的客户没有指标',
      };
    case 'indicator':
      return {
        en: `"${name}" is not there, or is defined differently`,
        'zh-CN': `缺少指标“${name}”，或其定义不同`,
      };
  }
}

/** Failures of assessing, and findings of verifying. */
export const assessmentMessages = {
  'assessment.policy-refused': message<{ errors: number; diagnostics: readonly unknown[] }>({
    en: ({ errors }) =>
      `The policy has ${errors} error(s); nothing was assessed. Correct them, see "gradus check".`,
    'zh-CN': ({ errors }) => `政策有 ${errors} 处错误，未进行评级。请按 "gradus check" 的提示修改。`,
  }),
  'assessment.out-not-empty': message<{ out: string }>({
    en: ({ out }) =>
      `${out} already holds something, and results are never overwritten. Name another folder with --out.`,
    'zh-CN': ({ out }) => `${out} 非空，评级结果不会被覆盖。请用 --out 指定其他目录。`,
  }),
  'assessment.out-unusable': message<{ out: string; detail: string }>({
    en: ({ out, detail }) =>
      `${out} cannot be used as the folder of a result: ${detail}. Name another with --out.`,
    'zh-CN': ({ out, detail }) => `${out} 不能用作结果目录：${detail}。请用 --out 指定其他目录。`,
  }),
  'assessment.out-inside-result': message<{ out: string; result: string }>({
    en: ({ out, result }) =>
      `${out} lies inside the result ${result}, which would no longer verify. Name a folder beside it with --out.`,
    'zh-CN': ({ out, result }) =>
      `${out} 位于评级结果 ${result} 之内，会使其无法通过校验。请用 --out 指定其旁边的目录。`,
  }),
  'assessment.no-customers': message<{ asOf: string }>({
    en: ({ asOf }) =>
      `The lake has no customer who was opened on or before ${asOf}. Import the bank's data first ("gradus import"), or correct --as-of.`,
    'zh-CN': ({ asOf }) =>
      `数据湖中没有 ${asOf} 或之前开户的客户。请先导入数据（"gradus import"），或更正 --as-of。`,
  }),
  'assessment.result-missing': message<{ folder: string }>({
    en: ({ folder }) =>
      `${folder} holds no assessment.json, so it is no result of "gradus assess". Check the path.`,
    'zh-CN': ({ folder }) =>
      `${folder} 中没有 assessment.json，不是 "gradus assess" 的结果目录。请检查路径。`,
  }),
  'assessment.result-damaged': message<{ folder: string; file: string }>({
    en: ({ folder, file }) =>
      `${file} in ${folder} is not as it was written. Restore the folder from a copy, or assess again into a new one.`,
    'zh-CN': ({ folder, file }) =>
      `${folder} 中的 ${file} 与写入时不一致。请从备份恢复该目录，或重新评级到新目录。`,
  }),
  'assessment.result-unknown-format': message<{ folder: string }>({
    en: ({ folder }) =>
      `${folder} was written in a format that this version does not know. Use the version that wrote it.`,
    'zh-CN': ({ folder }) => `${folder} 的格式不被当前版本支持。请使用写入它的版本。`,
  }),
  'assessment.result-of-other-lake': message<{ folder: string; manifest: number }>({
    en: ({ folder, manifest }) =>
      `${folder} was made from manifest ${manifest} of another lake. Name the lake that it came from with --lake.`,
    'zh-CN': ({ folder, manifest }) =>
      `${folder} 来自另一个数据湖的清单 ${manifest}。请用 --lake 指定其来源数据湖。`,
  }),
  'assessment.indicators-elsewhere': message<{
    folder: string;
    what: 'lake' | 'as_of' | 'currency' | 'population' | 'indicator';
    name: string;
    asOf: string;
  }>({
    en: ({ folder, what, name }) =>
      `The indicators in ${folder} cannot be taken: ${elsewhere(what, name).en}. Leave --indicators out, and they are worked out anew.`,
    'zh-CN': ({ folder, what, name }) =>
      `无法沿用 ${folder} 中的指标：${elsewhere(what, name)['zh-CN']}。去掉 --indicators 即重新计算。`,
  }),
  'assessment.previous-not-earlier': message<{ folder: string; asOf: string; previousAsOf: string }>({
    en: ({ folder, asOf, previousAsOf }) =>
      `The previous result ${folder} is as of ${previousAsOf}, which is not before ${asOf}. Name an earlier one with --previous, or a later --as-of.`,
    'zh-CN': ({ folder, asOf, previousAsOf }) =>
      `上期结果 ${folder} 的截止日为 ${previousAsOf}，不早于 ${asOf}。请用 --previous 指定更早的结果，或改用更晚的 --as-of。`,
  }),
  'assessment.unknown-earlier-tier': message<{ tiers: readonly { tier: string; customers: number }[] }>({
    en: ({ tiers }) =>
      `The state before names tiers that the policy does not have: ${list(tiers.map(({ tier, customers }) => `${tier} (${customers} customers)`))}. Say under \`renamed:\` in the policy what they are called now.`,
    'zh-CN': ({ tiers }) =>
      `上期状态中有政策未定义的等级：${listZh(tiers.map(({ tier, customers }) => `${tier}（${customers} 户）`))}。请在政策的 \`renamed:\` 中写明其新名称。`,
  }),
  'assessment.missing-rates': message<{
    currencies: readonly { currency: string; customers: number }[];
    quote: string;
    asOf: string;
  }>({
    en: ({ currencies, quote, asOf }) =>
      `The policy counts in ${quote}, and there is no exchange rate into it from the ten days up to ${asOf} for: ${list(currencies.map(({ currency, customers }) => `${currency} (${customers} customers)`))}. If the bank keeps its books in another currency, state it as \`currency\` in the policy, and look through its amounts. Otherwise import rates, or write \`no_rate: missing\`.`,
    'zh-CN': ({ currencies, quote, asOf }) =>
      `政策以 ${quote} 计价，而截至 ${asOf} 的十天内没有以下币种对 ${quote} 的汇率：${listZh(currencies.map(({ currency, customers }) => `${currency}（${customers} 户）`))}。若本行记账币种不是 ${quote}，请改政策中的 \`currency\`，并核对其中的金额；否则请导入汇率，或在政策中写 \`no_rate: missing\`。`,
  }),
  'assessment.unknown-openings': message<{
    accounts: number;
    /** Masked. */
    examples: readonly string[];
    dataFrom: string;
  }>({
    en: ({ accounts, examples, dataFrom }) =>
      `${accounts} account(s) were opened before the data begin on ${dataFrom} and have no opening balance, so their balances are unknown: ${list(examples)}. Deliver opening_balance for them, or leave them out with \`accounts\`.`,
    'zh-CN': ({ accounts, examples, dataFrom }) =>
      `有 ${accounts} 个账户在数据起始日 ${dataFrom} 之前开户且没有期初余额，余额未知：${listZh(examples)}。请补充 opening_balance，或用 \`accounts\` 排除。`,
  }),
  'assessment.windows-before-data': message<{
    accounts: number;
    dataFrom: string;
    /** Indicators whose windows start too early, with their first days. */
    windows: readonly { readonly indicator: string; readonly from: string }[];
    asOf: string;
  }>({
    en: ({ accounts, dataFrom, windows, asOf }) =>
      `The data begin on ${dataFrom}, and ${accounts} account(s) that were open before are counted in windows that reach further back: ${list(windows.map(({ indicator, from }) => `${indicator} (from ${from})`))}. Import earlier bookings, shorten these windows so that they lie between ${dataFrom} and ${asOf}, or assess a later --as-of.`,
    'zh-CN': ({ accounts, dataFrom, windows, asOf }) =>
      `数据自 ${dataFrom} 起，有 ${accounts} 个此前已开户的账户计入更早开始的统计窗口：${listZh(windows.map(({ indicator, from }) => `${indicator}（自 ${from}）`))}。请导入更早的交易、把这些窗口缩短到 ${dataFrom} 至 ${asOf} 之间，或改用更晚的 --as-of。`,
  }),
  'assessment.overrides-unreadable': message<{ file: string; detail: LocalText }>({
    en: ({ file, detail }) =>
      `The overrides file ${file} cannot be read: ${inLocale(detail, 'en', '')}. It is a CSV file in UTF-8 with the columns customer_id,tier,until,reason,approver.`,
    'zh-CN': ({ file, detail }) =>
      `无法读取人工调整文件 ${file}：${inLocale(detail, 'zh-CN', '')}。应为 UTF-8 编码的 CSV，列为 customer_id,tier,until,reason,approver。`,
  }),
  'assessment.override-invalid': message<{ file: string; line: number; column: string; value: string }>({
    en: ({ file, line, column, value }) =>
      value === ''
        ? `${file}:${line}: ${column} is empty; an override needs a customer, a tier, an end, a reason and an approver.`
        : `${file}:${line}: "${value}" is no ${column}; write a date as YYYY-MM-DD.`,
    'zh-CN': ({ file, line, column, value }) =>
      value === ''
        ? `${file}:${line}：${column} 为空；人工调整须写明客户、等级、截止日、原因和批准人。`
        : `${file}:${line}："${value}" 不是有效的 ${column}；日期格式为 YYYY-MM-DD。`,
  }),
  'assessment.override-unknown-tier': message<{
    file: string;
    line: number;
    tier: string;
    suggestions: readonly string[];
    tiers: readonly string[];
  }>({
    en: ({ file, line, tier, suggestions, tiers }) =>
      `${file}:${line}: the policy has no tier "${tier}".${didYouMean(suggestions)} It has ${list(tiers)}.`,
    'zh-CN': ({ file, line, tier, suggestions, tiers }) =>
      `${file}:${line}：政策中没有等级 "${tier}"。${didYouMeanZh(suggestions)} 可用等级：${listZh(tiers)}。`,
  }),
  'assessment.override-unknown-customer': message<{
    file: string;
    line: number;
    customerId: string;
    more: number;
  }>({
    en: ({ file, line, customerId, more: others }) =>
      `${file}:${line}: the lake knows no customer "${customerId}"${more(others)}. Correct the id, or import the customer first.`,
    'zh-CN': ({ file, line, customerId, more: others }) =>
      `${file}:${line}：数据湖中没有客户 "${customerId}"${moreZh(others)}。请更正客户号，或先导入该客户。`,
  }),
  'assessment.override-twice': message<{ file: string; line: number; first: number; customerId: string }>({
    en: ({ file, line, first, customerId }) =>
      `${file}:${line}: customer "${customerId}" stands on line ${first} already; leave one override per customer.`,
    'zh-CN': ({ file, line, first, customerId }) =>
      `${file}:${line}：客户 "${customerId}" 已在第 ${first} 行出现；每个客户只能有一条人工调整。`,
  }),
  'assessment.unknown-customer': message<{ customerId: string; suggestions: readonly string[] }>({
    en: ({ customerId, suggestions }) =>
      `The lake knows no customer "${customerId}".${didYouMean(suggestions)} Write the id as the bank's own systems do.`,
    'zh-CN': ({ customerId, suggestions }) =>
      `数据湖中没有客户 "${customerId}"。${didYouMeanZh(suggestions)} 请使用银行系统中的客户号。`,
  }),
  'assessment.customer-not-in-result': message<{ customerId: string; folder: string; asOf: string }>({
    en: ({ customerId, folder, asOf }) =>
      `Customer "${customerId}" is not in ${folder}: not yet a customer on ${asOf}. Name a later result.`,
    'zh-CN': ({ customerId, folder, asOf }) =>
      `客户 "${customerId}" 不在 ${folder} 中：${asOf} 时尚未开户。请指定更晚的结果。`,
  }),
  'assessment.export-exists': message<{ file: string }>({
    en: ({ file }) => `${file} exists already, and exports never overwrite. Name another file with --out.`,
    'zh-CN': ({ file }) => `${file} 已存在，导出不会覆盖。请用 --out 指定其他文件。`,
  }),
  'assessment.export-format-unknown': message<{ file: string }>({
    en: ({ file }) => `${file} does not say what to write; end the name in .csv, .xlsx or .parquet.`,
    'zh-CN': ({ file }) => `无法从 ${file} 判断导出格式；文件名应以 .csv、.xlsx 或 .parquet 结尾。`,
  }),
  'assessment.export-too-long': message<{ file: string; rows: string }>({
    en: ({ file, rows }) =>
      `${file} would have ${rows} rows and a header; an Excel sheet holds 1,048,576. Write .csv or .parquet.`,
    'zh-CN': ({ file, rows }) =>
      `${file} 将有 ${rows} 行和一行表头，而 Excel 工作表最多 1,048,576 行。请导出为 .csv 或 .parquet。`,
  }),
  'assessment.export-unwritable': message<{ file: string; detail: string }>({
    en: ({ file, detail }) =>
      `${file} cannot be written: ${detail}. Name a file in a folder that exists and is yours to write.`,
    'zh-CN': ({ file, detail }) => `无法写入 ${file}：${detail}。请指定一个存在且可写的目录。`,
  }),
  'assessment.file-missing': message<{ file: string }>({
    en: ({ file }) => `${file}: missing. Restore it from a copy.`,
    'zh-CN': ({ file }) => `${file}：缺失。请从备份恢复。`,
  }),
  'assessment.file-changed': message<{ file: string }>({
    en: ({ file }) => `${file}: its bytes are not those that were written. Restore it from a copy.`,
    'zh-CN': ({ file }) => `${file}：内容与写入时不一致。请从备份恢复。`,
  }),
  'assessment.file-unexpected': message<{ file: string }>({
    en: ({ file }) => `${file}: does not belong to the result. Move it elsewhere.`,
    'zh-CN': ({ file }) => `${file}：不属于该结果。请移到别处。`,
  }),
  'assessment.digest-differs': message<{ recorded: string; found: string }>({
    en: ({ recorded, found }) =>
      `assessment.json: the rows have the digest ${found}, but ${recorded} is recorded. Restore the folder from a copy.`,
    'zh-CN': ({ recorded, found }) =>
      `assessment.json：数据行的摘要为 ${found}，而记录为 ${recorded}。请从备份恢复该目录。`,
  }),
  'assessment.replay-differs': message<{ recorded: string; found: string }>({
    en: ({ recorded, found }) =>
      `assessment.json: assessing again from the pinned inputs gives the digest ${found} instead of ${recorded}. The result does not follow from its inputs; keep both and report it.`,
    'zh-CN': ({ recorded, found }) =>
      `assessment.json：按固定输入重新评级得到摘要 ${found}，而记录为 ${recorded}。结果与输入不符，请保留两者并报告。`,
  }),
  'assessment.counts-differ': message<Record<string, never>>({
    en: () =>
      'assessment.json: the counts per tier are not those of the rows. Restore the folder from a copy, or assess again into a new one.',
    'zh-CN': () => 'assessment.json：各等级的统计与数据行不符。请从备份恢复该目录，或重新评级到新目录。',
  }),
  'assessment.replay-failed': message<{ cause: string; detail: string }>({
    en: ({ cause, detail }) => `assessment.json: the assessment could not be repeated (${cause}): ${detail}`,
    'zh-CN': ({ cause, detail }) => `assessment.json：无法重新评级（${cause}）：${detail}`,
  }),
} as const;
