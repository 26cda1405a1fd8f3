import { message } from './message.ts';

const problems = {
  form: {
    en: 'it is no CSV file with the columns customer_id and tier',
    'zh-CN': '不是含 customer_id 和 tier 列的 CSV 文件',
  },
  'unknown-customer': { en: 'the lake knows no such customer', 'zh-CN': '数据湖中没有该客户' },
  twice: { en: 'the customer stands there twice', 'zh-CN': '该客户重复出现' },
} as const;

/** Failures of coming from another system: comparing with the bank's own tiers, erasing. */
export const takeoverMessages = {
  'takeover.no-bank-tiers': message<{ asOf: string; days: readonly string[] }>({
    en: ({ asOf, days }) =>
      `The lake has no tiers of the bank as of ${asOf}${days.length === 0 ? '' : `, only as of ${days.join(', ')}`}. Import them as tier_state, or name a CSV file with --tiers.`,
    'zh-CN': ({ asOf, days }) =>
      `数据湖中没有截至 ${asOf} 的行内等级${days.length === 0 ? '' : `，仅有 ${days.join('、')}`}。请导入 tier_state，或用 --tiers 指定 CSV 文件。`,
  }),
  'takeover.tiers-unreadable': message<{ file: string; line: number; problem: keyof typeof problems }>({
    en: ({ file, line, problem }) =>
      `The tiers in "${file}" cannot be compared, line ${line}: ${problems[problem].en}. Correct the file.`,
    'zh-CN': ({ file, line, problem }) =>
      `无法比对 "${file}" 中的等级，第 ${line} 行：${problems[problem]['zh-CN']}。请更正该文件。`,
  }),
  'takeover.compare-arguments': message<{ problem: 'two' | 'lake' }>({
    en: ({ problem }) =>
      problem === 'two'
        ? 'Name two results to compare, or results with --lake to compare them with the tiers of the bank (--bank or --tiers FILE).'
        : 'To compare with the tiers of the bank, name the lake with --lake.',
    'zh-CN': ({ problem }) =>
      problem === 'two'
        ? '请指定两个要比对的结果；若与行内等级比对（--bank 或 --tiers 文件），请指定结果和 --lake。'
        : '与行内等级比对时，请用 --lake 指定数据湖。',
  }),
  'takeover.erase-nobody': message<{ known: number; customerIds: readonly string[] }>({
    en: ({ customerIds }) =>
      `The lake knows no customer ${customerIds.map((id) => `"${id}"`).join(', ')}; nobody was erased. Ids are written as the bank's own systems do; whoever was erased before needs no second time.`,
    'zh-CN': ({ customerIds }) =>
      `数据湖中没有客户 ${customerIds.map((id) => `"${id}"`).join('、')}，未删除任何人。客户号须与银行系统一致；已删除的客户无需再次删除。`,
  }),
} as const;
