import type { LocalText } from '@gradus/schema';

/** Why nothing was learnt from a file. */
export const unreadReasons = {
  empty: {
    en: 'it is empty; if it says that the delivery is complete, name it as the flag of a feed: "control: { flag: … }"',
    'zh-CN': '文件为空；若它表示数据已送齐，请在表下写为标志文件：control: { flag: … }',
  },
  noText: {
    en: 'it is no text, and no kind of file that is known here: ask for it as text, Excel or Parquet',
    'zh-CN': '不是文本，也不是已知的文件类型：请让对方以文本、Excel 或 Parquet 提供',
  },
  nested: {
    en: 'it holds JSON or XML, which is not read: ask for a table of it, as CSV, Excel or Parquet',
    'zh-CN': '内容为 JSON 或 XML，无法读取：请让对方以 CSV、Excel 或 Parquet 表格提供',
  },
  noColumns: {
    en: 'it holds no columns: no delimiter divides its lines, and they are not all as long as each other; if it explains the delivery, read it and write down what it says',
    'zh-CN': '看不出列：没有分隔符，各行长度也不相同；若是数据说明，请阅读后把其中内容写进映射',
  },
  noLines: {
    en: 'it has no line ends; if its records are all as long as each other, describe them with "format: fixed" and "record_length"',
    'zh-CN': '没有换行；若每条记录长度相同，请用 format: fixed 和 record_length 描述',
  },
  damagedGzip: {
    en: 'it is packed with gzip and cannot be unpacked: ask for it again',
    'zh-CN': 'gzip 压缩文件无法解压：请让对方重新提供',
  },
  packed: {
    en: 'it is packed with gzip but holds no text; import can read it, but here it was not looked at: unpack it and ask for a mapping again',
    'zh-CN': 'gzip 压缩包内不是文本；导入时可以读取，但此处未查看：请解压后重新生成映射',
  },
} satisfies Readonly<Record<string, LocalText>>;

/** Numbers that are not written in digits, as a description says of a file. */
export function packedReason(describedBy: string, names: readonly string[]): LocalText {
  return {
    en: `it holds packed numbers (${names.join(', ')}), as ${describedBy} says, which are not read: ask for an extract with all numbers written in digits`,
    'zh-CN': `按 ${describedBy}，其中 ${names.join('、')} 为压缩数字（COMP、COMP-3），无法读取：请让对方把所有数字以字符形式导出`,
  };
}
