import { formatDay } from '../calendar/day.ts';
import { unitTitles, type Unit } from '../unit.ts';
import { didYouMean, didYouMeanZh, message } from './message.ts';

const list = (names: readonly string[]): string => names.join(', ');
const listZh = (names: readonly string[]): string => names.join('、');

/** Findings about names, units and numbers of a policy. */
export const policyCheckMessages = {
  'policy.not-plannable': message<{ count: number; first: string }>({
    en: ({ count, first }) =>
      `The policy has ${count} error(s), so it cannot be carried out. The first: ${first}`,
    'zh-CN': ({ count, first }) => `政策有 ${count} 个错误，无法执行。首个：${first}`,
  }),
  'policy.as-of-not-later': message<{ asOf: number; previousAsOf: number }>({
    en: ({ asOf, previousAsOf }) =>
      `The as-of date ${formatDay(asOf)} is not after that of the previous assessment, ${formatDay(previousAsOf)}. Choose a later one.`,
    'zh-CN': ({ asOf, previousAsOf }) =>
      `评级日 ${formatDay(asOf)} 不晚于上一批次的 ${formatDay(previousAsOf)}，请选择更晚的日期。`,
  }),
  'policy.unknown-metric': message<{ name: string; suggestions: readonly string[] }>({
    en: ({ name, suggestions }) => `There is no metric "${name}".${didYouMean(suggestions)}`,
    'zh-CN': ({ name, suggestions }) => `没有度量 "${name}"。${didYouMeanZh(suggestions)}`,
  }),
  'policy.unit-contradiction': message<{ metric: string; unit: Unit }>({
    en: ({ metric, unit }) => `The metric "${metric}" is in ${unit}. Write that, or leave the unit out.`,
    'zh-CN': ({ metric, unit }) =>
      `度量 "${metric}" 的单位是${unitTitles[unit]['zh-CN'] ?? unit}（${unit}），请改正或省略 unit。`,
  }),
  'policy.parameter-not-read': message<{ key: string; metric: string; readable: readonly string[] }>({
    en: ({ key, metric, readable }) =>
      `The metric "${metric}" does not read "${key}". Remove it${readable.length === 0 ? '' : `; it reads ${list(readable)}`}.`,
    'zh-CN': ({ key, metric, readable }) =>
      `度量 "${metric}" 不使用 "${key}"，请删除${readable.length === 0 ? '' : `；可用：${listZh(readable)}`}。`,
  }),
  'policy.window-in-months': message<{ metric: string }>({
    en: ({ metric }) =>
      `The metric "${metric}" is a figure per month, so its window is in months. Write it like 6 months.`,
    'zh-CN': ({ metric }) => `度量 "${metric}" 按月计算，窗口须以月为单位，如 6 months。`,
  }),
  'policy.too-fine': message<{ text: string; digits: number }>({
    en: ({ text, digits }) =>
      `${text} is finer than what is stored, or below 0 where that has no sense: at most ${digits} digit(s) after the point.`,
    'zh-CN': ({ text, digits }) => `${text} 超出存储精度（最多 ${digits} 位小数）或不应为负。`,
  }),
  'policy.weight-range': message<{ text: string }>({
    en: ({ text }) =>
      `A weight is a percentage above 0 and up to 100 with at most two digits after the point, not ${text}.`,
    'zh-CN': ({ text }) => `权重为大于 0、不超过 100 的百分数，最多两位小数，不能是 ${text}。`,
  }),
  'policy.points-range': message<{ text: string }>({
    en: ({ text }) => `Points are within ±10,000 with at most two digits after the point, not ${text}.`,
    'zh-CN': ({ text }) => `分值须在 ±10,000 以内，最多两位小数，不能是 ${text}。`,
  }),
  'policy.missing-points-needed': message<{ metric: string }>({
    en: ({ metric }) =>
      `"${metric}" can be missing. Say with "missing:" how many points that is; missing is not zero.`,
    'zh-CN': ({ metric }) => `"${metric}" 可能缺失，请用 "missing:" 说明缺失时的分值；缺失不等于零。`,
  }),
  'policy.curve-on-class': message<{ classes: readonly string[] }>({
    en: ({ classes }) => `A curve needs a number, and this is a class. Write points for ${list(classes)}.`,
    'zh-CN': ({ classes }) => `曲线只用于数值，此处为类别，请为各类别写分值：${listZh(classes)}。`,
  }),
  'policy.keys-not-ascending': message<{ key: string; before: string }>({
    en: ({ key, before }) =>
      `${key} comes after ${before}. Each lower bound must be above the one before it.`,
    'zh-CN': ({ key, before }) => `${key} 排在 ${before} 之后；下限须逐个递增，不能重复。`,
  }),
  'policy.class-without-points': message<{ classes: readonly string[] }>({
    en: ({ classes }) => `Every class needs points; missing are ${list(classes)}.`,
    'zh-CN': ({ classes }) => `每个类别都须有分值，缺少：${listZh(classes)}。`,
  }),
  'policy.unknown-tier': message<{ id: string; suggestions: readonly string[] }>({
    en: ({ id, suggestions }) => `There is no tier "${id}".${didYouMean(suggestions)}`,
    'zh-CN': ({ id, suggestions }) => `没有等级 "${id}"。${didYouMeanZh(suggestions)}`,
  }),
} as const;
