import type { LocalText } from '@gradus/schema';
import type { z } from 'zod';

const oneValue: LocalText = { en: 'one value', 'zh-CN': '单个值' };

const aList: LocalText = { en: 'a list', 'zh-CN': '列表' };
const listOfThem: LocalText = { en: 'a list of them', 'zh-CN': '由其组成的列表' };

/** What stands for a list or a group whose form its key does not tell. Written as YAML, the same in both languages. */
const examples: Readonly<Record<string, string>> = {
  part: '[5, 2]',
  columns: '[id, name]',
  missing: '[NULL, N/A]',
  remove: "[' ', '-']",
  negative: '[D, 2]',
  positive: '[C, 1]',
  cases: '[{ when: { type: A }, value: demand }]',
  codes: '{ 01: demand, 02: term }',
  when: '{ type: A }',
  where: '{ status: [A, B] }',
  except: '{ status: X }',
  total: '{ type: T }',
  match: '{ account_no: account_id }',
  fields: '{ customer_id: cust_no }',
  figures: '{ wealth: { column: amt, unit: money } }',
  subjects: '{ 2111: { kind: demand } }',
  sum: '{ amount: 1000.00 }',
};

/** What a list of fixed length holds, place by place. */
const placed: Readonly<Record<string, LocalText>> = {
  part: {
    en: ': the position of the first character, then the number of characters',
    'zh-CN': '（依次为起始位置和字符数）',
  },
};

/** Chinese of what the document's schema says in English; a test keeps it whole. */
const chinese: Readonly<Record<string, string>> = {
  'a name that is not empty': '非空的名称',
  'a day such as 2026-06-30': '日期，例如 2026-06-30',
  'a share such as 0.1% or a number such as 20 rows': '比例（例如 0.1%）或行数（例如 20 rows）',
  'an amount such as 0 or 0.05': '金额，例如 0 或 0.05',
  '1 to 64 bytes, no quote and no line end': '1 至 64 字节，不含引号和换行',
  'one character, or an empty text for none': '单个字符，或用空文本表示没有',
  "one sign, such as ','": "单个符号，例如 ','",
  "one sign, such as ',', or an empty text for none": "单个符号，例如 ','，或用空文本表示没有",
  'starts_with, contains, or both': 'starts_with、contains 或两者',
  'a name of small letters, digits, _ and -': '由小写字母、数字、_ 和 - 组成的名称',
  'an ISO 4217 code such as CNY': 'ISO 4217 币种代码，例如 CNY',
};

/** What had to stand where the shape of the document is violated; `known` are the keys of a group that stands there. */
export function expectation(issue: z.core.$ZodIssue, known: readonly string[]): LocalText {
  const key = String(issue.path.at(-1) ?? '');
  if (issue.code === 'invalid_value') {
    return oneOf(issue.values.map(String));
  }
  if (issue.code === 'invalid_type') {
    if (issue.expected === 'string') return oneValue;
    return issue.expected === 'array' || issue.expected === 'tuple' ? listOf(key) : groupOf(key, known);
  }
  const isOfList = issue.code === 'too_small' || issue.code === 'too_big';
  if (isOfList && issue.origin === 'array') return listOf(key);
  return { en: issue.message, 'zh-CN': chinese[issue.message] ?? rangeText(issue.message) };
}

/** Words of which one had to stand there. */
function oneOf(words: readonly string[]): LocalText {
  const joined = (comma: string, or: string): string =>
    [words.slice(0, -1).join(comma), words.at(-1) ?? ''].filter((part) => part !== '').join(or);
  return { en: joined(', ', ' or '), 'zh-CN': joined('、', ' 或 ') };
}

/** Several forms of which one had to stand there. */
export function anyOf(forms: readonly LocalText[]): LocalText {
  const distinct = forms
    .filter((one, index) => forms.findIndex(({ en }) => en === one.en) === index)
    .map((one) => (one === aList ? listOfThem : one));
  return {
    en: distinct.map(({ en }) => en).join(', or '),
    'zh-CN': distinct.map((one) => one['zh-CN']).join('，或'),
  };
}

function listOf(key: string): LocalText {
  const example = examples[key];
  if (example?.startsWith('[') !== true) return aList;
  const places = placed[key] ?? { en: '', 'zh-CN': '' };
  return {
    en: `a list such as ${example}${places.en}`,
    'zh-CN': `列表，例如 ${example}${places['zh-CN']}`,
  };
}

function groupOf(key: string, known: readonly string[]): LocalText {
  if (known.length > 0) {
    return { en: `a group of keys: ${known.join(', ')}`, 'zh-CN': `一组键值，可用的键：${known.join('、')}` };
  }
  const example = examples[key];
  const isGroup = example?.startsWith('{') === true;
  return {
    en: `a group of keys${isGroup ? ` such as ${example}` : ''}`,
    'zh-CN': `一组键值${isGroup ? `，例如 ${example}` : ''}`,
  };
}

/** The one message with numbers in it. */
function rangeText(message: string): string {
  const [, least, most] = /^a whole number from (\S+) to (\S+)$/.exec(message) ?? [];
  return least === undefined ? message : `${least} 至 ${most} 之间的整数`;
}
