import type { LocalText } from '@gradus/schema';
import type { z } from 'zod';

const forms: Readonly<Record<string, LocalText>> = {
  string: { en: 'one value', 'zh-CN': '单个值' },
  array: { en: 'a list', 'zh-CN': '列表' },
};
const group: LocalText = { en: 'a group of keys', 'zh-CN': '一组键值' };

/** Chinese of what the document's schema says in English; a test keeps it whole. */
const chinese: Readonly<Record<string, string>> = {
  'a name that is not empty': '非空的名称',
  'a day such as 2026-06-30': '日期，例如 2026-06-30',
  'a share such as 0.1% or a number such as 20 rows': '比例（例如 0.1%）或行数（例如 20 rows）',
  '1 to 64 bytes, no quote and no line end': '1 至 64 字节，不含引号和换行',
  'one character, or an empty text for none': '单个字符，或用空文本表示没有',
  'a name of small letters, digits, _ and -': '由小写字母、数字、_ 和 - 组成的名称',
  'an ISO 4217 code such as CNY': 'ISO 4217 币种代码，例如 CNY',
};

/** What had to stand where the shape of the document is violated. */
export function expectation(issue: z.core.$ZodIssue): LocalText {
  if (issue.code === 'invalid_value') {
    const values = issue.values.map(String);
    return { en: values.join(', '), 'zh-CN': values.join('、') };
  }
  if (issue.code === 'invalid_type') return forms[issue.expected] ?? group;
  return { en: issue.message, 'zh-CN': chinese[issue.message] ?? rangeText(issue.message) };
}

/** The one message with numbers in it. */
function rangeText(message: string): string {
  const [, least, most] = /^a whole number from (\S+) to (\S+)$/.exec(message) ?? [];
  return least === undefined ? message : `${least} 至 ${most} 之间的整数`;
}
