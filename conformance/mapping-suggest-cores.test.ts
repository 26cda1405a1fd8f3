import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { formatDay, parseDay } from '@gradus/schema';
import { takeSuggested } from './harness/suggested-delivery.ts';

/** Core systems of kinds that no example has: what is suggested for their files is taken in as it stands. */

let folder: string;
const begin = parseDay('2026-01-01') ?? 0;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gradus-cores-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

type Row = readonly (string | number)[];

const each = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));
const dmy = (day: number): string => formatDay(day).split('-').toReversed().join('/');
const ymd = (day: number): string => formatDay(day).replaceAll('-', '');
const lines = (rows: readonly Row[], delimiter: string): string =>
  `${rows.map((row) => row.join(delimiter)).join('\r\n')}\r\n`;
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
        dmy(month + (at % 27)),
        accountNo(4 * (at % 30)),
        history,
        at % 5 === 1 ? 'C' : 'D',
        reais(at % 5 === 1 ? 250_000 + at : 1000 + 7 * at),
        reais(100_000 + at),
      ];
    }),
  ];
  const { accepted, suggestion } = await takeSuggested(folder, 'brazil', {
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
            dmy(begin - 22_000 + 131 * at),
            dmy(begin - 4000 + 17 * at),
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
            dmy(begin - 300 + at),
            '',
            isTerm(at) ? 12 : '',
            isTerm(at) ? dmy(begin + 65 + at) : '',
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
            dmy(begin - 400 + at),
            dmy(begin + 900 + at),
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
            dmy(begin + at),
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
  const { accepted, suggestion } = await takeSuggested(folder, 'cryptic', {
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
