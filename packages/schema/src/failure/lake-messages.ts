import { message } from './message.ts';

/** Failures and findings about a lake's folder. */
export const lakeMessages = {
  'lake.not-a-lake': message<{ directory: string }>({
    en: ({ directory }) =>
      `"${directory}" is no lake: it does not exist, is a file, or holds other files. Give the folder of an existing lake, or for an import a new or empty folder.`,
    'zh-CN': ({ directory }) =>
      `"${directory}" 不是数据湖：目录不存在、是一个文件，或其中有其他文件。请指定已有的数据湖目录；导入时请指定新的或空的目录。`,
  }),
  'lake.empty': message<{ directory: string }>({
    en: ({ directory }) =>
      `The lake "${directory}" holds no batch yet. Import a delivery first (gradus import).`,
    'zh-CN': ({ directory }) => `数据湖 "${directory}" 中还没有数据批次。请先导入数据（gradus import）。`,
  }),
  'lake.no-such-batch': message<{ directory: string; number: number }>({
    en: ({ directory, number }) =>
      `The lake "${directory}" has no batch ${number}. Give the number of a batch that it has.`,
    'zh-CN': ({ directory, number }) => `数据湖 "${directory}" 中没有批次 ${number}。请指定存在的批次号。`,
  }),
  'lake.busy': message<{ file: string; host: string; pid: number }>({
    en: ({ file, host, pid }) =>
      `Another import is writing to this lake: process ${pid} on ${host}. Wait until it ends. If that machine is gone for good, delete "${file}".`,
    'zh-CN': ({ file, host, pid }) =>
      `另一个导入正在写入该数据湖：主机 ${host} 上的进程 ${pid}。请等待其结束；若该主机确已停用，请删除 "${file}"。`,
  }),
  'lake.lease-lost': message<{ directory: string }>({
    en: ({ directory }) =>
      `Another import took over the lake "${directory}" while this one was at work. Nothing was changed by this one; run it again.`,
    'zh-CN': ({ directory }) =>
      `另一个导入在本次运行期间接管了数据湖 "${directory}"。本次未作任何改动，请重新运行。`,
  }),
  'lake.lost-race': message<{ directory: string; number: number }>({
    en: ({ directory, number }) =>
      `Another import committed batch ${number} of the lake "${directory}" first. Nothing was changed by this one; run it again.`,
    'zh-CN': ({ directory, number }) =>
      `另一个导入先提交了数据湖 "${directory}" 的批次 ${number}。本次未作任何改动，请重新运行。`,
  }),
  'lake.manifest-damaged': message<{ file: string }>({
    en: ({ file }) => `The manifest "${file}" is not as it was written. Restore it from a copy of the lake.`,
    'zh-CN': ({ file }) => `清单 "${file}" 与写入时不一致。请从数据湖的备份恢复。`,
  }),
  'lake.chain-broken': message<{ path: string }>({
    en: ({ path }) =>
      `"${path}" does not follow from the batch before it: a manifest was replaced. Restore the lake from a copy.`,
    'zh-CN': ({ path }) => `"${path}" 与前一批次不衔接：有清单被替换。请从备份恢复数据湖。`,
  }),
  'lake.file-missing': message<{ path: string }>({
    en: ({ path }) => `"${path}" is missing. Restore it from a copy of the lake.`,
    'zh-CN': ({ path }) => `缺少 "${path}"。请从数据湖的备份恢复。`,
  }),
  'lake.file-changed': message<{ path: string }>({
    en: ({ path }) => `"${path}" is not as it was written. Restore it from a copy of the lake.`,
    'zh-CN': ({ path }) => `"${path}" 与写入时不一致。请从数据湖的备份恢复。`,
  }),
  'lake.stray-file': message<{ path: string }>({
    en: ({ path }) =>
      `No batch names "${path}": an import was broken off, or somebody put it there. The next import removes what an import left; move anything else away.`,
    'zh-CN': ({ path }) =>
      `没有批次记录 "${path}"：可能是中断的导入遗留，或他人放入。下次导入会清除导入的遗留文件，其他文件请移走。`,
  }),
} as const;
