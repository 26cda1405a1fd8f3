import { didYouMean, didYouMeanZh, message } from './message.ts';

type Expected = 'map' | 'list' | 'text' | 'flag' | 'number' | 'whole' | 'entry';

const expectedEn: Readonly<Record<Expected, string>> = {
  map: 'a map of keys and values',
  list: 'a list',
  text: 'a text',
  flag: 'true or false',
  number: 'a number',
  whole: 'a whole number',
  entry: 'a map with exactly one key',
};

const expectedZh: Readonly<Record<Expected, string>> = {
  map: '键值映射',
  list: '列表',
  text: '文本',
  flag: 'true 或 false',
  number: '数值',
  whole: '整数',
  entry: '只有一个键的映射',
};

const featureEn = {
  alias: 'an alias (*name)',
  anchor: 'an anchor (&name)',
  tag: 'a tag (!name)',
  merge: 'a merge key (<<)',
  key: 'a key that is not a plain text',
} as const;

const featureZh = {
  alias: '别名（*name）',
  anchor: '锚点（&name）',
  tag: '标签（!name）',
  merge: '合并键（<<）',
  key: '非文本的键',
} as const;

/** Findings about the text and the shape of a policy. */
export const policyDocumentMessages = {
  'policy.yaml-syntax': message<{ detail: string }>({
    en: ({ detail }) => `This is not valid YAML: ${detail}. Correct the text at this place.`,
    'zh-CN': ({ detail }) => `YAML 语法错误，请修改此处：${detail}`,
  }),
  'policy.is-mapping': message<Record<string, never>>({
    en: () =>
      'This is a mapping, no policy. Give the policy here, which begins with "gradus: 1"; "gradus mapping check" checks a mapping.',
    'zh-CN': () =>
      '这是映射文件，不是政策文件。请在此处给出以 "gradus: 1" 开头的政策文件；检查映射请用 gradus mapping check。',
  }),
  'policy.yaml-feature': message<{ feature: keyof typeof featureEn }>({
    en: ({ feature }) =>
      `A policy does not use ${featureEn[feature]}. Write the value out, so that it reads as it acts.`,
    'zh-CN': ({ feature }) => `政策文件不使用${featureZh[feature]}，请直接写出内容。`,
  }),
  'policy.duplicate-key': message<{ key: string }>({
    en: ({ key }) => `The key "${key}" stands here a second time. Keep one of the two.`,
    'zh-CN': ({ key }) => `键 "${key}" 重复，请只保留一个。`,
  }),
  'policy.too-large': message<{ limit: number }>({
    en: ({ limit }) =>
      `The document has more than ${limit} characters. A policy is a page or two; check the file.`,
    'zh-CN': ({ limit }) => `文件超过 ${limit} 个字符，请检查是否选错文件。`,
  }),
  'policy.too-deep': message<{ limit: number }>({
    en: ({ limit }) =>
      `The document is nested more than ${limit} levels deep. A policy needs six; check the brackets.`,
    'zh-CN': ({ limit }) => `嵌套超过 ${limit} 层，请检查括号。`,
  }),
  'policy.not-a-policy': message<Record<string, never>>({
    en: () => 'The document is not a policy: it must be a map that begins with "gradus: 1".',
    'zh-CN': () => '文件不是政策：应为以 "gradus: 1" 开头的键值映射。',
  }),
  'policy.unsupported-version': message<{ version: string }>({
    en: ({ version }) =>
      `This policy is written in version ${version} of the language; this product reads version 1.`,
    'zh-CN': ({ version }) => `政策使用语言版本 ${version}，本产品支持版本 1。`,
  }),
  'policy.unknown-key': message<{ key: string; suggestions: readonly string[] }>({
    en: ({ key, suggestions }) => `The key "${key}" has no meaning here.${didYouMean(suggestions)}`,
    'zh-CN': ({ key, suggestions }) => `此处不识别键 "${key}"。${didYouMeanZh(suggestions)}`,
  }),
  'policy.missing-key': message<{ key: string }>({
    en: ({ key }) => `The key "${key}" is missing here. Add it.`,
    'zh-CN': ({ key }) => `此处缺少键 "${key}"，请补充。`,
  }),
  'policy.one-of-keys': message<{ keys: readonly string[] }>({
    en: ({ keys }) => `Write exactly one of ${keys.map((key) => `"${key}"`).join(', ')} here.`,
    'zh-CN': ({ keys }) => `此处须且只能写 ${keys.map((key) => `"${key}"`).join('、')} 之一。`,
  }),
  'policy.wrong-type': message<{ expected: readonly Expected[] }>({
    en: ({ expected }) => `Write ${expected.map((one) => expectedEn[one]).join(' or ')} here.`,
    'zh-CN': ({ expected }) => `此处应为${expected.map((one) => expectedZh[one]).join('或')}。`,
  }),
  'policy.unknown-value': message<{ value: string; allowed: readonly string[] }>({
    en: ({ value, allowed }) => `"${value}" is not possible here. Write one of ${allowed.join(', ')}.`,
    'zh-CN': ({ value, allowed }) => `此处不能写 "${value}"，可选：${allowed.join('、')}。`,
  }),
  'policy.bad-number': message<{ text: string }>({
    en: ({ text }) =>
      `"${text}" is not a plain decimal number. Write digits with at most one point, such as 1_000_000 or 12.5; exponents are not read.`,
    'zh-CN': ({ text }) => `"${text}" 不是十进制数。请写成 1_000_000 或 12.5 的形式，不支持指数写法。`,
  }),
  'policy.bad-whole-number': message<{ text: string }>({
    en: ({ text }) => `"${text}" is not a whole number within ±1,000,000. Write one.`,
    'zh-CN': ({ text }) => `"${text}" 不是 ±1,000,000 以内的整数。`,
  }),
  'policy.bad-duration': message<{ text: string; forms: readonly string[] }>({
    en: ({ text, forms }) =>
      `"${text}" is not a length of time that can stand here. Write it like ${forms.join(' or ')}.`,
    'zh-CN': ({ text, forms }) => `"${text}" 不是此处可用的时长，请写成 ${forms.join(' 或 ')} 的形式。`,
  }),
  'policy.bad-share': message<{ text: string }>({
    en: ({ text }) =>
      `"${text}" is not a share of the present value. Write it like "50% of current", from 0% to 100%.`,
    'zh-CN': ({ text }) => `"${text}" 不是比例，请写成 "50% of current"，范围 0% 至 100%。`,
  }),
  'policy.bad-name': message<{ name: string }>({
    en: ({ name }) =>
      `"${name}" cannot be a name. Names are lower-case letters, digits and "_", and begin with a letter; a "-" would subtract in a condition.`,
    'zh-CN': ({ name }) =>
      `"${name}" 不能作为名称：须以小写字母开头，只含小写字母、数字和 "_"（"-" 在条件中表示减号）。`,
  }),
  'policy.bad-id': message<{ id: string }>({
    en: ({ id }) =>
      `"${id}" cannot be an id. Ids are lower-case letters, digits, "_" and "-", and begin with a letter.`,
    'zh-CN': ({ id }) => `"${id}" 不能作为编号：须以小写字母开头，只含小写字母、数字、"_" 和 "-"。`,
  }),
  'policy.bad-reason-code': message<{ code: string }>({
    en: ({ code }) =>
      `"${code}" is not a reason code. Codes are capital letters, digits and "_", such as LOAN_OVERDUE.`,
    'zh-CN': ({ code }) => `"${code}" 不是原因代码：须为大写字母、数字和 "_"，如 LOAN_OVERDUE。`,
  }),
  'policy.bad-currency': message<{ code: string }>({
    en: ({ code }) =>
      `"${code}" is not a currency code. Write three capital letters of ISO 4217, such as CNY.`,
    'zh-CN': ({ code }) => `"${code}" 不是币种代码，请写 ISO 4217 的三位大写字母，如 CNY。`,
  }),
  'policy.bad-schedule-day': message<{ text: string }>({
    en: ({ text }) =>
      `"${text}" is not a day that every year has. Write month and day like 06-30; 02-29 is missing in most years.`,
    'zh-CN': ({ text }) => `"${text}" 不是每年都有的日期。请写成 06-30 的形式；多数年份没有 02-29。`,
  }),
  'policy.empty-list': message<Record<string, never>>({
    en: () => 'There is nothing here. Write at least one entry.',
    'zh-CN': () => '此处为空，请至少写一项。',
  }),
} as const;
