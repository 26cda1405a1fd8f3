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
  'takeover.erase-list-unreadable': message<{ file: string }>({
    en: ({ file }) =>
      `The list "${file}" cannot be read, or names nobody. Write one customer id a line, in UTF-8.`,
    'zh-CN': ({ file }) => `名单 "${file}" 无法读取或为空。请每行写一个客户号，使用 UTF-8 编码。`,
  }),
  'takeover.erase-reason-names': message<{ reason: string }>({
    en: () =>
      'The reason holds the id of a customer who is to be erased; it would stay in the lake for good. Write it without.',
    'zh-CN': () => '原因中含有待删除客户的客户号，将永久保留在数据湖中。请去掉客户号。',
  }),
  'takeover.erase-whom': message<Record<string, never>>({
    en: () => 'Say whom to erase: --customer ID (as often as needed) or --list FILE.',
    'zh-CN': () => '请指定要删除的客户：--customer 客户号（可多次）或 --list 文件。',
  }),
  'takeover.override-split': message<{ file: string; line: number; customerId: string }>({
    en: ({ file, line, customerId }) =>
      `${file}:${line}: customer "${customerId}" was split up and is a customer no longer. Name the part that is meant.`,
    'zh-CN': ({ file, line, customerId }) =>
      `${file}:${line}：客户 "${customerId}" 已拆分，不再是客户。请改为指定拆分后的客户。`,
  }),
  'takeover.override-merged': message<{
    file: string;
    line: number;
    first: number;
    customerId: string;
    otherId: string;
  }>({
    en: ({ file, line, first, customerId, otherId }) =>
      `${file}:${line}: customer "${customerId}" and "${otherId}" of line ${first} were merged; leave one override for the two.`,
    'zh-CN': ({ file, line, first, customerId, otherId }) =>
      `${file}:${line}：客户 "${customerId}" 与第 ${first} 行的 "${otherId}" 已合并；两者只能保留一条人工调整。`,
  }),
  'takeover.compare-unwritable': message<{ file: string; detail: string }>({
    en: ({ file, detail }) =>
      `The differences cannot be written to "${file}": ${detail}. Name a file in a folder that exists and is yours to write.`,
    'zh-CN': ({ file, detail }) =>
      `无法将差异写入 "${file}"：${detail}。请指定一个存在且可写的目录中的文件。`,
  }),
  'lake.file-erased': message<{ path: string }>({
    en: ({ path }) => `"${path}" was removed for good when customers were erased, as it should be.`,
    'zh-CN': ({ path }) => `"${path}" 因删除客户已被永久移除，属正常情况。`,
  }),
  'lake.erasure-unfinished': message<{ path: string }>({
    en: ({ path }) =>
      `"${path}" should have been removed when customers were erased; the erasure was broken off. Run any erasure or import once more: it removes the file.`,
    'zh-CN': ({ path }) =>
      `"${path}" 应已随客户删除而移除，但删除过程中断。请再执行一次删除或导入，即会移除该文件。`,
  }),
} as const;
