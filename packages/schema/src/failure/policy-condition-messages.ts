import { unitTitles, type Unit } from '../unit.ts';
import { didYouMean, didYouMeanZh, message } from './message.ts';

type TypeWord = 'missing' | 'flag' | 'number' | 'class' | 'text' | 'day';

const typeEn: Readonly<Record<TypeWord, string>> = {
  missing: 'null',
  flag: 'true or false',
  number: 'a number',
  class: 'a class',
  text: 'a text',
  day: 'a date',
};

const typeZh: Readonly<Record<TypeWord, string>> = {
  missing: 'null',
  flag: '真假值',
  number: '数值',
  class: '类别',
  text: '文本',
  day: '日期',
};

const rightSpelling: Readonly<Record<string, string>> = {
  '==': '=',
  '&&': 'and',
  '||': 'or',
  '<>': '!=',
  "'": '"',
};

const unitEn = (unit: Unit): string => unitTitles[unit].en ?? unit;
const unitZh = (unit: Unit): string => unitTitles[unit]['zh-CN'] ?? unit;

/** Findings about a condition (`when`, `accounts`). */
export const policyConditionMessages = {
  'policy.unknown-name': message<{ name: string; suggestions: readonly string[] }>({
    en: ({ name, suggestions }) => `"${name}" is not defined here.${didYouMean(suggestions)}`,
    'zh-CN': ({ name, suggestions }) => `"${name}" 未定义。${didYouMeanZh(suggestions)}`,
  }),
  'policy.unknown-class': message<{
    name: string;
    classes: readonly string[];
    suggestions: readonly string[];
  }>({
    en: ({ name, classes, suggestions }) =>
      `"${name}" is no class here.${didYouMean(suggestions)} The classes, best first: ${classes.join(', ')}.`,
    'zh-CN': ({ name, classes, suggestions }) =>
      `"${name}" 不是此处的类别。${didYouMeanZh(suggestions)}类别由优到劣：${classes.join('、')}。`,
  }),
  'policy.condition-syntax': message<{ near: string }>({
    en: ({ near }) =>
      near === ''
        ? 'The condition ends too early. Complete it.'
        : `The condition cannot be read from "${near}" on. Correct it there.`,
    'zh-CN': ({ near }) => (near === '' ? '条件不完整，请补全。' : `条件从 "${near}" 起无法识别，请修改。`),
  }),
  'policy.condition-spelling': message<{ written: string }>({
    en: ({ written }) => {
      const right = rightSpelling[written];
      return right === undefined
        ? 'A condition holds no comments. Write them beside it in YAML, after #.'
        : `Conditions do not know "${written}". Write "${right}".`;
    },
    'zh-CN': ({ written }) => {
      const right = rightSpelling[written];
      return right === undefined
        ? '条件中不能写注释，请写在旁边的 YAML 注释（#）里。'
        : `条件不支持 "${written}"，请写 "${right}"。`;
    },
  }),
  'policy.condition-digits': message<{ written: string; right: string }>({
    en: ({ written, right }) => `Conditions know no digit separators: write ${right} instead of ${written}.`,
    'zh-CN': ({ written, right }) => `条件中的数字不能分组，请将 ${written} 写成 ${right}。`,
  }),
  'policy.condition-unsupported': message<{ part: string }>({
    en: ({ part }) =>
      `"${part}" is outside the language of conditions, which knows comparisons, and, or, not(…), in, between, + - *, null, true, false and date("…").`,
    'zh-CN': ({ part }) =>
      `条件语言不支持 "${part}"。可用：比较、and、or、not(…)、in、between、+ - *、null、true、false、date("…")。`,
  }),
  'policy.condition-parentheses': message<{ write: string }>({
    en: ({ write }) => `Without parentheses this would be read otherwise than it looks. Write ${write}`,
    'zh-CN': ({ write }) => `不加括号时含义与字面不同，请写成 ${write}`,
  }),
  'policy.condition-type': message<{ left: TypeWord; right: TypeWord }>({
    en: ({ left, right }) => `This compares ${typeEn[left]} with ${typeEn[right]}. Compare like with like.`,
    'zh-CN': ({ left, right }) => `不能将${typeZh[left]}与${typeZh[right]}比较，请比较同类的值。`,
  }),
  'policy.condition-unit': message<{ left: Unit; right: Unit }>({
    en: ({ left, right }) =>
      `This puts ${unitEn(left)} beside ${unitEn(right)}. Only figures of one unit can be compared, added or subtracted.`,
    'zh-CN': ({ left, right }) => `${unitZh(left)}与${unitZh(right)}单位不同，不能比较或加减。`,
  }),
  'policy.condition-arithmetic': message<{ type: TypeWord }>({
    en: ({ type }) => `Calculation is for numbers, and this is ${typeEn[type]}. Compare it instead.`,
    'zh-CN': ({ type }) => `只有数值可以计算，这里是${typeZh[type]}，请改为比较。`,
  }),
  'policy.condition-too-wide': message<Record<string, never>>({
    en: () =>
      'This calculation can exceed 38 digits, more than any engine holds. Use smaller factors, or fewer of them.',
    'zh-CN': () => '该计算可能超过 38 位数字，超出各引擎的上限，请使用更小或更少的系数。',
  }),
  'policy.condition-product': message<Record<string, never>>({
    en: () => 'Two indicators cannot be multiplied. Multiply an indicator by a plain number.',
    'zh-CN': () => '两个指标不能相乘，请用指标乘以普通数字。',
  }),
  'policy.condition-text-order': message<{ operator: string }>({
    en: ({ operator }) => `Texts have no order, so "${operator}" says nothing of them. Use =, != or in.`,
    'zh-CN': ({ operator }) => `文本没有大小之分，不能用 "${operator}"，请用 =、!= 或 in。`,
  }),
  'policy.condition-null-order': message<{ operator: string }>({
    en: ({ operator }) =>
      `"${operator}" with null is never true. Test for a missing value with = null or != null.`,
    'zh-CN': ({ operator }) => `与 null 作 "${operator}" 比较永不成立，请用 = null 或 != null 判断缺失。`,
  }),
  'policy.condition-not-logical': message<{ type: TypeWord }>({
    en: ({ type }) =>
      `A condition must be true or false, but this is ${typeEn[type]}. Compare it with something.`,
    'zh-CN': ({ type }) => `条件应为真或假，这里是${typeZh[type]}，请写成比较式。`,
  }),
  'policy.condition-empty-range': message<{ range: string }>({
    en: ({ range }) => `The range "${range}" ends before it begins. Exchange its ends.`,
    'zh-CN': ({ range }) => `区间 "${range}" 的终点小于起点，请对调。`,
  }),
  'policy.condition-too-long': message<{ limit: number }>({
    en: ({ limit }) => `The condition has more than ${limit} characters. Split it into several rules.`,
    'zh-CN': ({ limit }) => `条件超过 ${limit} 个字符，请拆成多条规则。`,
  }),
  'policy.bad-date': message<{ text: string }>({
    en: ({ text }) => `"${text}" is no date. Write year, month and day like date("2026-01-31").`,
    'zh-CN': ({ text }) => `"${text}" 不是日期，请写成 date("2026-01-31") 的形式。`,
  }),
  'policy.number-too-large': message<Record<string, never>>({
    en: () => 'This number has more than 18 digits in stored units. No figure is that large or that fine.',
    'zh-CN': () => '该数字按存储单位超过 18 位，没有这么大或这么细的指标。',
  }),
} as const;
