import type { SourceTableName } from '@gradus/schema';
import type { ColumnProfile } from './column-profile.ts';
import { europeanCredits, europeanDebits, europeanNames } from './european-names.ts';
import { languages } from './language/languages.ts';
import { nameForms } from './name-form.ts';

/**
 * Names under which core systems export what a field holds: Chinese, English, and the initials of pinyin that many data
 * dictionaries use (khh 客户号, jyrq 交易日期). Written without blanks, `_` and `-`, in small letters. The first are the surest.
 */
export type FieldNames = Readonly<Record<string, readonly string[]>>;

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

const customerIds =
  words(`客户号 客户编号 客户代码 客户内码 客户id 核心客户号 customerid custid custno customerno custnum cifno cif cifid
      clientid clientno partyid memberid memberno membernumber khh khbh khid 客户`);
const accountIds =
  words(`账号 帐号 账户 账户编号 账户号 存款账号 主账号 卡号 accountid acctno acctid accountno accno accountid account acct iban foracid shareid shareno suffix subaccount subacct 子账号 子户号 zh
      zhbh ckzh dpacct`);
const loanIds =
  words(`借据号 借据编号 贷款号 贷款账号 贷款编号 合同号 loanid loanno loanacct loanaccount loanaccountno contractno duebillno iouno jjh jjbh dkh
      dkzh loan`);
const currencies = words(`币种 货币 币别 currency ccy curr currencycode bz bb`);
const products = words(
  `产品代码 产品编号 产品 产品名称 productcode productid product prodcode prod schemecode scheme cpdm cpbh`,
);
const days =
  words(`数据日期 估值日 估值日期 日期 统计日 统计日期 切片日期 截止日 报告日 报告日期 asof asofdate asat valuationdate reportdate datadate statdate date sjrq tjrq
      bgrq rq`);
const branches =
  words(`归属机构 开户机构 所属机构 管理机构 机构号 机构 网点 网点号 支行 branchid branch branchno branchcode orgid orgno deptno solid jgh
      khjg`);

const ownNames: Readonly<Partial<Record<SourceTableName, FieldNames>>> = {
  customer: {
    customer_id: [...customerIds, 'id'],
    name: words(`客户姓名 客户名称 姓名 户名 customername custname clientname fullname name khmc khxm xm`),
    contact: words(`联系电话 手机号 手机 电话 联系方式 mobile phone contact tel email lxdh sjh`),
    birth_year: words(
      `出生年份 出生年 出生日期 生日 birthyear yearofbirth birthdate dateofbirth dob birthday csrq csnf`,
    ),
    opened_on:
      words(`开户日期 开户日 建立日期 建户日期 首次开户日 客户开户日 customersince openedon opendate opened createdate joindate
      since joined createddate relstartdate relationshipstartdate startdate khrq jlrq date`),
    status: words(`客户状态 状态 customerstatus custstatus status statuscode khzt zt`),
    branch_id: branches,
  },
  account: {
    account_id: accountIds,
    customer_id: customerIds,
    kind: words(`账户种类 账户类型 存款种类 存款类型 定活标志 定活 储种 种类 类型 accountkind accounttype accttype kind type schemetype schmtype category
      zhlx zhzl ckzl dhbz dqbz`),
    product: products,
    currency: currencies,
    opened_on: words(
      `开户日期 开户日 起息日 起息日期 openedon opendate originalopendate opened startdate issuedate issuedon valuedate khrq qxrq date`,
    ),
    term_months: words(`存期月数 存期 期限 期限月 termmonths term tenor months cq qx`),
    matures_on: words(`到期日 到期日期 maturitydate matureson maturity duedate expirydate dqr dqrq`),
    closed_on: words(`销户日 销户日期 结清日期 closedon closedate closed closingdate enddate xhrq xhr`),
    opening_balance: words(
      `期初余额 年初余额 上年末余额 上年余额 年初数 初始余额 openingbalance prioryearbalance openbalance initialbalance startbalance qcye ncye`,
    ),
    valid_from: words(`生效日期 生效日 validfrom effectivedate sxrq`),
    branch_id: branches,
  },
  entry: {
    entry_id:
      words(`流水号 交易流水号 流水 交易流水 记账流水 凭证号 entryid transactionid transid tranid tranno journalno traceno seqno
      reference ref sequence transref transreference transseq seq lsh jylsh id`),
    account_id: accountIds,
    booked_on:
      words(`记账日期 入账日期 交易日期 会计日期 日期 bookedon bookingdate postingdate postdate transdate trandate
      transactiondate effectivedate effdate date jzrq jyrq rzrq`),
    amount: words(`交易金额 发生额 金额 发生金额 amount transamount tranamt amt jyje fse je`),
    purpose:
      words(`摘要码 摘要 用途 交易类型 交易代码 交易码 purpose transcode narrativecode trancode transtype code memo description
      narrative particulars particular zy zym jylx jydm`),
    channel: words(`渠道 交易渠道 渠道号 channel qd jyqd`),
  },
  balance: {
    account_id: accountIds,
    day: [
      ...days,
      ...words(
        `起始日 起始日期 开始日期 起始 生效日期 生效日 startdate begindate fromdate datefrom validfrom qsrq ksrq`,
      ),
    ],
    until: words(
      `结束日期 终止日期 止息日 截止日期 失效日期 失效日 enddate todate dateto validto until jsrq zzrq`,
    ),
    balance: words(`日终余额 账户余额 余额 当前余额 endofdaybalance balance bal endbalance ye zhye rzye`),
  },
  loan: {
    loan_id: loanIds,
    product: [...words(`贷款品种 贷款种类 业务品种 loantype`), ...products],
    currency: currencies,
    principal: words(
      `合同金额 贷款金额 借据金额 发放金额 本金 借款金额 principal loanamount originalamount sanctionamount sanctionedamount amountadvanced advanceamount amountdrawn drawdownamount amountgranted amount dkje htje ffje`,
    ),
    opened_on: words(
      `发放日 发放日期 放款日 放款日期 起始日 起息日 起息日期 notedate disbursedon disbursementdate sanctiondate originationdate originatedon drawdowndate drawndate drawndown advancedate advancedon grantdate granteddate fundingdate fundeddate contractdate loandate startdate openedon opendate date ffrq fkrq`,
    ),
    matures_on: words(
      `到期日 到期日期 maturitydate matureson finalpaymentdate lastpaymentdate finalinstalmentdate expirydate expirationdate enddate duedate dqrq dqr`,
    ),
    limit: words(`授信额度 额度 信用额度 creditlimit limit sxed ed`),
  },
  loan_party: {
    loan_id: loanIds,
    customer_id: customerIds,
    role: words(`关系 角色 关系类型 role relation relationship partytype gx js`),
  },
  loan_status: {
    loan_id: loanIds,
    as_of: days,
    outstanding: words(
      `贷款余额 借据余额 剩余本金 余额 outstanding outstandingbalance principalbalance posamount principaloutstanding outstandingprincipal balance dkye ye sybj`,
    ),
    days_past_due: words(
      `逾期天数 拖欠天数 dayspastdue dayspd overduedays daysoverdue daysdelinquent daysinarrears dpd yqts`,
    ),
    overdue: words(
      `逾期金额 逾期本金 欠款金额 overdueamount amountdelinquent delinquentamount overdue arrears pastdueamount yqje yqbj`,
    ),
    class: words(
      `五级分类 风险分类 贷款分类 分类 loanclass class classification assetclass riskclass riskrating riskgrade stage wjfl fxfl`,
    ),
  },
  fact: {
    customer_id: customerIds,
    name: words(`指标名称 指标 指标代码 figure indicator metric measure name zbmc`),
    as_of: days,
    value: words(`数值 指标值 值 value figurevalue zbz`),
  },
  tier_state: {
    customer_id: customerIds,
    tier: words(
      `客户等级 等级 星级 客户星级 执行等级 服务星级 grantedtier tier level grade star khdj khxj xj dj`,
    ),
    since: words(`等级起始日 评定日期 评级日期 生效日期 等级生效日 tiersince gradedate tierdate pdrq`),
    held_until: words(
      `保级期至 保级到期日 保护期至 有效期至 等级有效期 helduntil protecteduntil validuntil bjdqr yxqz`,
    ),
    falling_since: words(`降级起算日 缓降起始日 缓冲起始日 fallingsince gracesince bufferfrom jjqsr`),
    last_veto: words(`最近否决日 否决日期 lastveto vetodate fjrq`),
    as_of: days,
  },
  customer_link: {
    from: words(
      `原客户号 旧客户号 被合并客户号 合并前客户号 oldcustomerid fromcustomerid oldcustno mergedfrom ykhh jkhh`,
    ),
    to: words(`新客户号 现客户号 保留客户号 合并后客户号 newcustomerid tocustomerid newcustno mergedto xkhh`),
    valid_from: words(`生效日期 生效日 合并日期 validfrom effectivedate mergedate hbrq sxrq`),
  },
  holding: {
    customer_id: customerIds,
    product: words(
      `产品代码 产品编号 产品 产品名称 基金代码 理财产品 productcode productid product fund policy cpdm cpbh`,
    ),
    currency: currencies,
    as_of: days,
    value: words(`市值 持有市值 估值 资产净值 参考市值 marketvalue value nav holdingvalue sz`),
    quantity: words(`份额 数量 持有份额 quantity units shares`),
  },
  ledger_balance: {
    subject: words(
      `科目号 科目 科目代码 会计科目 subject subjectno subjno glaccount glacct glcode glno kmh kmdm sachkonto hauptbuchkonto contacontabil cuentacontable`,
    ),
  },
  exchange_rate: {
    currency: currencies,
    quote_currency: words(
      `计价币种 折算币种 目标币种 报价币种 quotecurrency quoteccy quote tocurrency toccy basecurrency jjbz`,
    ),
    as_of: days,
    rate: words(`汇率 中间价 折算率 exchangerate fxrate rate hl zjj`),
  },
};

/** Names of all languages, for each table and field. */
export const fieldNames: Readonly<Partial<Record<SourceTableName, FieldNames>>> = Object.fromEntries(
  Object.entries(ownNames).map(([table, names]) => [
    table,
    Object.fromEntries(
      Object.entries(names).map(([field, known]) => [
        field,
        [
          ...known,
          ...(europeanNames[table as SourceTableName]?.[field] ?? []),
          ...languages.flatMap(({ fields }) => fields[table as SourceTableName]?.[field] ?? []),
        ],
      ]),
    ),
  ]),
);

const ownFileWords: Readonly<Partial<Record<SourceTableName, readonly string[]>>> = {
  customer: words(
    `customer client cust cif party member 客户 kh socio associado cooperado kunde mitglied khachhang`,
  ),
  account: words(
    `account acct deposit 账户 帐户 存款 zhxx dpacct cuenta contas konten konto compte conta taikhoan`,
  ),
  entry: words(
    `entry entries trans tran booking journal posting ledger 流水 明细 交易 jymx lsmx stmt statement movimiento movimento lancamento extrato umsatz umsaetze buchung ecriture giaodich`,
  ),
  balance: words(`balance 余额 yeb yelb zhye eod saldo solde sodu`),
  loan: words(
    `loan credit 借据 贷款 dkjj dkxx dktz jjxx prestamo credito emprestimo darlehen kredit khoanvay chovay`,
  ),
  loan_party: words(`party guarant borrower 担保 关系人 借款人`),
  loan_status: words(`status overdue report dpd arrears 还款 逾期 状态 分类 dkye dkyq dktz dkxx impago mora`),
  fact: words(`figure fact survey score 指标 调查 宽表`),
  tier_state: words(`tierstate tier grade 等级 星级 评级`),
  customer_link: words(`customerlink merge 合并 并户`),
  holding: words(`holding fund wealth portfolio 持仓 理财 基金 保险 fondo depot wertpapier hold`),
  exchange_rate: words(`exchange fx rate 汇率 外汇 cotacoes cotacao cambio kurs devisen tygia`),
};

/** Words in the name of a file that tell what it holds. */
export const fileWords: Readonly<Partial<Record<SourceTableName, readonly string[]>>> = Object.fromEntries(
  Object.entries(ownFileWords).map(([table, own]) => [
    table,
    [...own, ...languages.flatMap(({ files }) => files[table as SourceTableName] ?? [])],
  ]),
);

/** Columns whose values tell the sign of an amount beside them. */
const ownSigns =
  words(`借贷标志 借贷 借贷方向 方向 收支标志 收支 存取标志 drcr drcrflag dcflag debitcredit direction sign type jdbz jd
      szbz`);
export const signNames = [...ownSigns, ...languages.flatMap(({ signs }) => signs)];
export const creditNames = [
  ...words(`贷方金额 贷方发生额 贷方 收入金额 收入 存入金额 存入 creditamount credit deposit dffse srje`),
  ...europeanCredits,
  ...languages.flatMap(({ credits }) => credits),
];
export const debitNames = [
  ...words(`借方金额 借方发生额 借方 支出金额 支出 支取金额 支取 debitamount debit withdrawal jffse zcje`),
  ...europeanDebits,
  ...languages.flatMap(({ debits }) => debits),
];

/** Columns of interest and other rates, which are no amounts. */
export function isRateName(name: string): boolean {
  const forms = nameForms(name);
  return (
    forms.some((form) =>
      /率|利息|金利|금리|이율|이자율|rate$|^rate|zins|tasa|taxa|juros|laisuat|apr$|oprocentowan|tasso|ставка|faiz|oran[i]?$/.test(
        form,
      ),
    ) || /[-_ ]RT$/i.test(name)
  );
}

/** Columns of limits, which are no balances. */
export function isLimitName(name: string): boolean {
  return nameForms(name).some((form) =>
    /^lim|limite?$|^dispo(limit|kredit|rahmen)?$|额度|限额|極度額|限度額|한도/.test(form),
  );
}

/** Whether the name of a column says anything that is known here. */
export function isKnownName(name: string): boolean {
  const all = [
    ...Object.values(fieldNames).flatMap((names) => Object.values(names)),
    signNames,
    creditNames,
    debitNames,
  ];
  return all.some((names) => nameFit(name, names) >= 0.6);
}

/** How well a column's name fits the names of a field, 0 to 1. */
export function nameFit(name: string, known: readonly string[]): number {
  return Math.max(...nameForms(name).map((form) => formFit(form, known)));
}

/** The columns that are called as a field is, those first whose names fit best. */
export function namedColumns(columns: readonly ColumnProfile[], known: readonly string[]): ColumnProfile[] {
  return columns
    .map((column) => ({ column, fit: nameFit(column.called, known) }))
    .filter(({ fit }) => fit >= 0.6)
    .toSorted((a, b) => b.fit - a.fit)
    .map(({ column }) => column);
}

/** Words before which of a day something is said: `dataabertura` is no day of a report. */
const anyDay: ReadonlySet<string> = new Set(['date', 'data', 'fecha', 'datum', 'ngay', 'jour']);

/** Words that name an id alone, and anything with others: `Loan` beside `Loan Type`. */
const wholeOnly: ReadonlySet<string> = new Set(['loan']);

function formFit(plain: string, known: readonly string[]): number {
  const at = known.indexOf(plain);
  if (at >= 0) return 1 - 0.2 * (at / known.length);
  const contained = known.filter(
    (one) =>
      one.length >= (/^[a-z]+$/.test(one) ? 4 : 2) &&
      !wholeOnly.has(one) &&
      (plain.endsWith(one) || (plain.startsWith(one) && !anyDay.has(one))),
  );
  const longest = contained.reduce((most, { length }) => Math.max(most, length), 0);
  // Of a birth date more is told than of a date.
  return longest === 0 ? 0 : 0.6 + (0.1 * longest) / plain.length;
}
