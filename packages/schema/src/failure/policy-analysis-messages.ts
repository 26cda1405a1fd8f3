import { inLocale, type LocalText } from '../local-text.ts';
import type { Diagnostic } from './diagnostic.ts';
import { didYouMean, didYouMeanZh, message } from './message.ts';

interface ExampleValue {
  readonly name: string;
  readonly value: string | null;
}

const shown = (example: readonly ExampleValue[]): string =>
  example.map(({ name, value }) => `${name} = ${value ?? 'missing'}`).join(', ');
const shownZh = (example: readonly ExampleValue[]): string =>
  example.map(({ name, value }) => `${name} = ${value ?? '缺失'}`).join('，');

/** Findings and failures of what is concluded from whole policies: differences, certificates, rule packs, witnesses. */
export const policyAnalysisMessages = {
  'policy.not-comparable': message<{ which: 1 | 2; count: number; first: Required<LocalText> }>({
    en: ({ which, count, first }) =>
      `The ${which === 1 ? 'first' : 'second'} policy has ${count} error(s), so its meaning cannot be compared. Correct them, see "gradus check". The first: ${first.en}`,
    'zh-CN': ({ which, count, first }) =>
      `第${which === 1 ? '一' : '二'}份政策有 ${count} 个错误，无法比较含义，请先按 "gradus check" 修改。首个：${first['zh-CN']}`,
  }),
  'policy.guarantee-broken': message<{
    treatment: string;
    tiers: readonly string[];
    ways: readonly string[];
  }>({
    en: ({ treatment, tiers, ways }) =>
      `The policy promises that "${treatment}" (${tiers.join(', ')}) does not depend on this, but it can: ${ways.join('; ')}. Remove these ways, or the promise. "gradus check --certificate" shows customers for whom it matters.`,
    'zh-CN': ({ treatment, tiers, ways }) =>
      `政策承诺 "${treatment}"（${tiers.join('、')}）与此无关，但存在影响途径：${ways.join('；')}。请消除这些途径或删除承诺；"gradus check --certificate" 可给出受影响的客户示例。`,
  }),
  'policy.unknown-claim': message<{
    word: string;
    of: 'treatment' | 'indicator';
    suggestions: readonly string[];
  }>({
    en: ({ word, of, suggestions }) =>
      of === 'treatment'
        ? `No tier has a treatment "${word}", so nothing can be promised about it.${didYouMean(suggestions)}`
        : `There is no indicator or factor "${word}".${didYouMean(suggestions)}`,
    'zh-CN': ({ word, of, suggestions }) =>
      of === 'treatment'
        ? `没有等级含有措施 "${word}"，无从承诺。${didYouMeanZh(suggestions)}`
        : `没有指标或因素 "${word}"。${didYouMeanZh(suggestions)}`,
  }),
  'policy.rules-contradict': message<{
    floor: string;
    tier: string;
    vetoes: readonly string[];
    example: readonly ExampleValue[];
  }>({
    en: ({ floor, tier, vetoes, example }) =>
      `The rule "${floor}" lifts to ${tier} where ${vetoes.join(', ')} can cap lower at once, for example ${shown(example)}. The cap wins; exclude such customers if that is not meant.`,
    'zh-CN': ({ floor, tier, vetoes, example }) =>
      `规则 "${floor}" 保底至 ${tier} 时，${vetoes.join('、')} 可能同时成立并压低等级，例如 ${shownZh(example)}。否决优先；若非本意，请在条件中排除。`,
  }),
  'policy.rule-gap': message<{
    id: string;
    name: string;
    isVeto: boolean;
    example: readonly ExampleValue[];
    beyond: string;
  }>({
    en: ({ id, name, isVeto, example, beyond }) =>
      `The rule "${id}" holds for ${shown(example)}, but with ${name} = ${beyond}, which is ${isVeto ? 'worse' : 'better'}, no rule ${isVeto ? 'caps' : 'lifts'} as much. Close the gap, or leave the bound out.`,
    'zh-CN': ({ id, name, isVeto, example, beyond }) =>
      `规则 "${id}" 对 ${shownZh(example)} 成立，但当 ${name} = ${beyond}（更${isVeto ? '差' : '好'}）时没有同等${isVeto ? '否决' : '保底'}规则。请补齐空档或去掉该界限。`,
  }),
  'policy.rule-covered': message<{ id: string; by: readonly string[] }>({
    en: ({ id, by }) =>
      `Wherever the rule "${id}" holds, one of ${by.join(', ')} decides more. It changes no tier; remove it, or check the others.`,
    'zh-CN': ({ id, by }) =>
      `规则 "${id}" 成立时，${by.join('、')} 中必有其一作用更强，因此它不改变等级，请删除或核对。`,
  }),
  'policy.rule-outside-population': message<{ id: string }>({
    en: ({ id }) =>
      `The rule "${id}" holds only for customers whom "population" leaves out, so it never acts. Check both.`,
    'zh-CN': ({ id }) => `规则 "${id}" 只对 population 排除的客户成立，永远不起作用，请核对二者。`,
  }),
  'policy.pack-rule': message<{
    pack: string;
    rule: string;
    check: string;
    text: LocalText;
    detail: Required<LocalText>;
    source: LocalText;
    article: string;
    isSecondary: boolean;
  }>({
    en: ({ pack, rule, text, detail, source, article, isSecondary }) =>
      `${inLocale(text, 'en', rule)} Here ${detail.en}. [${pack}/${rule}: ${inLocale(source, 'en', '')}, ${article}${isSecondary ? '; known at second hand, have compliance confirm it' : ''}]`,
    'zh-CN': ({ pack, rule, text, detail, source, article, isSecondary }) =>
      `${inLocale(text, 'zh-CN', rule)}此处：${detail['zh-CN']}。〔${pack}/${rule}：${inLocale(source, 'zh-CN', '')}，${article}${isSecondary ? '；来自二手资料，请合规部门核实' : ''}〕`,
  }),
  'policy.pack-unknown-check': message<{ name: string; suggestions: readonly string[] }>({
    en: ({ name, suggestions }) => `There is no check "${name}" for rule packs.${didYouMean(suggestions)}`,
    'zh-CN': ({ name, suggestions }) => `规则包中没有检查项 "${name}"。${didYouMeanZh(suggestions)}`,
  }),
  'policy.pack-parameter': message<{ check: string; key: string; parameters: readonly string[] }>({
    en: ({ check, key, parameters }) =>
      `The check "${check}" has no parameter "${key}" of that form. It has ${parameters.length === 0 ? 'none' : parameters.join(', ')}; docs/rule-packs.md shows how each is written.`,
    'zh-CN': ({ check, key, parameters }) =>
      `检查项 "${check}" 没有这样的参数 "${key}"；可用：${parameters.length === 0 ? '无' : parameters.join('、')}，写法见 docs/rule-packs.md。`,
  }),
  'policy.pack-secondary-error': message<{ id: string }>({
    en: ({ id }) =>
      `The rule "${id}" is known at second hand, so it can warn and not refuse. Confirm its source, or write severity: warning.`,
    'zh-CN': ({ id }) =>
      `规则 "${id}" 来自二手资料，只能提示，不能拒绝。请核实来源，或改为 severity: warning。`,
  }),
  'policy.pack-refused': message<{ file: string; diagnostics: readonly Diagnostic[] }>({
    en: ({ file, diagnostics }) =>
      `The rule pack ${file} has ${diagnostics.length} error(s); nothing was checked. Correct them.`,
    'zh-CN': ({ file, diagnostics }) =>
      `规则包 ${file} 有 ${diagnostics.length} 处错误，未进行检查，请修改。`,
  }),
} as const;
