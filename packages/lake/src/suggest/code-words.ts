import type { SourceTableName } from '@gradus/schema';
import { unaccented } from './name-form.ts';

type CodeWords = Readonly<Record<string, readonly string[]>>;

/** Words and codes by which sources say a value of ours; `sure` ones leave no doubt, the others are conventions. */
const codeWords: Readonly<Partial<Record<SourceTableName, Readonly<Record<string, CodeWords>>>>> = {
  customer: {
    status: {
      active: [
        'active',
        'actv',
        'activo',
        'ativo',
        'aktiv',
        'actif',
        'ativa',
        'hoat dong',
        'dang hoat dong',
        '正常',
        '有效',
        '活动',
        'normal',
        'a',
        'y',
      ],
      closed: [
        'closed',
        'clsd',
        'cerrado',
        'baja',
        'geschlossen',
        'encerrado',
        'encerrada',
        'dong',
        'da dong',
        '销户',
        '注销',
        '已销户',
        'c',
        'x',
      ],
      dormant: [
        'dormant',
        'dorm',
        'inactivo',
        'inativo',
        'inativa',
        'ngu dong',
        'ruhend',
        'inaktiv',
        '睡眠',
        '不动户',
        '久悬',
        'inactive',
        'd',
      ],
      deceased: ['deceased', '死亡', 'verstorben', 'falecido', 'fallecido', 'da mat'],
    },
  },
  account: {
    kind: {
      demand: [
        'demand',
        '活期',
        '活期存款',
        '活期储蓄',
        'current',
        'savings',
        'ahorro',
        'corriente',
        'vista',
        'girokonto',
        'sparkonto',
        'checking',
        'a vista',
        'conta corrente',
        'poupanca',
        'tagesgeld',
        'sparbuch',
        'thanh toan',
        'khong ky han',
        'tkthanhtoan',
        'dd',
        'dda',
        'sv',
        'dem',
        'sav',
        'ca',
        'sa',
        'cur',
        'hq',
        '01',
        '1',
        'd',
      ],
      term: [
        'term',
        '定期',
        '定期存款',
        '整存整取',
        '零存整取',
        '定期储蓄',
        'time',
        'plazo fijo',
        'plazo',
        'festgeld',
        'termingeld',
        'prazo',
        'deposito a prazo',
        'deposito prazo',
        'co ky han',
        'tiet kiem co ky han',
        'certificate',
        'fixed',
        'cd',
        'td',
        'fd',
        'ter',
        'dq',
        '02',
        '2',
        't',
      ],
      notice: ['notice', '通知', '通知存款', 'call', 'tz', '03', '3', 'n'],
      other: ['other', '其他', '其它', '99', '9'],
    },
  },
  entry: {
    purpose: {
      salary: [
        'salary',
        '工资',
        '代发',
        '代发工资',
        '薪金',
        '薪资',
        'payroll',
        'sal',
        'nomina',
        'pension',
        'gehalt',
        'luong',
        'tra luong',
        'vencimento',
        'ordenado',
        'lohn',
        'salaire',
        'salario',
        'wage',
        '养老金',
        'gz',
        'df',
      ],
      spend: [
        'spend',
        '消费',
        '购物',
        '缴费',
        '代扣',
        '快捷支付',
        'pos',
        'purchase',
        'compra',
        'recibo',
        'kartenzahlung',
        'lastschrift',
        'achat',
        'payment',
        'card',
        'bill',
        'check',
        'cheque',
        'mua hang',
        'thanh toan',
        'pagamento',
        'boleto',
        '退货',
        'refund',
        'xf',
      ],
      transfer: [
        'transfer',
        '转账',
        '汇款',
        '跨行转账',
        '转存',
        '转入',
        '转出',
        'remittance',
        'transferencia',
        'uberweisung',
        'dauerauftrag',
        'virement',
        'standing order',
        'chuyen khoan',
        'chuyen tien',
        'pix',
        'ted',
        'ach',
        'wire',
        'tfr',
        'xfer',
        'zz',
        'hk',
      ],
      cash: [
        'cash',
        '现金',
        '存现',
        '取现',
        '存款',
        '取款',
        '现存',
        '现取',
        'atm',
        'cajero',
        'efectivo',
        'reintegro',
        'barauszahlung',
        'retrait',
        'rut tien',
        'nop tien',
        'rut tien mat',
        'nop tien mat',
        'saque',
        'levantamento',
        'withdrawal',
        'deposit',
        'xj',
        'ck',
        'qk',
      ],
      loan: [
        'loan',
        '贷款',
        '放款',
        '还款',
        '贷款发放',
        '贷款还款',
        'repayment',
        'prestamo',
        'emprestimo',
        'giai ngan',
        'tra no',
        'darlehen',
        'disbursement',
        'dk',
        'hk1',
      ],
      interest: [
        'interest',
        'interes',
        'intereses',
        'zinsen',
        'interets',
        'lai',
        'tra lai',
        'juros',
        'rendimento',
        '利息',
        '结息',
        '付息',
        'int',
        'lx',
        'jx',
      ],
      fee: [
        'fee',
        'comision',
        'gebuhr',
        'frais',
        'phi',
        'tarifa',
        'tarifas',
        'comissao',
        'service charge',
        '手续费',
        '费用',
        '工本费',
        '年费',
        '短信费',
        'charge',
        'sxf',
      ],
      tax: ['tax', '税', '利息税', '代扣税', 'ls'],
      other: ['other', '其他', '其它', 'qt'],
    },
  },
  loan_party: {
    role: {
      borrower: [
        'borrower',
        '借款人',
        '主借款人',
        '共同借款人',
        'primary',
        'debtor',
        'owner',
        'coborrower',
        'co-borrower',
        'comaker',
        'kreditnehmer',
        'darlehensnehmer',
        'mitdarlehensnehmer',
        'mitkreditnehmer',
        'mitverpflichteter',
        'mitschuldner',
        'hauptschuldner',
        'titular',
        'cotitular',
        'prestatario',
        'mutuario',
        'devedor',
        'tomador',
        'emprunteur',
        'coemprunteur',
        'nguoi vay',
        'dong vay',
        '01',
        '1',
        'b',
      ],
      guarantor: [
        'guarantor',
        '担保人',
        '保证人',
        'surety',
        'guarantee',
        'burge',
        'garant',
        'fiador',
        'aval',
        'avalista',
        'caution',
        'nguoi bao lanh',
        'bao lanh',
        '02',
        '2',
        'g',
      ],
    },
  },
  loan_status: {
    class: {
      normal: ['normal', '正常', '正常类', 'pass', 'standard', 'std', '1', '01'],
      special_mention: [
        'special_mention',
        'specialmention',
        '关注',
        '关注类',
        'watch',
        'sma',
        'specialmentionaccount',
        '2',
        '02',
      ],
      substandard: ['substandard', '次级', '次级类', 'sub', '3', '03'],
      doubtful: ['doubtful', '可疑', '可疑类', '4', '04'],
      loss: ['loss', '损失', '损失类', '5', '05'],
    },
  },
};

/** The five classes of loans as banks write them, in order. */
const classLists: readonly (readonly string[])[] = [
  ['正常', '关注', '次级', '可疑', '损失'],
  ['正常类', '关注类', '次级类', '可疑类', '损失类'],
  ['1', '2', '3', '4', '5'],
  ['01', '02', '03', '04', '05'],
];

/** Classes that no loan looked at is in, as the same list writes them: some day a loan will be. */
export function restOfClasses(codes: ReadonlySet<string>): readonly (readonly [string, string])[] {
  const list = classLists.find((one) => codes.size > 0 && [...codes].every((code) => one.includes(code)));
  const values = Object.keys(codeWords.loan_status?.['class'] ?? {});
  return (list ?? []).flatMap((code, index): [string, string][] =>
    codes.has(code) ? [] : [[code, values[index] ?? '']],
  );
}

const currencyWords: CodeWords = {
  CNY: ['cny', '人民币', 'rmb', '156', '01'],
  USD: ['usd', '美元', '840', '14'],
  HKD: ['hkd', '港币', '港元', '344', '13'],
  EUR: ['eur', '欧元', '978', '38'],
  JPY: ['jpy', '日元', '392', '27'],
  GBP: ['gbp', '英镑', '826', '12'],
};

const isoCurrencies = new Set(
  'AED AUD BRL CAD CHF CLP CNH CNY CZK DKK EUR GBP HKD HUF IDR ILS INR JPY KRW KZT MOP MXN MYR NOK NZD PHP PLN RON RUB SAR SEK SGD THB TRY TWD UAH USD VND ZAR'.split(
    ' ',
  ),
);

/** Whether a word is a currency that accounts are held in; three capitals alone may be anything. */
export function isListedCurrency(code: string): boolean {
  return isoCurrencies.has(code);
}

export interface CodeGuess {
  readonly value: string;
  /** A word says so; a number or a letter only may. */
  readonly isSure: boolean;
}

/** What a source's code may stand for in a field; null when nothing is known. */
export function guessCode(
  table: SourceTableName,
  field: string,
  code: string,
  others: ReadonlySet<string> = new Set(),
): CodeGuess | null {
  const words = field.endsWith('currency') ? currencyWords : codeWords[table]?.[field];
  const plain = unaccented(code).trim();
  // A flag of two: 1 is what the other is not.
  if (field === 'kind' && others.has('0') && others.size <= 2) {
    if (plain === '0') return { value: 'demand', isSure: false };
    if (plain === '1') return { value: 'term', isSure: false };
  }
  for (const [value, known] of Object.entries(words ?? {})) {
    if (plain === value.toLowerCase()) return { value, isSure: true };
    if (known.includes(plain))
      return {
        value,
        isSure: plain.length > 3 || /\P{ASCII}/u.test(plain) || /^[a-z]{3}$/.test(plain),
      };
  }
  for (const [value, known] of Object.entries(words ?? {})) {
    if (known.some((word) => word.length >= 2 && /\P{ASCII}/u.test(word) && plain.includes(word)))
      return { value, isSure: false };
  }
  // One word of several: Compra tarjeta, ATM WITHDRAWAL.
  const parts = plain.split(/[^a-z]+/).filter((part) => part.length >= 3);
  if (parts.length > 0 && !(words === currencyWords)) {
    for (const [value, known] of Object.entries(words ?? {})) {
      if (parts.some((part) => known.includes(part))) return { value, isSure: false };
    }
  }
  return null;
}

/**
 * Whether a code of a sign column makes an amount negative or positive, seen with the others of its column; null when it
 * does not say. `D` is debit beside `C`, but 贷 (credit) beside `J` for 借.
 */
export function guessSign(code: string, others: Iterable<string> = []): 'negative' | 'positive' | null {
  const plain = code.normalize('NFKC').trim().toLowerCase();
  if ([...others].some((other) => /^j/i.test(other))) {
    if (plain === 'd' || plain.startsWith('dai')) return 'positive';
    if (plain === 'j' || plain.startsWith('jie')) return 'negative';
  }
  // Soll and Haben, Debe and Haber: an H alone may be anything.
  const isPair =
    [...others].some((other) => /^h$/i.test(other)) && [...others].some((other) => /^[sd]$/i.test(other));
  if (isPair && plain === 'h') return 'positive';
  if (isPair && plain === 's') return 'negative';
  if (
    [
      'd',
      'dr',
      'debit',
      '借',
      '借方',
      '支',
      '支出',
      '取',
      '支取',
      '-',
      'out',
      'vydaj',
      'vyber',
      'soll',
      'debe',
      'cargo',
      'debito',
    ].includes(plain)
  )
    return 'negative';
  if (
    [
      'c',
      'cr',
      'credit',
      '贷',
      '贷方',
      '收',
      '收入',
      '存',
      '存入',
      '+',
      'in',
      'prijem',
      'haben',
      'haber',
      'abono',
      'credito',
    ].includes(plain)
  )
    return 'positive';
  return null;
}
