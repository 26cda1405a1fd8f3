import { formatDay } from '@gradus/schema';

import type { Period } from '../period.ts';

export interface BankFacts {
  readonly customers: number;
  readonly months: number;
  readonly seed: number;
  readonly period: Period;
}

/** What is what in the folder of a bank, for the person who opens it. */
export function readmeText({ customers, months, seed, period }: BankFacts): string {
  const from = formatDay(period.dataFrom);
  const upTo = formatDay(period.endsOn);
  return `An invented bank / 虚构的样例银行

${customers} customers, ${months} months of bookings (${from} to ${upTo}), seed ${seed}.
${customers} 位客户，${months} 个月交易（${from} 至 ${upTo}），随机种子 ${seed}。
No customer, name, number or place is real. 客户、姓名、号码、地名均为虚构。

source/            the files as a core system would export them (GB18030) / 核心系统导出文件（GB18030 编码）
  customer.csv       customers / 客户信息
  account.csv        deposit accounts, with changes of owner / 存款账户（含过户）
  entry-YYYYMM.csv   bookings, one file a month / 交易明细，按月
  loan.csv           loans and cards / 贷款及贷记卡
  loan_party.csv     borrowers and guarantors / 借款人、保证人
  loan_status.csv    month-end loan reports / 贷款月末状态
  holding.csv        wealth products, funds, insurance / 理财、基金、保险持有
  survey.csv         satisfaction survey / 满意度调查
  account_sum.csv    balances and balance-days by month / 账户月末余额与积数
  ledger.csv         general ledger on month ends / 总账月末余额
  exchange_rate.csv  exchange rates / 汇率
  branch.csv         branches / 机构
late/              a second delivery: late bookings, changed customers / 第二批：补录交易、客户变更
mapping.yaml       how source/ is read / source/ 的映射
mapping-late.yaml  how late/ is read / late/ 的映射
policy.yaml        the ready-made policy with four tiers / 现成的四级分级政策

  gradus import --lake LAKE --mapping mapping.yaml source
  gradus import --lake LAKE --mapping mapping-late.yaml late
  gradus assess --lake LAKE --policy policy.yaml --as-of ${upTo} --out RESULT
`;
}
