import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatDay, parseDay } from '@gradus/schema';
import { deliveryFolder } from './harness/suggested-delivery.ts';

/** The same small bank in whatever way of writing: each proposal is a mapping, and takes in every row. */

const { take } = deliveryFolder('dialects');
let run = 0;
const begin = parseDay('2026-01-01') ?? 0;

interface Dialect {
  readonly delimiter: string;
  readonly day: string;
  readonly decimal: ',' | '.';
  readonly group: string;
  readonly names: keyof typeof languages;
  readonly sign: 'leading' | 'trailing' | 'column' | 'two_columns';
  /** What stands in that of two columns of amounts which a row does not fill. */
  readonly none: '' | 'NULL';
  readonly lineEnd: '\n' | '\r\n';
  readonly mark: '' | '\uFEFF';
}

/** Names of the files and of the columns, and the words for kinds of accounts, states and signs. */
const languages = {
  english: {
    files: ['customers', 'accounts', 'transactions'],
    customer: ['Customer No', 'Full Name', 'Date of Birth', 'Customer Since', 'Status'],
    account: [
      'Account No',
      'Customer No',
      'Account Type',
      'Open Date',
      'Term Months',
      'Maturity Date',
      'Opening Balance',
      'Current Balance',
    ],
    entry: ['Reference', 'Account No', 'Posting Date', 'Description'],
    amounts: ['Amount', 'Dr/Cr', 'Credit', 'Debit'],
    words: ['Savings', 'Fixed', 'Active', 'D', 'C', 'Salary', 'Purchase'],
  },
  german: {
    files: ['Kunden', 'Konten', 'Umsaetze'],
    customer: ['Kundennummer', 'Kundenname', 'Geburtsdatum', 'Kunde seit', 'Status'],
    account: [
      'Kontonummer',
      'Kundennummer',
      'Kontoart',
      'Eröffnet am',
      'Laufzeit',
      'Fälligkeit',
      'Anfangssaldo',
      'Kontostand',
    ],
    entry: ['Buchungsnummer', 'Kontonummer', 'Buchungsdatum', 'Buchungstext'],
    amounts: ['Betrag', 'Soll/Haben', 'Haben', 'Soll'],
    words: ['Girokonto', 'Festgeld', 'aktiv', 'S', 'H', 'Gehalt', 'Lastschrift'],
  },
  chinese: {
    files: ['客户信息', '存款账户', '交易明细'],
    customer: ['客户号', '客户名称', '出生日期', '开户日期', '客户状态'],
    account: ['账号', '客户号', '账户类型', '开户日期', '存期', '到期日', '期初余额', '账户余额'],
    entry: ['流水号', '账号', '交易日期', '摘要'],
    amounts: ['交易金额', '借贷标志', '贷方金额', '借方金额'],
    words: ['活期', '定期', '正常', '借', '贷', '代发工资', '消费'],
  },
  portuguese: {
    files: ['clientes', 'contas', 'lancamentos'],
    customer: ['Código Cliente', 'Nome', 'Data Nascimento', 'Cliente Desde', 'Situação'],
    account: [
      'Nº Conta',
      'Código Cliente',
      'Tipo Conta',
      'Data Abertura',
      'Prazo',
      'Vencimento',
      'Saldo Inicial',
      'Saldo Atual',
    ],
    entry: ['Id Lançamento', 'Nº Conta', 'Data Lançamento', 'Histórico'],
    amounts: ['Valor', 'D/C', 'Crédito', 'Débito'],
    words: ['Poupança', 'Prazo', 'Ativo', 'D', 'C', 'Salário', 'Compra'],
  },
  vietnamese: {
    files: ['khachhang', 'taikhoan', 'giaodich'],
    customer: ['Mã khách hàng', 'Họ tên', 'Ngày sinh', 'Ngày đăng ký', 'Trạng thái'],
    account: [
      'Số tài khoản',
      'Mã khách hàng',
      'Loại tài khoản',
      'Ngày mở',
      'Kỳ hạn',
      'Ngày đáo hạn',
      'Số dư đầu kỳ',
      'Số dư cuối kỳ',
    ],
    entry: ['Mã giao dịch', 'Số tài khoản', 'Ngày giao dịch', 'Diễn giải'],
    amounts: ['Số tiền', 'Loại giao dịch', 'Ghi có', 'Ghi nợ'],
    words: ['Thanh toán', 'Có kỳ hạn', 'Hoạt động', 'D', 'C', 'Lương', 'Mua hàng'],
  },
} as const;

const dialect: fc.Arbitrary<Dialect> = fc
  .record({
    delimiter: fc.constantFrom(',', ';', '|', '\t', '|@|'),
    day: fc.constantFrom('yyyy-mm-dd', 'yyyymmdd', 'dd.mm.yyyy', 'dd/mm/yyyy', 'yyyy/mm/dd', 'mm/dd/yyyy'),
    decimal: fc.constantFrom(',' as const, '.' as const),
    group: fc.constantFrom('', 'other'),
    names: fc.constantFrom(...(Object.keys(languages) as (keyof typeof languages)[])),
    sign: fc.constantFrom('leading' as const, 'trailing' as const, 'column' as const, 'two_columns' as const),
    none: fc.constantFrom('' as const, 'NULL' as const),
    lineEnd: fc.constantFrom('\n' as const, '\r\n' as const),
    mark: fc.constantFrom('' as const, '\uFEFF' as const),
  })
  .map((one) => ({ ...one, group: one.group === '' ? '' : one.decimal === ',' ? '.' : ',' }));

function written(day: number, form: string): string {
  const [year = '', month = '', inMonth = ''] = formatDay(day).split('-');
  return form.replace('yyyy', year).replace('mm', month).replace('dd', inMonth);
}

function money(cents: number, { decimal, group }: Dialect): string {
  const [whole = '', part = ''] = (Math.abs(cents) / 100).toFixed(2).split('.');
  return `${whole.replaceAll(/\B(?=(\d{3})+(?!\d))/g, group)}${decimal}${part}`;
}

function signedMoney(cents: number, of: Dialect): string {
  const text = money(cents, of);
  if (cents >= 0) return text;
  return of.sign === 'trailing' ? `${text}-` : `-${text}`;
}

const opening = (account: number): number => 450_000 + 2837 * account;
const centsOf = (entry: number): number => (entry % 3 === 0 ? 1 : -1) * (5050 + 1337 * entry);
/** What is booked on an account, those of even numbers alone being booked on. */
const booked = (account: number): number =>
  account % 2 === 0 ? [0, 30, 60, 90].reduce((sum, first) => sum + centsOf(first + account / 2), 0) : 0;

function files(of: Dialect): Record<string, string> {
  const { files: names, words, amounts, ...columns } = languages[of.names];
  const [demand, term, active, debit, credit, salary, purchase] = words;
  const day = (one: number): string => written(one, of.day);
  const customers = Array.from({ length: 30 }, (_, at) => [
    `C${5000 + at}`,
    `Ann ${String.fromCodePoint(65 + at)}`,
    day(begin - 20_000 + 211 * at),
    day(begin - 3000 + 13 * at),
    active,
  ]);
  const accounts = Array.from({ length: 60 }, (_, at) => [
    `4400${10_000 + at}`,
    `C${5000 + (at >> 1)}`,
    at % 2 === 0 ? demand : term,
    day(begin - 250 + at),
    at % 2 === 0 ? '' : '12',
    at % 2 === 0 ? '' : day(begin + 115 + at),
    money(opening(at), of),
    signedMoney(opening(at) + booked(at), of),
  ]);
  const amount = (at: number): string[] => {
    const cents = centsOf(at);
    if (of.sign === 'column') return [money(cents, of), cents < 0 ? debit : credit];
    if (of.sign === 'two_columns')
      return cents < 0 ? [of.none, money(cents, of)] : [money(cents, of), of.none];
    return [signedMoney(cents, of)];
  };
  const entries = Array.from({ length: 120 }, (_, at) => [
    `T${700_000 + at}`,
    `4400${10_000 + 2 * (at % 30)}`,
    day(begin + at),
    at % 3 === 0 ? salary : purchase,
    ...amount(at),
  ]);
  const [plain, marks, ins, outs] = amounts;
  const last = of.sign === 'column' ? [plain, marks] : of.sign === 'two_columns' ? [ins, outs] : [plain];
  const text = (rows: readonly (readonly string[])[]): string =>
    of.mark +
    rows
      .map((row) =>
        row.map((value) => (value.includes(of.delimiter) ? `"${value}"` : value)).join(of.delimiter),
      )
      .join(of.lineEnd) +
    of.lineEnd;
  return {
    [`${names[0]}_20260630.csv`]: text([columns.customer, ...customers]),
    [`${names[1]}_20260630.csv`]: text([columns.account, ...accounts]),
    [`${names[2]}_20260630.csv`]: text([[...columns.entry, ...last], ...entries]),
  };
}

test('every way of writing is read back', async () => {
  await fc.assert(
    fc.asyncProperty(dialect, async (of) => {
      run += 1;
      const { accepted, mapping } = await take(`run-${run}`, files(of));
      // That the balances of the accounts come out shows that amounts and signs were understood.
      expect(accepted).toEqual({ customer: 30, account: 60, entry: 120, account_sum: 60 });
      const fields = (table: string): string[] =>
        Object.keys(mapping?.feeds.find((feed) => feed.table === table)?.fields ?? {});
      expect(fields('customer')).toEqual(
        expect.arrayContaining(['birth_year', 'name', 'status', 'opened_on']),
      );
      expect(fields('account')).toEqual(
        expect.arrayContaining(['kind', 'term_months', 'matures_on', 'opening_balance']),
      );
      expect(fields('entry')).toEqual(expect.arrayContaining(['entry_id', 'purpose', 'amount']));
    }),
    { numRuns: 15 },
  );
}, 120_000);
