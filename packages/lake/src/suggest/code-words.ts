import type { SourceTableName } from '@gradus/schema';
import { unaccented } from './name-form.ts';
import { codeWords, type CodeWords } from './code-list.ts';

/** The five classes of loans as banks write them, in order. */
const classLists: readonly (readonly string[])[] = [
  ['正常', '关注', '次级', '可疑', '损失'],
  ['正常类', '关注类', '次级类', '可疑类', '损失类'],
  ['1', '2', '3', '4', '5'],
  ['01', '02', '03', '04', '05'],
  ['10', '20', '30', '40', '50'],
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

/** AA to H, as Brazilian banks rate loans, in the five classes. */
const grades: Readonly<Record<string, string>> = {
  aa: 'normal',
  a: 'normal',
  b: 'normal',
  c: 'special_mention',
  d: 'substandard',
  e: 'substandard',
  f: 'doubtful',
  g: 'doubtful',
  h: 'loss',
};

/** The ratings of American supervisors: passed up to 4. */
const ratings: Readonly<Record<string, string>> = {
  1: 'normal',
  2: 'normal',
  3: 'normal',
  4: 'normal',
  5: 'special_mention',
  6: 'substandard',
  7: 'doubtful',
  8: 'loss',
  9: 'loss',
};

/** Stages of impairment, of which banks divide the last. */
const stages: Readonly<Record<string, string>> = {
  '1': 'normal',
  '2': 'special_mention',
  '3': 'substandard',
  '3a': 'substandard',
  '3b': 'doubtful',
  '3c': 'loss',
};

/** The list that codes of loans are of, by those that no other list has; undefined: none of these. */
function gradesOf(codes: ReadonlySet<string>): Readonly<Record<string, string>> | undefined {
  if (codes.has('AA')) return grades;
  if (['6', '7', '8'].some((code) => codes.has(code))) return ratings;
  return codes.has('3A') || codes.has('3B') ? stages : undefined;
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
  // A savings book at three months' notice, and the nine grades of Brazil.
  if (field === 'kind' && /kundigung|\bnotice\b/.test(plain)) return { value: 'notice', isSure: false };
  // Direct debits, whatever the payee is called.
  if (field === 'purpose' && /^(unpaid )?(dd|d\/d) /.test(plain)) return { value: 'spend', isSure: false };
  // A term loan is no deposit.
  if (field === 'kind' && /\bloan|贷款|대출|融資/.test(plain)) return null;
  const grade = field === 'class' ? gradesOf(others)?.[plain] : undefined;
  if (grade !== undefined) return { value: grade, isSure: false };
  for (const [value, known] of Object.entries(words ?? {})) {
    if (plain === value.toLowerCase()) return { value, isSure: true };
    if (known.includes(plain))
      return {
        value,
        isSure: plain.length > 3 || /\P{ASCII}/u.test(plain) || /^[a-z]{3}$/.test(plain),
      };
  }
  for (const [value, known] of Object.entries(words ?? {})) {
    const isIn = (word: string): boolean => /\P{ASCII}/u.test(word) || / /.test(word);
    if (known.some((word) => word.length >= 2 && isIn(word) && plain.includes(word)))
      return { value, isSure: false };
  }
  // One word of several: Compra tarjeta, ATM WITHDRAWAL.
  const parts = plain.split(/[^a-z]+/).filter((part) => part.length >= 3);
  if (parts.length > 0 && !(words === currencyWords)) {
    // What is paid for says more than how: a fee on a card, interest on a cheque account.
    const ordered = Object.entries(words ?? {}).toSorted(
      ([a], [b]) => Number(isNarrow(b)) - Number(isNarrow(a)),
    );
    for (const [value, known] of ordered) {
      if (parts.some((part) => known.includes(part))) return { value, isSure: false };
    }
  }
  return null;
}

const isNarrow = (value: string): boolean => ['salary', 'interest', 'fee', 'tax', 'loan'].includes(value);

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
      'дт',
      'дебет',
      'dare',
      'debe',
      'cargo',
      'debito',
      'withdrawal',
      '출금',
      '지급',
      '出金',
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
      'кт',
      'кредит',
      'avere',
      'haber',
      'abono',
      'credito',
      'deposit',
      '입금',
      '入金',
    ].includes(plain)
  )
    return 'positive';
  return null;
}

const pairs: readonly (readonly [debit: string, credit: string])[] = [
  ['D', 'C'],
  ['DR', 'CR'],
  ['DEBIT', 'CREDIT'],
  ['借', '贷'],
  ['借方', '贷方'],
  ['支', '收'],
  ['支出', '收入'],
  ['取', '存'],
  ['S', 'H'],
  ['Дт', 'Кт'],
  ['Soll', 'Haben'],
  ['-', '+'],
];

/** The code of debits where only that of credits was seen; null: unknown. */
export function debitBeside(credit: string): string | null {
  return pairs.find(([, code]) => code.toLowerCase() === credit.toLowerCase())?.[0] ?? null;
}
