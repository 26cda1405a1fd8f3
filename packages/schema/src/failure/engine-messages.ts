import { message } from './message.ts';

/** Failures of the database engine. */
export const engineMessages = {
  'engine.interrupted': message<Record<string, never>>({
    en: () => 'The work was cancelled. Nothing was changed; run the command again when you like.',
    'zh-CN': () => '操作已取消，没有任何改动；需要时请重新运行。',
  }),
  'engine.out-of-memory': message<{ memoryMib: number; detail: string }>({
    en: ({ memoryMib, detail }) =>
      `The memory of ${memoryMib} MiB did not suffice. Give more with --memory, or fewer threads with --threads (each needs memory of its own). The engine says: ${detail}`,
    'zh-CN': ({ memoryMib, detail }) =>
      `${memoryMib} MiB 内存不够。请用 --memory 增加内存，或用 --threads 减少线程（每个线程都占内存）。引擎信息：${detail}`,
  }),
  'engine.disk-full': message<{ detail: string }>({
    en: ({ detail }) =>
      `The disk is full. Free some space where the result and the temporary files go, or give more --memory so that less is written to disk. The engine says: ${detail}`,
    'zh-CN': ({ detail }) =>
      `磁盘空间不足。请清理结果目录和临时文件所在的磁盘，或用 --memory 增加内存以减少落盘。引擎信息：${detail}`,
  }),
  'engine.number-too-large': message<{ detail: string }>({
    en: ({ detail }) =>
      `A number grew beyond 64 bits. Look for an amount that is far too large in the source data, or for an arithmetic in the policy that multiplies large values. The engine says: ${detail}`,
    'zh-CN': ({ detail }) =>
      `数值超出 64 位范围。请检查源数据中是否有异常大的金额，或政策中是否有大数相乘。引擎信息：${detail}`,
  }),
  'engine.file-unreadable': message<{ detail: string }>({
    en: ({ detail }) =>
      `A data file cannot be read: it is missing, damaged or not allowed. Run "gradus verify" to find damaged files and restore them from a copy. The engine says: ${detail}`,
    'zh-CN': ({ detail }) =>
      `数据文件无法读取：文件缺失、损坏或没有权限。请运行 "gradus verify" 找出损坏的文件并从备份恢复。引擎信息：${detail}`,
  }),
  'engine.statement-failed': message<{ statement: string; detail: string }>({
    en: ({ statement, detail }) =>
      `The engine refused a statement: ${detail} The statement begins: ${statement} This is probably a defect of Gradus; please report it with this text.`,
    'zh-CN': ({ statement, detail }) =>
      `引擎拒绝执行语句：${detail} 语句开头：${statement} 这很可能是 Gradus 的缺陷，请附上此信息报告。`,
  }),
} as const;
