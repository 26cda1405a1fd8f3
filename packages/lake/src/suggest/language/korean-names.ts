import { names, type LanguageNames } from './language-names.ts';

const customerIds = names('고객번호, 고객 ID, CIF번호, 고객코드, 고객식별번호');
const accountIds = names('계좌번호, 예금계좌번호, 수신계좌번호');
const loanIds = names('대출번호, 대출계좌번호, 여신번호, 여신계좌번호, 대출약정번호');
const currencies = names('통화코드, 통화');
const branches = names('지점코드, 지점, 지점번호, 영업점코드, 관리점, 관리지점, 부점코드, 점번, 개설점');
const asOf = names('기준일자, 기준일, 작성일자, 평가일자, 잔액일자, 일자');
const matures = names('만기일자, 만기일, 상환만기일, 대출만기일자');

export const koreanNames: LanguageNames = {
  fields: {
    customer: {
      customer_id: customerIds,
      name: names('고객명, 성명, 이름, 예금주명'),
      contact: names('휴대폰번호, 전화번호, 연락처, 휴대전화, 이메일'),
      birth_year: names('생년월일, 출생년도, 출생연도, 생년'),
      opened_on: names('최초거래일자, 최초거래일, 거래개시일자, 고객등록일자, 등록일자, 신규일자, 가입일자'),
      status: names('고객상태코드, 고객상태, 상태코드, 상태'),
      branch_id: branches,
    },
    account: {
      account_id: accountIds,
      customer_id: customerIds,
      kind: names('예금종류, 예금과목, 과목코드, 계좌종류, 수신과목, 과목, 상품구분'),
      product: names('상품코드, 상품명, 상품'),
      currency: currencies,
      opened_on: names('신규일자, 개설일자, 계좌개설일자, 신규일, 개설일'),
      term_months: names('계약월수, 계약기간월수, 계약기간, 기간'),
      matures_on: matures,
      closed_on: names('해지일자, 해지일, 폐쇄일자'),
      opening_balance: names(
        '기초잔액, 전분기말잔액, 전기말잔액, 전일말잔액, 이월잔액, 전기이월잔액, 전년말잔액, 전월말잔액',
      ),
      branch_id: branches,
    },
    entry: {
      entry_id: names('거래고유번호, 거래일련번호, 거래번호, 전표번호, 일련번호'),
      account_id: accountIds,
      booked_on: names('거래일자, 거래일, 회계일자, 기표일자'),
      amount: names('거래금액, 금액'),
      purpose: names('적요코드, 거래종류, 거래코드, 적요, 거래내용, 거래구분'),
      channel: names('거래채널, 채널, 채널구분, 매체구분, 거래매체'),
    },
    balance: {
      account_id: accountIds,
      day: [...names('시작일자, 시작일'), ...asOf],
      until: names('종료일자, 종료일'),
      balance: names('현재잔액, 일말잔액, 월말잔액, 계좌잔액, 잔액, 원장잔액'),
    },
    loan: {
      loan_id: loanIds,
      product: names('대출종류, 대출과목, 여신과목, 상품코드, 상품명'),
      currency: currencies,
      principal: names('대출금액, 최초대출금액, 대출원금, 약정금액, 실행금액'),
      opened_on: names('대출일자, 대출실행일자, 실행일자, 취급일자, 대출일'),
      matures_on: matures,
      limit: names('한도금액, 한도'),
    },
    loan_party: { loan_id: loanIds, customer_id: customerIds, role: names('관계구분, 관계, 역할') },
    loan_status: {
      loan_id: loanIds,
      as_of: asOf,
      outstanding: names('대출잔액, 여신잔액, 원금잔액, 잔액'),
      days_past_due: names('연체일수'),
      overdue: names('연체금액, 연체원금'),
      class: names('자산건전성분류, 건전성분류, 자산건전성, 건전성등급, 건전성'),
    },
    holding: {
      customer_id: customerIds,
      product: names('펀드코드, 상품코드, 종목코드, 상품명'),
      currency: currencies,
      as_of: asOf,
      value: names('평가금액, 평가액'),
      quantity: names('잔고좌수, 좌수, 수량'),
    },
    exchange_rate: { currency: currencies, as_of: asOf, rate: names('매매기준율, 환율') },
  },
  files: {
    customer: names('고객'),
    account: names('계좌, 예금, 수신'),
    entry: names('거래내역, 거래, 입출금'),
    balance: names('잔액'),
    loan: names('대출, 여신'),
    loan_party: names('보증인, 보증'),
    loan_status: names('연체'),
    exchange_rate: names('환율'),
  },
  credits: names('입금액, 입금금액, 대변금액, 입금'),
  debits: names('출금액, 출금금액, 지급금액, 차변금액, 출금'),
  signs: names('입출금구분, 입출구분, 입지구분, 입지급구분, 차대구분'),
};
