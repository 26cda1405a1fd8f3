import { inLocale, type LocalText } from '../local-text.ts';
import { didYouMean, didYouMeanZh, message } from './message.ts';

/** The known names. They stand beside a suggestion too: the nearest word may mean something else. */
const knownEn = (known: readonly string[], before: string): string =>
  known.length === 0 ? '' : ` ${before}: ${known.join(', ')}.`;
const knownZh = (known: readonly string[], before: string): string =>
  known.length === 0 ? '' : ` ${before}：${known.join('、')}。`;

/** Findings about a mapping. */
export const intakeMappingMessages = {
  'intake.mapping-syntax': message<{ detail: string }>({
    en: ({ detail }) => `This is no valid YAML: ${detail}`,
    'zh-CN': ({ detail }) => `YAML 语法错误：${detail}`,
  }),
  'intake.mapping-is-policy': message<Record<string, never>>({
    en: () =>
      'This is a policy, no mapping. Give the mapping here, which begins with "gradus_mapping: 1"; "gradus check" checks a policy.',
    'zh-CN': () =>
      '这是政策文件，不是映射文件。请在此处给出以 "gradus_mapping: 1" 开头的映射文件；检查政策请用 gradus check。',
  }),
  'intake.unknown-key': message<{ key: string; suggestions: readonly string[]; known: readonly string[] }>({
    en: ({ key, suggestions, known }) =>
      `"${key}" is no key here.${didYouMean(suggestions)}${knownEn(known, 'Known')}`,
    'zh-CN': ({ key, suggestions, known }) =>
      `此处没有键 "${key}"。${didYouMeanZh(suggestions)}${knownZh(known, '可用')}`,
  }),
  'intake.missing-key': message<{ key: string; example?: string }>({
    en: ({ key, example }) =>
      `"${key}" is missing here; add it${example === undefined ? '.' : `, such as "${example}".`}`,
    'zh-CN': ({ key, example }) =>
      `此处缺少 "${key}"，请补上${example === undefined ? '。' : `，例如 "${example}"。`}`,
  }),
  'intake.bad-value': message<{ key: string; expected: LocalText; suggestions: readonly string[] }>({
    en: ({ key, expected, suggestions }) =>
      `${key === '' ? 'The document' : `"${key}"`} needs ${inLocale(expected, 'en', '')}.${didYouMean(suggestions)}`,
    'zh-CN': ({ key, expected, suggestions }) =>
      `${key === '' ? '文档' : `"${key}"`} 应为：${inLocale(expected, 'zh-CN', '')}。${didYouMeanZh(suggestions)}`,
  }),
  'intake.unknown-field': message<{
    field: string;
    table: string;
    suggestions: readonly string[];
    known: readonly string[];
  }>({
    en: ({ field, table, suggestions, known }) =>
      `The table ${table} has no field "${field}" to map.${didYouMean(suggestions)}${knownEn(known, 'It has')} "gradus mapping fields ${table}" explains them.`,
    'zh-CN': ({ field, table, suggestions, known }) =>
      `表 ${table} 没有可映射的字段 "${field}"。${didYouMeanZh(suggestions)}${knownZh(known, '可用字段')} 说明见 "gradus mapping fields ${table}"。`,
  }),
  'intake.required-field': message<{ table: string; field: string }>({
    en: ({ table, field }) =>
      `The table ${table} needs the field "${field}"; say where it comes from. "gradus mapping fields ${table}" explains it.`,
    'zh-CN': ({ table, field }) =>
      `表 ${table} 必须映射字段 "${field}"，请指明来源。字段说明见 "gradus mapping fields ${table}"。`,
  }),
  'intake.unfilled': message<{ fields: readonly string[] }>({
    en: ({ fields }) =>
      `Still to be filled in: ${fields.join(', ')} (written as "?"). Write the column that feeds each, "value" where it is the same in every row, or remove the line if the table does not need it: "gradus mapping fields TABLE" tells.`,
    'zh-CN': ({ fields }) =>
      `仍需填写：${fields.join('、')}（写作 "?" 之处）。请写明各字段的来源列；各行相同的写 value；表不需要的字段请删去该行（用 "gradus mapping fields 表名" 查看）。`,
  }),
  'intake.open-doubts': message<{ count: number; line: number; text: string }>({
    en: ({ count, line, text }) =>
      `${count === 1 ? 'One doubt of the proposal is' : `${count} doubts of the proposal are`} still open, the first in line ${line}: "${text}". Look at each line that begins with "# ?", correct the mapping where it is wrong, and delete the line.`,
    'zh-CN': ({ count, line, text }) =>
      `映射草稿中仍有 ${count} 处疑问未处理，第一处在第 ${line} 行："${text}"。请逐一核对以 "# ?" 开头的行，有误之处修正映射，核对后删去该行。`,
  }),
  'intake.unfed-table': message<{ table: string; by: readonly string[] }>({
    en: ({ table, by }) =>
      `No feed of this mapping delivers ${table}, whose rows ${by.join(', ')} ${by.length === 1 ? 'names' : 'name'}. Unless the lake has them from another mapping, every such row will be rejected: write a feed for ${table} ("gradus mapping fields ${table}" says what it takes).`,
    'zh-CN': ({ table, by }) =>
      `${by.join('、')} 引用 ${table} 的行，但此映射没有导入 ${table}。除非数据湖中已有由其他映射导入的 ${table}，否则这些行都会被拒收：请为 ${table} 写一项（所需字段见 "gradus mapping fields ${table}"）。`,
  }),
  'intake.field-source': message<{ found: readonly string[] }>({
    en: ({ found }) =>
      `A field needs exactly one source: column, columns, value, cases, lookup, or credit with debit; here ${found.length === 0 ? 'there is none' : `stands ${found.join(' and ')}`}.`,
    'zh-CN': ({ found }) =>
      `字段必须且只能有一个来源：column、columns、value、cases、lookup，或成对的 credit 与 debit；此处${found.length === 0 ? '没有' : `有 ${found.join('、')}`}。`,
  }),
  'intake.field-setting': message<{ setting: string; field: string; kind: string }>({
    en: ({ setting, field, kind }) => `"${setting}" has no meaning for "${field}" (${kind}); remove it.`,
    'zh-CN': ({ setting, field, kind }) => `"${setting}" 对 "${field}"（${kind}）没有意义，请删除。`,
  }),
  'intake.no-period': message<{ table: string }>({
    en: ({ table }) =>
      `${table} holds a state, not days: deliver it as "full" or "changes", not as "period".`,
    'zh-CN': ({ table }) => `${table} 是状态表，不按日期划分：delivery 应为 full 或 changes，不能是 period。`,
  }),
  'intake.deliveries-differ': message<{ table: string }>({
    en: ({ table }) =>
      `All feeds of ${table} must be delivered in the same way; state the same "delivery" for each.`,
    'zh-CN': ({ table }) => `${table} 的各个来源文件必须采用相同的交付方式，请统一 delivery。`,
  }),
} as const;
