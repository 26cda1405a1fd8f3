import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { formatDay, parseDay } from '@gradus/schema';
import { deliveryFolder, dmy, each, ymd, lines as rowLines, type Row } from './harness/suggested-delivery.ts';

/** Core systems of kinds that no example has: what is suggested for their files is taken in as it stands. */

const { take } = deliveryFolder('cores');
const begin = parseDay('2026-01-01') ?? 0;

const lines = (rows: readonly Row[], delimiter: string): string => rowLines(rows, delimiter, '\r\n');
/** One byte for each letter with an accent, as Western systems wrote before UTF-8. */
const western = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const reais = (centavos: number): string => {
  const [whole = '', part = ''] = (centavos / 100).toFixed(2).split('.');
  return `${whole.replaceAll(/\B(?=(\d{3})+(?!\d))/g, '.')},${part}`;
};

const customers = 60;
const isTerm = (account: number): boolean => account % 4 === 3;
const accountNo = (account: number): string => `${20_000 + account}-${account % 10}`;
const customerNo = (customer: number): string => `C${String(customer).padStart(6, '0')}`;

test('Brazil: Western letters, decimal commas, a file of bookings for each month, loans with a total at the end', async () => {
  const months = [0, 31, 59, 90, 120, 151].map((from) => begin + from);
  const bookings = (month: number): Row[] => [
    ['Id Lançamento', 'Data', 'Conta', 'Histórico', 'D/C', 'Valor', 'Saldo'],
    ...each(80, (at): Row => {
      const history = ['Pix enviado', 'Salário', 'Compra cartão', 'Saque', 'Tarifa mensal'][at % 5] ?? '';
      return [
        `${ymd(month)}${String(at).padStart(4, '0')}`,
        dmy(month + (at % 27), '/'),
        accountNo(4 * (at % 30)),
        history,
        at % 5 === 1 ? 'C' : 'D',
        reais(at % 5 === 1 ? 250_000 + at : 1000 + 7 * at),
        reais(100_000 + at),
      ];
    }),
  ];
  const { accepted, suggestion } = await take('brazil', {
    'clientes_202606.csv': western(
      lines(
        [
          [
            'Código Cliente',
            'Nome Completo',
            'Tipo Pessoa',
            'Data Nascimento',
            'Cliente Desde',
            'Situação',
            'Agência',
            'Telefone',
          ],
          ...each(customers, (at): Row => [
            customerNo(at),
            `João Araújo ${at}`,
            at % 12 === 0 ? 'PJ' : 'PF',
            dmy(begin - 22_000 + 131 * at, '/'),
            dmy(begin - 4000 + 17 * at, '/'),
            at % 10 === 0 ? 'Inativa' : 'Ativa',
            `00${1 + (at % 3)}`,
            `(11) 9${8000 + at}-0000`,
          ]),
        ],
        ';',
      ),
    ),
    'contas_202606.csv': western(
      lines(
        [
          [
            'Nº Conta',
            'Código Cliente',
            'Modalidade',
            'Data Abertura',
            'Data Encerramento',
            'Prazo (meses)',
            'Vencimento',
            'Taxa % a.a.',
            'Saldo Anterior',
            'Saldo Atual',
          ],
          ...each(2 * customers, (at): Row => [
            accountNo(at),
            customerNo(at >> 1),
            isTerm(at) ? 'Depósito a Prazo' : at % 4 === 1 ? 'Poupança' : 'Conta Corrente',
            dmy(begin - 300 + at, '/'),
            '',
            isTerm(at) ? 12 : '',
            isTerm(at) ? dmy(begin + 65 + at, '/') : '',
            isTerm(at) ? '10,250' : '0,500',
            reais(500_000 + 37 * at),
            reais(600_000 + 37 * at),
          ]),
        ],
        ';',
      ),
    ),
    ...Object.fromEntries(
      months.map((month) => [
        `lancamentos_${formatDay(month).slice(0, 7)}.csv`,
        western(lines(bookings(month), ';')),
      ]),
    ),
    'emprestimos_202606.csv': western(
      lines(
        [
          [
            'Contrato',
            'Código Cliente',
            'Código Avalista',
            'Modalidade',
            'Valor Contratado',
            'Data Liberação',
            'Vencimento',
            'Data Posição',
            'Saldo Devedor',
            'Dias Atraso',
            'Valor em Atraso',
          ],
          ...each(25, (at): Row => [
            `E${7000 + at}`,
            customerNo(2 * at),
            at % 5 === 0 ? customerNo(2 * at + 1) : '',
            at % 2 === 0 ? 'Consignado' : 'Imobiliário',
            reais(1_000_000 + 1000 * at),
            dmy(begin - 400 + at, '/'),
            dmy(begin + 900 + at, '/'),
            '30/06/2026',
            reais(700_000 + 31 * at),
            at % 6 === 0 ? 30 + at : 0,
            reais(at % 6 === 0 ? 12_345 : 0),
          ]),
          ['TOTAL', '', '', '', reais(25_300_000), '', '', '', reais(17_509_300), '', ''],
        ],
        ';',
      ),
    ),
    'cotacoes_202606.csv': western(
      lines(
        [
          ['Moeda', 'Data Base', 'Cotação'],
          ...each(40, (at): Row => [
            at % 2 === 0 ? 'USD' : 'EUR',
            dmy(begin + at, '/'),
            at % 2 === 0 ? `5,4${100 + at}` : `6,3${100 + at}`,
          ]),
        ],
        ';',
      ),
    ),
  });
  const { text } = suggestion;
  expect(accepted).toEqual({
    customer: customers,
    account: 2 * customers,
    entry: 480,
    loan: 25,
    loan_party: 30,
    loan_status: 25,
    exchange_rate: 40,
  });
  expect(text).toContain(
    'kind: { column: Modalidade, codes: { Conta Corrente: demand, Depósito a Prazo: term, Poupança: demand } }',
  );
  expect(text).toContain('status: { column: Situação, codes: { Ativa: active, Inativa: dormant } }');
  expect(text).toContain("opening_balance: { column: Saldo Anterior, decimal: ',', group: '.' }");
  expect(text).toContain('sign: { column: D/C, negative: D, positive: C }');
  expect(text).toContain("file: 'lancamentos_*-*.csv'");
  expect(text).toContain("except: { Código Avalista: '' }");
  expect(text).toContain('except: { Contrato: TOTAL }');
  expect(text).toMatch(/"Tipo Pessoa" tells companies from people: PJ \(5\)/);
});

test('cryptic names in capitals, listed in other files, balances as intervals, codes of every kind', async () => {
  const header = (names: string): string => `${names.split('|').join('\r\n')}\r\n`;
  const opened = (at: number): number => begin - 200 + at;
  const { accepted, suggestion } = await take('cryptic', {
    'CUSMAS.HDR': header('CUSNO|CUSNM|CUSBDT|CUSODT|CUSSTS|CUSBRN'),
    'CUSMAS_20260630.DAT': lines(
      each(customers, (at): Row => [
        30_000_000 + 13 * at,
        `LEE ${String.fromCodePoint(65 + (at % 26))} M`,
        ymd(begin - 21_000 + 113 * at),
        ymd(begin - 3000 + 11 * at),
        at % 9 === 0 ? 'D' : 'A',
        `B0${1 + (at % 4)}`,
      ]),
      '~',
    ),
    'ACCMAS.HDR': header('ACNO|CUSNO|ACTYP|ACCCY|ACODT|ACCDT|ACMDT|ACTRM|INTRT'),
    'ACCMAS_20260630.DAT': lines(
      each(customers, (at): Row => [
        `7700${100_000 + at}`,
        30_000_000 + 13 * at,
        at % 3 === 0 ? 'FD' : 'SA',
        'SGD',
        ymd(opened(at)),
        '00000000',
        at % 3 === 0 ? ymd(opened(at) + 365) : '00000000',
        at % 3 === 0 ? 'M12' : 'D00',
        at % 3 === 0 ? '02.1500' : '00.0500',
      ]),
      '~',
    ),
    'BALHST.HDR': header('ACNO|BEGDT|ENDDT|LEDBAL'),
    'BALHST_20260630.DAT': lines(
      each(3 * customers, (at): Row => {
        const [account, part] = [Math.floor(at / 3), at % 3];
        return [
          `7700${100_000 + account}`,
          ymd(opened(account) + 40 * part),
          part === 2 ? '99991231' : ymd(opened(account) + 40 * part + 39),
          `${1000 + at}.25${at % 17 === 0 ? '-' : '+'}`,
        ];
      }),
      '~',
    ),
    'LOANMS.HDR': header('LNNO|CUSNO|LNPRD|LNAMT|LNODT|LNMDT|LNBAL|LNDPD|LNCLS'),
    'LOANMS_20260630.DAT': lines(
      each(24, (at): Row => [
        `88${10_000 + at}`,
        30_000_000 + 13 * at,
        at % 2 === 0 ? 'HL' : 'PL',
        `${20_000 + at}.00`,
        ymd(begin - 700 + at),
        ymd(begin + 700 + at),
        `${9000 + at}.10`,
        at % 8 === 0 ? 45 : 0,
        1 + (at % 8 === 0 ? 1 : 0),
      ]),
      '~',
    ),
    'README.TXT': 'Files of the core, made by the nightly run.\r\nAsk the data centre about the codes.\r\n',
  });
  expect(accepted).toEqual({
    customer: customers,
    account: customers,
    balance: 3 * customers,
    loan: 24,
    loan_party: 24,
    loan_status: 24,
  });
  const { text } = suggestion;
  expect(text).toContain('currency: SGD');
  expect(text).toContain('kind: { column: ACTYP, codes: { FD: term, SA: demand } }');
  expect(text).toContain("term_months: { column: ACTRM, codes: { D00: '', M12: 12 } }");
  expect(text).toContain('until: { column: ENDDT, missing: [99991231] }');
  expect(text).toContain('days_past_due: LNDPD');
  expect(text).toContain('class: { column: LNCLS');
});

const yyddd = (day: number): string => {
  const year = formatDay(day).slice(0, 4);
  const inYear = day - (parseDay(`${year}-01-01`) ?? 0) + 1;
  return `${year.slice(2)}${String(inYear).padStart(3, '0')}`;
};
const mmddyy = (day: number): string => formatDay(day).replace(/^..(..)-(..)-(..)$/, '$2$3$1');
const signed = (cents: number): string =>
  `${String(Math.abs(cents)).padStart(11, '0')}${cents < 0 ? '-' : '+'}`;

test('a mainframe: records in a copybook, days of the year, cents with signs behind, numbers that come again per application', async () => {
  const copybook = `
      * LAYOUTS OF THE NIGHTLY EXTRACT
       01  NAME-REC.
           05  CIF-NO       PIC 9(09).
           05  CIF-NAME     PIC X(20).
           05  CIF-BIRTH-DT PIC 9(06).
           05  CIF-OPEN-DT  PIC 9(06).
           05  FILLER       PIC X(19).
       01  DEPOSIT-REC.
           05  APPL-CD      PIC X(02).
           05  ACCT-NO      PIC 9(08).
           05  ACCT-CIF-NO  PIC 9(09).
           05  TERM-MOS     PIC 9(03).
           05  OPEN-DT      PIC 9(05).
           05  MAT-DT       PIC 9(05).
           05  CLOSE-DT     PIC 9(05).
           05  PRYR-BAL     PIC S9(09)V99 SIGN TRAILING SEPARATE.
           05  CURR-BAL     PIC S9(09)V99 SIGN TRAILING
                            SEPARATE.
      *    TR-APPL-CD|TR-ACCT-NO|TR-EFF-DT|TR-SEQ|TR-CD|TR-AMT|TR-DESC
`;
  const texts = ['ACH CREDIT', 'POS PURCHASE', 'ATM WITHDRAWAL'];
  const cents = (at: number): number => (at % 3 === 0 ? 1 : -1) * (1234 + 397 * (at % 211));
  const bookings = each(360, (at): Row => [
    at % 2 === 0 ? 'DD' : 'SV',
    String(500 + (at % 60)).padStart(8, '0'),
    yyddd(begin + (at % 180)),
    String(at).padStart(7, '0'),
    `0${10 + (at % 3)}`,
    cents(at) < 0 ? `${-cents(at)}-` : cents(at),
    texts[at % 3] ?? '',
  ]);
  const sums = new Map<string, number>();
  for (const [application, account, , , , amount] of bookings) {
    const key = `${application}${account}`;
    const value = Number(String(amount).replace('-', '')) * (String(amount).endsWith('-') ? -1 : 1);
    sums.set(key, (sums.get(key) ?? 0) + value);
  }
  const { accepted, suggestion } = await take('mainframe', {
    'LAYOUTS.CPY': copybook,
    'NAMEMAS.D26181': lines(
      each(customers, (at): Row => [
        `${String(2_000_000 + 11 * at).padStart(9, '0')}${`SMITH, ANN ${String.fromCodePoint(65 + (at % 26))}`.padEnd(20)}${mmddyy(begin - 30_000 + 400 * at)}${mmddyy(begin - 9000 + 100 * at)}${' '.repeat(19)}`,
      ]),
      '',
    ),
    'DEPMAS.D26181': lines(
      each(3 * customers, (at): Row => {
        // Numbers are given out by each application for itself.
        const application = ['DD', 'SV', 'CD'][Math.floor(at / customers)] ?? '';
        const number = String(500 + (at % customers)).padStart(8, '0');
        const opening = 1_000_000 + 373 * at;
        const opened = begin - 900 + at;
        return [
          application,
          number,
          String(2_000_000 + 11 * (at % customers)).padStart(9, '0'),
          application === 'CD' ? '024' : '000',
          yyddd(opened),
          application === 'CD' ? yyddd(opened + 731) : '00000',
          '00000',
          signed(opening),
          signed(opening + (sums.get(`${application}${number}`) ?? 0)),
        ];
      }),
      '',
    ),
    'TRAN.D26181': lines(bookings, '|'),
  });
  expect(accepted).toEqual({
    customer: customers,
    account: 3 * customers,
    entry: 360,
    account_sum: 3 * customers,
  });
  const { text } = suggestion;
  expect(text).toContain("account_id: { columns: [APPL-CD, ACCT-NO], join: '-' }");
  expect(text).toContain("account_id: { columns: [TR-APPL-CD, TR-ACCT-NO], join: '-' }");
  expect(text).toContain('birth_year: { column: CIF-BIRTH-DT, date: mmddyy, latest_year: 2026 }');
  expect(text).toContain('booked_on: TR-EFF-DT');
  expect(text).toContain('closed_on: { column: CLOSE-DT, missing: [00000] }');
  expect(text).toContain('opening_balance: { column: PRYR-BAL, in: minor }');
  expect(text).toContain('amount: { column: TR-AMT, in: minor }');
  expect(text).toContain('purpose: { column: TR-CD, codes: { 010: transfer, 011: spend, 012: cash } }');
});

test('Austria: owners of joint accounts by their role, members who left, arrears in a file of their own', async () => {
  const point = (day: number): string => dmy(day, '.');
  const head = [
    'MitgliedNr',
    'Nachname',
    'Vorname',
    'Geburtsdatum',
    'Beitritt',
    'Austritt',
    'Konto',
    'Inhaberrolle',
    'Kontoart',
    'Eröffnet am',
    'Laufzeit Monate',
    'Fälligkeit',
  ];
  const member = (at: number): Row => [
    2000 + 3 * at,
    'Huber',
    'Eva',
    point(begin - 18_000 + 97 * at),
    point(begin - 4000 + at),
    at % 20 === 7 ? point(begin + 30) : '',
  ];
  const account = (at: number): Row => [
    `AT47${1000 + at}`,
    'Hauptinhaber',
    at % 3 === 0 ? 'Festgeld' : 'Girokonto',
    point(begin - 200 + at),
    at % 3 === 0 ? 12 : '',
    at % 3 === 0 ? point(begin + 165 + at) : '',
  ];
  const rows = each(customers, (at): Row[] => {
    // Every tenth has no account, every seventh shares that of the one before.
    if (at % 10 === 9) return [[...member(at), '', '', '', '', '', '']];
    const shared = at % 7 === 6 ? [[...member(at), ...account(at - 1).with(1, 'Mitinhaber')]] : [];
    return [[...member(at), ...account(at)], ...shared];
  }).flat();
  const accounts = customers - customers / 10;
  const { accepted, suggestion } = await take('austria', {
    'Mitglieder_30.06.2026.csv': `\uFEFF${lines([head, ...rows], ';')}`,
    'Tagesendsaldo_2026_06.csv': lines(
      [
        ['Stichtag', 'Konto', 'Saldo'],
        ...each(customers, (at): Row[] =>
          at % 10 === 9
            ? []
            : [
                [point(begin + 150), `AT47${1000 + at}`, reais(123_456 + at)],
                [point(begin + 170), `AT47${1000 + at}`, reais(at % 2 === 0 ? -5000 : 5000)],
              ],
        ).flat(),
      ],
      ';',
    ),
    'Darlehen_30.06.2026.csv': lines(
      [
        [
          'Darlehens-Nr.',
          'MitgliedNr',
          'Art',
          'Zuzählung',
          'Laufzeitende',
          'Ursprungsbetrag',
          'Restschuld',
          'Sollzins %',
        ],
        ...each(24, (at): Row => [
          `D-${4000 + at}`,
          2000 + 3 * at,
          'Wohnbau',
          point(begin - 700 + at),
          point(begin + 3000 + at),
          reais(10_000_000),
          reais(4_000_000 + 7 * at),
          '4,250',
        ]),
        ['Summe', '', '', '', '', reais(240_000_000), reais(96_001_932), ''],
      ],
      ';',
    ),
    'Rueckstaende_30.06.2026.csv': lines(
      [
        ['Monatsultimo', 'Darlehens-Nr.', 'Rückstand', 'Tage in Verzug'],
        ['31.05.2026', 'D-4003', '83,33', 31],
        ['31.05.2026', 'D-4011', '120,00', 62],
        ['30.06.2026', 'D-4003', '166,66', 61],
      ],
      ';',
    ),
  });
  expect(accepted).toEqual({
    customer: customers,
    account: accounts,
    balance: 2 * accounts,
    loan: 24,
    loan_party: 24,
    loan_status: 26,
  });
  const { text } = suggestion;
  expect(text).toContain('where: { Inhaberrolle: Hauptinhaber }');
  expect(text).toContain("status: { column: Austritt, codes: { '': active }, otherwise: closed }");
  expect(text).toContain("name: { columns: [Vorname, Nachname], join: ' ' }");
  expect(text).toContain('take: Tage in Verzug }, otherwise: 0 }');
  expect(text).toContain('except: { Darlehens-Nr.: Summe }');
});

test('China: GB18030, codes of terms, rates for a hundred units, guarantors, companies, reports of each month', async () => {
  const yuan = (cents: number): string => (cents / 100).toFixed(2).replaceAll(/\B(?=(\d{3})+(?!\d))/g, ',');
  const quoted = (text: string): string => (text.includes(',') ? `"${text}"` : text);
  const chinese = (rows: readonly Row[]): Uint8Array =>
    iconv.encode(
      lines(
        rows.map((row) => row.map((value) => quoted(String(value)))),
        ',',
      ),
      'gb18030',
    );
  const terms = ['000', '106', '201', '203'];
  const months = [0, 6, 12, 36];
  const monthEnds = ['20260131', '20260228', '20260331'];
  const { accepted, suggestion } = await take('china', {
    '客户信息表_20260331.csv': chinese([
      ['客户号', '客户名称', '客户类别', '开户机构', '开户日期', '客户状态', '联系电话'],
      ...each(customers, (at): Row => [
        `0060${1000 + at}`,
        at % 15 === 0 ? '城东商贸有限公司' : '王秀英',
        at % 15 === 0 ? '对公' : '对私',
        `020${at % 4}`,
        ymd(begin - 3000 + at),
        at % 11 === 3 ? '不动户' : '正常',
        '135****2046',
      ]),
    ]),
    '存款账户表_20260331.csv': chinese([
      [
        '账号',
        '客户号',
        '产品代码',
        '产品名称',
        '币种',
        '开户日期',
        '存期',
        '到期日',
        '执行利率',
        '销户日期',
        '上年末余额',
        '账户余额',
      ],
      ...each(2 * customers, (at): Row => {
        const kind = at % 4;
        const opened = begin - 150 + at;
        return [
          `6217${300_000 + at}`,
          `0060${1000 + (at >> 1)}`,
          ['1001', '2001', '2001', '2001'][kind] ?? '',
          kind === 0 ? '活期储蓄' : '整存整取',
          '人民币',
          ymd(opened),
          terms[kind] ?? '',
          kind === 0 ? '99991231' : ymd(opened + Math.round(30.44 * (months[kind] ?? 0))),
          '1.3500',
          '',
          yuan(opened < begin ? 2_000_000 + at : 0),
          yuan((opened < begin ? 2_000_000 + at : 0) + (kind === 0 ? 90_000 : 0)),
        ];
      }),
    ]),
    ...Object.fromEntries(
      monthEnds.map((end, month) => [
        `交易明细_${end.slice(0, 6)}.csv`,
        chinese([
          ['流水号', '交易日期', '账号', '借贷标志', '发生额', '摘要'],
          ...each(customers / 2, (at): Row => [
            `${end}${1000 + at}`,
            ymd(Math.max(parseDay(`${end.slice(0, 4)}-${end.slice(4, 6)}-10`) ?? 0, begin - 150 + 4 * at)),
            `6217${300_000 + 4 * at}`,
            month === 1 ? '借' : '贷',
            yuan(month === 1 ? 30_000 : 60_000),
            month === 1 ? '消费' : '代发工资',
          ]),
        ]),
      ]),
    ),
    ...Object.fromEntries(
      monthEnds.map((end) => [
        `贷款台账_${end.slice(0, 6)}.csv`,
        chinese([
          [
            '数据日期',
            '借据号',
            '客户号',
            '贷款品种',
            '贷款金额',
            '贷款余额',
            '发放日期',
            '到期日期',
            '五级分类',
            '逾期天数',
            '保证人客户号',
          ],
          ...each(20, (at): Row => [
            end,
            `LJ${2000 + at}`,
            `0060${1000 + at}`,
            '个人消费贷款',
            yuan(20_000_000),
            yuan(9_000_000 + at),
            ymd(begin - 500 + at),
            ymd(begin + 500 + at),
            at % 7 === 0 ? '关注' : '正常',
            at % 7 === 0 ? 31 : 0,
            at % 4 === 0 ? `0060${1040 + at}` : '',
          ]),
        ]),
      ]),
    ),
    '外汇中间价_2026一季度.csv': chinese([
      ['日期', '币种', '中间价'],
      ...each(60, (at): Row => [
        ymd(begin + (at >> 1)),
        at % 2 === 0 ? '美元' : '港币',
        at % 2 === 0 ? `70${5 + (at % 4)}.9${at % 10}` : `91.1${at % 10}`,
      ]),
    ]),
  });
  expect(accepted).toEqual({
    customer: customers,
    account: 2 * customers,
    account_sum: 2 * customers,
    entry: (3 * customers) / 2,
    loan: 20,
    loan_party: 25,
    loan_status: 60,
    exchange_rate: 60,
  });
  const { text } = suggestion;
  expect(text).toContain('read: { encoding: gb18030, date: yyyymmdd }');
  expect(text).toContain("term_months: { column: 存期, codes: { 000: '', 106: 6, 201: 12, 203: 36 } }");
  expect(text).toContain('kind: { column: 产品名称, codes: { 整存整取: term, 活期储蓄: demand } }');
  expect(text).toContain('rate: { column: 中间价, per: 100 }');
  expect(text).toContain("except: { 保证人客户号: '' }");
  expect(text).toContain(
    'class: { column: 五级分类, codes: { 关注: special_mention, 正常: normal, 次级: substandard, 可疑: doubtful, 损失: loss } }',
  );
  expect(text).toMatch(/"客户类别" tells companies from people: 对公 \(4\)/);
});

test('people and companies, demand and term deposits, each in files of their own', async () => {
  const people = each(40, (at) => `1${2000 + at}`);
  const companies = each(6, (at) => `2${2000 + at}`);
  const owners = [...people, ...companies];
  const accountOf = (prefix: string, at: number): string => `${prefix}${70_000 + at}`;
  const { accepted, suggestion } = await take('apart', {
    '对私客户_20260630.csv': lines(
      [
        ['客户号', '姓名', '出生日期', '开户日期'],
        ...people.map((id, at): Row => [id, '张伟', ymd(begin - 20_000 + 97 * at), ymd(begin - 900 + at)]),
      ],
      ',',
    ),
    '对公客户_20260630.csv': lines(
      [
        ['客户号', '企业名称', '开户日期'],
        ...companies.map((id, at): Row => [id, '临江商贸有限公司', ymd(begin - 700 + at)]),
      ],
      ',',
    ),
    '活期账户_20260630.csv': lines(
      [
        ['账号', '客户号', '开户日期', '年初余额', '当前余额'],
        ...owners.map((id, at): Row => [
          accountOf('6217', at),
          id,
          ymd(begin - 300 + at),
          '1000.00',
          '1500.00',
        ]),
      ],
      ',',
    ),
    '定期账户_20260630.csv': lines(
      [
        ['账号', '客户号', '开户日期', '存期', '到期日', '年初余额', '当前余额'],
        ...people.map((id, at): Row => [
          accountOf('6299', at),
          id,
          ymd(begin - 100 + at),
          12,
          ymd(begin + 265 + at),
          '5000.00',
          '5000.00',
        ]),
      ],
      ',',
    ),
    '交易流水_202601.csv': lines(
      [
        ['流水号', '账号', '交易日期', '借贷标志', '交易金额', '摘要'],
        ...owners.map((_, at): Row => [
          `T${9000 + at}`,
          accountOf('6217', at),
          ymd(begin + (at % 28)),
          '贷',
          '500.00',
          '工资',
        ]),
      ],
      ',',
    ),
  });
  const accounts = owners.length + people.length;
  expect(accepted).toEqual({
    customer: owners.length,
    account: accounts,
    account_sum: accounts,
    entry: owners.length,
  });
  expect(suggestion.text).toContain('kind: { value: term }');
  expect(suggestion.text).toContain('kind: { value: demand }');
  expect(suggestion.text).toContain('sign: { column: 借贷标志, negative: 借, positive: 贷 }');
});
