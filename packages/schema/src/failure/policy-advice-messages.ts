import { didYouMean, didYouMeanZh, message } from './message.ts';

/** Findings about what a policy, readable as it is, would do. */
export const policyAdviceMessages = {
  'policy.reserved-name': message<{ name: string }>({
    en: ({ name }) =>
      `An indicator cannot be called "${name}": the result, the customer or the language has that name. Choose another.`,
    'zh-CN': ({ name }) => `指标不能命名为 "${name}"：结果列、客户列或条件语言已使用该名称，请改名。`,
  }),
  'policy.protected-attribute': message<{ name: string; word: string }>({
    en: ({ name, word }) =>
      `"${name}" names a protected attribute (${word}). It may not decide over a customer; only the fairness report may read it. Remove it.`,
    'zh-CN': ({ name, word }) =>
      `"${name}" 属于受保护特征（${word}），不得用于客户评级，仅供公平性报告使用，请删除。`,
  }),
  'policy.duplicate-id': message<{ id: string }>({
    en: ({ id }) => `The id "${id}" stands here a second time. Give each its own.`,
    'zh-CN': ({ id }) => `编号 "${id}" 重复，请使用不同的编号。`,
  }),
  'policy.renamed-in-use': message<{ id: string }>({
    en: ({ id }) => `"${id}" is a tier today, so it cannot be a former name. Remove the entry.`,
    'zh-CN': ({ id }) => `"${id}" 是现有等级，不能作为旧名，请删除该项。`,
  }),
  'policy.weights-not-100': message<{ sum: string }>({
    en: ({ sum }) => `The weights add up to ${sum} %, and must make exactly 100 %. Change one of them.`,
    'zh-CN': ({ sum }) => `权重合计为 ${sum}%，须恰好为 100%，请调整。`,
  }),
  'policy.unreachable-bin': message<{ name: string; key: string }>({
    en: ({ name, key }) =>
      `No value of "${name}" falls into the bin from ${key}. Remove it, or correct its bound.`,
    'zh-CN': ({ name, key }) => `"${name}" 不会取到从 ${key} 起的区间，请删除或修改下限。`,
  }),
  'policy.points-against-trend': message<{ name: string; metric: string; trend: 'up' | 'down' }>({
    en: ({ name, metric, trend }) =>
      `More of "${metric}" speaks ${trend === 'up' ? 'for' : 'against'} a customer, but the points of "${name}" run the other way at some place. Check them.`,
    'zh-CN': ({ name, metric, trend }) =>
      `"${metric}" 越大对客户越${trend === 'up' ? '有利' : '不利'}，但 "${name}" 的分值有一处方向相反，请核对。`,
  }),
  'policy.constant-condition': message<{ holds: boolean }>({
    en: ({ holds }) =>
      `This condition ${holds ? 'always' : 'never'} holds, whatever the customer. Check its bounds.`,
    'zh-CN': ({ holds }) => `该条件对所有客户${holds ? '恒成立' : '恒不成立'}，请核对界限。`,
  }),
  'policy.rule-without-effect': message<{ id: string; by: string | null }>({
    en: ({ id, by }) =>
      by === null
        ? `The rule "${id}" can change no tier: its tier is the end of the scale. Remove it, or name another tier.`
        : `Wherever the rule "${id}" holds, the rule "${by}" decides at least as much. Remove one, or narrow it.`,
    'zh-CN': ({ id, by }) =>
      by === null
        ? `规则 "${id}" 不会改变任何等级（已是最优或最差），请删除或改写等级。`
        : `规则 "${id}" 成立时规则 "${by}" 已起同等或更强作用，请删除其一或缩小范围。`,
  }),
  'policy.no-tier-by-score': message<Record<string, never>>({
    en: () =>
      'No tier has "from", so the score leads nowhere. Give the tiers that it reaches their cut-offs.',
    'zh-CN': () => '没有任何等级写有 from，综合得分无从对应等级，请填写分界。',
  }),
  'policy.from-not-descending': message<{ from: string; above: string }>({
    en: ({ from, above }) =>
      `Tiers stand best first, so ${from} must be below the ${above} of the tier before. Reorder them, or correct the cut-off.`,
    'zh-CN': ({ from, above }) => `等级由优到劣排列，${from} 须低于前一等级的 ${above}，请调整顺序或分界。`,
  }),
  'policy.unreachable-tier': message<{ id: string; best: string | null }>({
    en: ({ id, best }) =>
      best === null
        ? `Nobody can be in the tier "${id}": it has no "from", and no rule names it.`
        : `No score leads to the tier "${id}" (scores end at ${best}), and no rule names it. Change the cut-offs or the points.`,
    'zh-CN': ({ id, best }) =>
      best === null
        ? `没有客户能进入等级 "${id}"：既无 from，也没有规则指向它。`
        : `综合得分（止于 ${best}）到不了等级 "${id}"，也没有规则指向它，请调整分界或分值。`,
  }),
  'policy.no-fall': message<{ id: string; key: string }>({
    en: ({ id, key }) =>
      `From "${id}" a customer falls by veto only, which acts at once; "${key}" changes nothing here. Remove it.`,
    'zh-CN': ({ id, key }) => `等级 "${id}" 只会因否决立即下降，"${key}" 在此不起作用，请删除。`,
  }),
  'policy.cure-without-veto': message<{ id: string }>({
    en: ({ id }) =>
      `No rule caps a customer at "${id}", so there is nothing to cure. Remove "cure", or add the rule.`,
    'zh-CN': ({ id }) => `没有规则将客户限制在等级 "${id}"，cure 不起作用，请删除或补充规则。`,
  }),
  'policy.unknown-treatment': message<{ kind: string; suggestions: readonly string[] }>({
    en: ({ kind, suggestions }) =>
      `"${kind}" is no kind of treatment that Gradus carries out; it is handed on as written.${didYouMean(suggestions)}`,
    'zh-CN': ({ kind, suggestions }) =>
      `"${kind}" 不是系统内置的管理措施，将原样转交。${didYouMeanZh(suggestions)}`,
  }),
  'policy.rate-over-ceiling': message<{ added: number; ceiling: number }>({
    en: ({ added, ceiling }) =>
      `${added} basis points are above the ceiling of ${ceiling}. Lower the addition.`,
    'zh-CN': ({ added, ceiling }) => `上浮 ${added} 个基点超过上限 ${ceiling}，请降低。`,
  }),
  'policy.adverse-by-score': message<{ tier: string; kind: string }>({
    en: ({ tier, kind }) =>
      `"${kind}" makes things worse for the customer, but the tier "${tier}" is reached by score alone. Drop its "from", so that only a stated rule leads there, or move the treatment.`,
    'zh-CN': ({ tier, kind }) =>
      `"${kind}" 对客户不利，而等级 "${tier}" 仅凭得分即可进入。请去掉该等级的 from（只由规则进入），或移走该措施。`,
  }),
  'policy.credit-offer-unguarded': message<{ tier: string; offer: string }>({
    en: ({ tier, offer }) =>
      `The tier "${tier}" is offered "${offer}", but no rule keeps customers in arrears out of it. Add one (at_most, on days past due or loan class).`,
    'zh-CN': ({ tier, offer }) =>
      `等级 "${tier}" 会收到 "${offer}" 营销，但没有规则排除逾期客户，请补充（at_most，按逾期天数或贷款分类）。`,
  }),
  'policy.credit-depends-on-deposits': message<{ tier: string; treatment: string; ways: readonly string[] }>({
    en: ({ tier, treatment, ways }) =>
      `Who gets "${treatment}" depends on deposits, which may count as tying loans to deposits (存贷挂钩): ${ways.map((way) => `${way} → ${tier}`).join('; ')}. Have compliance look at it.`,
    'zh-CN': ({ tier, treatment, ways }) =>
      `"${treatment}" 受存款影响，可能构成存贷挂钩：${ways.map((way) => `${way} → ${tier}`).join('；')}。请合规部门审核。`,
  }),
  'policy.neutral-reason-needed': message<{ id: string }>({
    en: ({ id }) =>
      `The rule "${id}" is confidential, so the policy needs a "neutral_reason" to show in its place.`,
    'zh-CN': ({ id }) => `规则 "${id}" 为保密规则，政策须设 neutral_reason 用于对外展示。`,
  }),
  'policy.neutral-reason-unused': message<{ reason: string }>({
    en: ({ reason }) =>
      `No open rule has the reason ${reason}, so showing it would give the confidential ones away. Use it in an ordinary rule as well.`,
    'zh-CN': ({ reason }) =>
      `没有普通规则使用原因 ${reason}，展示它会暴露保密规则，请让至少一条普通规则也使用。`,
  }),
  'policy.reason-without-text': message<{ reason: string; suggestions: readonly string[] }>({
    en: ({ reason, suggestions }) =>
      `"reasons" has no words for ${reason}.${didYouMean(suggestions)} Add them, so that the customer can be told.`,
    'zh-CN': ({ reason, suggestions }) =>
      `reasons 中没有 ${reason} 的说明。${didYouMeanZh(suggestions)}请补充，以便告知客户。`,
  }),
  'policy.unused-reason': message<{ reason: string }>({
    en: ({ reason }) => `Nothing gives the reason ${reason}. Remove its words, or correct the code.`,
    'zh-CN': ({ reason }) => `没有任何地方使用原因 ${reason}，请删除或更正代码。`,
  }),
  'policy.unused-indicator': message<{ name: string }>({
    en: ({ name }) => `"${name}" is computed and shown, but neither scored nor asked for by a rule.`,
    'zh-CN': ({ name }) => `指标 "${name}" 会计算并展示，但未用于评分或规则。`,
  }),
} as const;
