import type { LocalText } from '@gradus/schema';

/** What each setting of a field does: first where the value comes from, then what is done with it. docs/mapping.md, "A field", says more. */
export const settingWords = {
  column: {
    en: 'a column of the file; the name of the column alone says the same',
    'zh-CN': '文件的一列；只写列名也是同样的意思',
  },
  columns: { en: 'columns whose texts are joined', 'zh-CN': '把多列的文本连接起来' },
  join: { en: 'what stands between joined columns', 'zh-CN': '连接时中间的文本' },
  value: { en: 'the same text in every row', 'zh-CN': '每行相同的文本' },
  cases: {
    en: 'the first case that holds: [{ when: { COLUMN: [A, B] }, value: X }, { when: { COLUMN: { starts_with: C } }, column: COLUMN }]',
    'zh-CN':
      '第一个符合的情形：[{ when: { COLUMN: [A, B] }, value: X }, { when: { COLUMN: { starts_with: C } }, column: COLUMN }]',
  },
  credit: {
    en: 'column of amounts that count positive, beside debit',
    'zh-CN': '计为正数的金额列，与 debit 同用',
  },
  debit: {
    en: 'column of amounts that count negative, beside credit',
    'zh-CN': '计为负数的金额列，与 credit 同用',
  },
  lookup: {
    en: 'a value from another file; `where` picks its rows, `choose: least` or `greatest` one of several values',
    'zh-CN': '取自另一个文件的值；where 选取对方的行，多个值时用 choose: least 或 greatest 取其一',
  },
  missing: { en: 'further texts that mean: no value', 'zh-CN': '另外哪些文本表示没有值' },
  remove: {
    en: "texts to take out of the value, wherever they stand; ' ' stands for blanks of any kind",
    'zh-CN': "从值中去掉的文本，不论位置；' ' 表示任何空白",
  },
  part: {
    en: '[position of the first character, from 1, number of characters]; [-10, 10] are the last ten',
    'zh-CN': '[起始位置（从 1 数起）, 字符数]；[-10, 10] 为最后十个字符',
  },
  codes: {
    en: '{ code in the file: value }; an empty value means none; a code that is not listed rejects the row',
    'zh-CN': '{ 文件中的代码: 值 }；值为空表示没有值；未列出的代码使该行被拒收',
  },
  otherwise: {
    en: 'value when no code and no case fits, which else rejects the row; without codes and cases, where there is no value',
    'zh-CN': '没有代码或情形符合时的值，不写则拒收该行；未写 codes 和 cases 时，为缺值时的值',
  },
  date: {
    en: 'how days are written, of yyyy or yy, mm and dd, m and d, mmm, or ddd for the day of the year: yyyymmdd, d.m.yyyy, yyddd',
    'zh-CN':
      '日期的写法，由 yyyy 或 yy、mm 和 dd、m 和 d、mmm，或 ddd（一年中第几天）组成，如 yyyymmdd、d.m.yyyy、yyddd',
  },
  latest_year: {
    en: 'the last year that two digits may stand for; 2068 unless stated',
    'zh-CN': '两位年份最晚代表哪一年；默认 2068',
  },
  in: {
    en: '`minor` where amounts are in fen; major unless stated',
    'zh-CN': '金额以分为单位时写 minor；默认 major（元）',
  },
  decimal: { en: 'decimal separator, a point unless stated', 'zh-CN': '小数点，默认为“.”' },
  group: { en: "separator of thousands, such as ','", 'zh-CN': "千分位分隔符，如 ','" },
  sign: {
    en: 'the sign by another column: { column: COLUMN, negative: [D], positive: [C] }',
    'zh-CN': '由另一列决定正负：{ column: COLUMN, negative: [D], positive: [C] }',
  },
  pad: {
    en: 'fills an id or a code with zeros on its left, up to so many characters',
    'zh-CN': '在编号或代码左侧补零，直至该位数',
  },
  invert: {
    en: 'true: the rate is quoted the other way round, and is turned',
    'zh-CN': 'true：汇率为反向报价，取其倒数',
  },
  per: {
    en: 'how many units a number is for: 100 divides it by 100',
    'zh-CN': '数值对应多少单位：100 即除以 100',
  },
  negate: { en: '`true` turns the sign', 'zh-CN': '写 true 则取相反数' },
  add: { en: 'added to a whole number; to a day, in days', 'zh-CN': '加到整数上；日期则加天数' },
  round: {
    en: '`true` rounds digits that cannot be stored, half away from zero; else they reject the row',
    'zh-CN': '写 true 则四舍五入多余的小数位，否则该行被拒收',
  },
  unit: {
    en: 'what a figure counts: money, months, per_month, ratio, days, count or class',
    'zh-CN': '数值的单位：money、months、per_month、ratio、days、count 或 class',
  },
} as const satisfies Readonly<Record<string, LocalText>>;
