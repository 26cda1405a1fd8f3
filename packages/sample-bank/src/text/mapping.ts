import { formatDay } from '@gradus/schema';

import type { Period } from '../period.ts';
import * as codes from '../write/codes.ts';

const read = "read: { encoding: gb18030, delimiter: '|', date: yyyymmdd }";

/** The mapping of a whole delivery. `tolerance` is in per cent, null for none. */
export function mappingText(period: Period, tolerance: number | null): string {
  return `# Written by gradus generate: how the files in source/ become tables of the lake. The language: docs/mapping.md
gradus_mapping: 1
source: core
currency: CNY
data_from: ${formatDay(period.dataFrom)}
${read}
${tolerance === null ? '' : `tolerance: ${tolerance}%\n`}
ledger:
  subjects: { 211101: { kind: demand }, 211102: { kind: term }, 211103: { kind: notice } }
${tolerance === null ? '' : differencesOfDirt}
tables:
${customerFeed('')}
  account:
    file: account.csv
    read: { delimiter: ',' }
    fields:
      account_id: 账号
      valid_from: 生效日期
      customer_id: 客户号
      kind: { column: 账户种类, codes: ${reversed(codes.kindCodes)} }
      product: 产品代码
      currency: { column: 币种, codes: ${reversed(codes.currencyCodes)} }
      opened_on: 开户日
      term_months: 存期月数
      matures_on: 到期日
      closed_on: 销户日
      opening_balance: 期初余额

${entryFeed('entry-*.csv', '')}
${loanFeeds()}
  holding:
    file: holding.csv
    fields:
      customer_id: 客户号
      product: 产品代码
      as_of: 估值日
      value: 市值
      currency: { column: 币种, codes: ${reversed(codes.currencyCodes)} }

  fact:
    file: survey.csv
    fields:
      customer_id: 客户号
      name: { column: 指标名称, codes: { 满意度: satisfaction } }
      as_of: 截止日
      value: { column: 数值, unit: count }

  exchange_rate:
    file: exchange_rate.csv
    read: { delimiter: ',' }
    fields:
      currency: { column: 币种, codes: ${reversed(codes.currencyCodes)} }
      quote_currency: { column: 计价币种, codes: ${reversed(codes.currencyCodes)} }
      as_of: 日期
      rate: 汇率

  ledger_balance:
    file: ledger.csv
    read: { delimiter: ',' }
    fields:
      day: 日期
      branch_id: 机构号
      subject: 科目
      currency: { column: 币种, codes: ${reversed(codes.currencyCodes)} }
      balance: 余额
`;
}

/** Rows that are rejected are missing from the sums. */
const differencesOfDirt = '  on_difference: warn\n';

/** The mapping of the second delivery: bookings that came late and changed customers. */
export function lateMappingText(period: Period): string {
  return `# Written by gradus generate: the second delivery, in late/. Import it after source/.
gradus_mapping: 1
source: core
currency: CNY
data_from: ${formatDay(period.dataFrom)}
${read}

tables:
${customerFeed('    delivery: changes\n')}
${entryFeed('entry.csv', '    delivery: changes\n')}`;
}

function customerFeed(delivery: string): string {
  return `  customer:
    file: customer.csv
${delivery}    fields:
      customer_id: 客户号
      name: 姓名
      contact: 联系电话
      birth_year: 出生年份
      opened_on: 开户日期
      status: { column: 客户状态, codes: ${reversed(codes.statusCodes)} }
      branch_id: 归属机构
`;
}

function entryFeed(file: string, delivery: string): string {
  const purposes = Object.entries(codes.purposeCodes).map(([purpose, text]) => {
    const meaning = (codes.purposeMeanings as Readonly<Record<string, string>>)[purpose] ?? purpose;
    return `${text}: ${meaning}`;
  });
  const { credit, debit } = codes.directionCodes;
  return `  entry:
    file: ${file}
${delivery}    fields:
      entry_id: 流水号
      account_id: 账号
      booked_on: 记账日期
      amount: { column: 金额, sign: { column: 借贷标志, negative: [${debit}], positive: [${credit}] } }
      purpose: { column: 摘要, codes: { ${purposes.join(', ')} } }
      channel: { column: 渠道, codes: ${reversed(codes.channelCodes)} }
`;
}

function loanFeeds(): string {
  return `  loan:
    file: loan.csv
    read: { delimiter: ',' }
    fields:
      loan_id: 借据号
      product: 贷款品种
      currency: { column: 币种, codes: ${reversed(codes.currencyCodes)} }
      principal: 合同金额
      opened_on: 发放日
      matures_on: 到期日
      limit: 授信额度

  loan_party:
    file: loan_party.csv
    fields:
      loan_id: 借据号
      customer_id: 客户号
      role: { column: 关系, codes: ${reversed(codes.roleCodes)} }

  loan_status:
    file: loan_status.csv
    read: { delimiter: ',' }
    fields:
      loan_id: 借据号
      as_of: 报告日
      outstanding: 贷款余额
      days_past_due: 逾期天数
      overdue: 逾期金额
      class: { column: 五级分类, codes: ${reversed(codes.loanClassCodes)} }
`;
}

/** A code list as the mapping wants it: source code → our word. */
function reversed(table: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(table).map(
    ([word, code]) => `${/^\d+$/.test(code) ? `'${code}'` : code}: ${word}`,
  );
  return `{ ${pairs.join(', ')} }`;
}
