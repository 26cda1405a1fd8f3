import { names, type LanguageNames } from './language-names.ts';

const customerIds = names('顧客番号, CIF番号, 顧客コード, 顧客ID, 顧客No, お客様番号, 取引先番号');
const accountIds = names('口座番号, 口座No, 預金口座番号, 勘定番号');
const loanIds = names('融資番号, 貸付番号, 貸出番号, ローン番号, 融資口座番号, 契約番号');
const currencies = names('通貨, 通貨コード, 通貨区分');
const branches = names(
  '店番, 店番号, 取引店番, 支店番号, 支店コード, 店舗コード, 部店コード, 取引店, 取扱店',
);
const asOf = names('基準日, 残高日, 対象日, 作成日, 評価日, 日付');
const matures = names('満期日, 最終期限, 最終期日, 最終返済日, 満期, 期日');

export const japaneseNames: LanguageNames = {
  fields: {
    customer: {
      customer_id: customerIds,
      name: names('漢字氏名, 顧客氏名, 氏名, 顧客名, 名義人, 名義, カナ氏名'),
      contact: names('電話番号, 携帯電話番号, 携帯番号, 連絡先, メールアドレス'),
      birth_year: names('生年月日, 生年, 誕生日'),
      opened_on: names('取引開始日, 顧客登録日, 登録日, CIF作成日, 新規取引日, 加入日'),
      status: names('顧客状態, 顧客ステータス, 状態, 状態区分, 取引状態'),
      branch_id: branches,
    },
    account: {
      account_id: accountIds,
      customer_id: customerIds,
      kind: names('科目, 預金種目, 預金種類, 預金科目, 種目, 科目コード, 科目名'),
      product: names('商品コード, 商品名, 商品'),
      currency: currencies,
      opened_on: names('口座開設日, 開設日, 新規日, 預入日, 契約日'),
      term_months: names('預入期間, 期間月数, 期間, 預入期間月'),
      matures_on: matures,
      closed_on: names('解約日, 閉鎖日, 口座解約日, 解約年月日'),
      opening_balance: names('期首残高, 繰越残高, 前期末残高, 前年末残高, 前月末残高'),
      branch_id: branches,
    },
    entry: {
      entry_id: names('取引番号, 取引通番, 伝票番号, 明細番号, 取引ID, 通番, 受付番号'),
      account_id: accountIds,
      booked_on: names('取引日, 勘定日, 記帳日, 計上日, 取引年月日, 起算日, 日付'),
      amount: names('取引金額, 金額'),
      purpose: names('摘要コード, 取引種別, 取引種類, 取引コード, 摘要, 取引区分'),
      channel: names('チャネル, 取引チャネル, 取引経路, チャネル区分'),
    },
    balance: {
      account_id: accountIds,
      day: [...names('開始日, 適用開始日'), ...asOf],
      until: names('終了日, 適用終了日'),
      balance: names('残高, 月末残高, 日終残高, 当日残高, 最終残高, 預金残高'),
    },
    loan: {
      loan_id: loanIds,
      product: names('融資種類, 融資種別, 貸出種類, 貸出科目, ローン種類, 商品コード, 商品名'),
      currency: currencies,
      principal: names('当初金額, 融資金額, 貸付金額, 貸出金額, 実行金額, 当初貸付額'),
      opened_on: names('実行日, 融資実行日, 貸付日, 貸出日, 融資日, 契約日'),
      matures_on: matures,
      limit: names('極度額, 限度額, 極度金額'),
    },
    loan_party: { loan_id: loanIds, customer_id: customerIds, role: names('関係者区分, 債務者種別, 関係') },
    loan_status: {
      loan_id: loanIds,
      as_of: asOf,
      outstanding: names('融資残高, 貸付残高, 貸出残高, ローン残高, 残高'),
      days_past_due: names('延滞日数'),
      overdue: names('延滞金額, 延滞元金, 延滞額'),
      class: names('債務者区分, 自己査定区分, 債権区分, 査定区分'),
    },
    holding: {
      customer_id: customerIds,
      product: names('商品コード, ファンドコード, 銘柄コード, 銘柄, 商品名, ファンド名'),
      currency: currencies,
      as_of: asOf,
      value: names('評価額, 時価評価額, 時価'),
      quantity: names('数量, 口数'),
    },
    exchange_rate: { currency: currencies, as_of: asOf, rate: names('仲値, 為替レート, レート, 換算レート') },
  },
  files: {
    customer: names('顧客, kokyaku'),
    account: names('口座, 預金, koza, kouza, yokin'),
    entry: names('取引明細, 入出金, 明細, torihiki, meisai, nyushukkin'),
    balance: names('残高, zandaka'),
    loan: names('融資, 貸付, 貸出, ローン, yushi, kashitsuke'),
    loan_party: names('保証人, hoshonin'),
    loan_status: names('延滞, entai'),
    exchange_rate: names('為替, 仲値'),
  },
  credits: names('入金額, 入金, 入金金額, 預入金額, お預り金額, 貸方金額'),
  debits: names('出金額, 出金, 出金金額, 支払金額, お支払金額, 払出金額, 借方金額'),
  signs: names('入出金区分, 入出区分, 入払区分, 貸借区分, 受払区分'),
};
