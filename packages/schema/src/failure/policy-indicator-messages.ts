import { message } from './message.ts';

/** Mistakes in indicators that are made of others. */
export const policyIndicatorMessages = {
  'policy.indicator-ring': message<{ ring: readonly string[] }>({
    en: ({ ring }) =>
      `These indicators are made of each other in a ring: ${ring.join(' → ')}. Break it at one of them.`,
    'zh-CN': ({ ring }) => `这些指标互相引用成环：${ring.join(' → ')}。请在其中一处断开。`,
  }),
  'policy.units-differ': message<{ of: string; ofUnit: string; to: string; toUnit: string }>({
    en: ({ of, ofUnit, to, toUnit }) =>
      `"${of}" is in ${ofUnit} and "${to}" in ${toUnit}: only numbers of one unit can be set against each other.`,
    'zh-CN': ({ of, ofUnit, to, toUnit }) =>
      `"${of}" 的单位是 ${ofUnit}，"${to}" 的单位是 ${toUnit}：只有单位相同的指标才能相互运算。`,
  }),
  'policy.class-arithmetic': message<{ name: string }>({
    en: ({ name }) =>
      `"${name}" is a class, not a number: it cannot be calculated with. Use it in a condition.`,
    'zh-CN': ({ name }) => `"${name}" 是等级类指标而非数值，不能参与运算。请在条件中使用。`,
  }),
} as const;
