import { message } from './message.ts';

const kindsOfBytes = {
  zip: {
    en: 'a zip archive or an Excel file (.xlsx); say "format: excel" under "read", or unpack it',
    'zh-CN': 'zip 压缩包或 Excel 文件（.xlsx）；请在 read 中写 format: excel，或先解压',
  },
  compound: {
    en: 'an old Excel file (.xls) or one with a password; save it as .xlsx without a password, or as CSV',
    'zh-CN': '旧版 Excel 文件（.xls）或带密码的文件；请另存为无密码的 .xlsx 或 CSV',
  },
  parquet: {
    en: 'a Parquet file; say "format: parquet" under "read"',
    'zh-CN': 'Parquet 文件；请在 read 中写 format: parquet',
  },
} as const;

const excelProblems = {
  'no-zip': { en: 'it does not begin as one', 'zh-CN': '文件开头不符' },
  'no-workbook': {
    en: 'it is a zip archive without a workbook that can be read (.xlsb cannot)',
    'zh-CN': '它是 zip 压缩包，但其中没有可读取的工作簿（不支持 .xlsb）',
  },
  damaged: { en: 'it is damaged or was cut off', 'zh-CN': '文件已损坏或被截断' },
} as const;

const headerProblems = {
  'no-file': { en: 'there is no such file, or more than one', 'zh-CN': '没有该文件，或匹配到多个文件' },
  'no-names': { en: 'it has no names, or an empty one', 'zh-CN': '其中没有列名，或有空列名' },
  'too-long': { en: 'it is too long for a list of names', 'zh-CN': '其内容过长，不像列名清单' },
} as const;

/** What is wrong with the files of a delivery as files. */
export const intakeSourceMessages = {
  'intake.not-text': message<{ file: string; kind: keyof typeof kindsOfBytes }>({
    en: ({ file, kind }) => `"${file}" is no text but ${kindsOfBytes[kind].en}.`,
    'zh-CN': ({ file, kind }) => `"${file}" 不是文本文件，而是${kindsOfBytes[kind]['zh-CN']}。`,
  }),
  'intake.gzip-damaged': message<{ file: string; problem: 'cut-off' | 'damaged' }>({
    en: ({ file, problem }) =>
      problem === 'cut-off'
        ? `"${file}" is a gzip file that was cut off: its end is missing. Deliver it again, whole.`
        : `"${file}" is a damaged gzip file: it cannot be unpacked. Deliver it again.`,
    'zh-CN': ({ file, problem }) =>
      problem === 'cut-off'
        ? `"${file}" 是被截断的 gzip 文件：缺少结尾。请重新完整交付。`
        : `"${file}" 是已损坏的 gzip 文件，无法解压。请重新交付。`,
  }),
  'intake.unpacked-too-large': message<{ file: string; limit: string }>({
    en: ({ file, limit }) =>
      `"${file}" unpacks to more than ${limit} bytes, far more than its size allows. If it is right, deliver it unpacked.`,
    'zh-CN': ({ file, limit }) =>
      `"${file}" 解压后超过 ${limit} 字节，远超其大小应有的范围。若文件无误，请交付未压缩的文件。`,
  }),
  'intake.not-excel': message<{ file: string; problem: keyof typeof excelProblems }>({
    en: ({ file, problem }) =>
      `"${file}" is no Excel file (.xlsx): ${excelProblems[problem].en}. Save it as .xlsx, or name its format under "read".`,
    'zh-CN': ({ file, problem }) =>
      `"${file}" 不是 Excel 文件（.xlsx）：${excelProblems[problem]['zh-CN']}。请另存为 .xlsx，或在 read 中写明其格式。`,
  }),
  'intake.old-excel': message<{ file: string }>({
    en: ({ file }) =>
      `"${file}" is an old Excel file (.xls) or has a password, neither of which can be read. Save it as .xlsx without a password, or as CSV.`,
    'zh-CN': ({ file }) =>
      `"${file}" 是旧版 Excel 文件（.xls）或带有密码，无法读取。请另存为无密码的 .xlsx 或 CSV。`,
  }),
  'intake.no-sheet': message<{ file: string; sheet: string; sheets: readonly string[] }>({
    en: ({ file, sheet, sheets }) =>
      `"${file}" has no sheet "${sheet}". It has: ${sheets.join(', ')}. Correct "sheet".`,
    'zh-CN': ({ file, sheet, sheets }) =>
      `"${file}" 没有工作表 "${sheet}"，现有：${sheets.join('、')}。请修正 sheet。`,
  }),
  'intake.header-file': message<{ file: string; problem: keyof typeof headerProblems }>({
    en: ({ file, problem }) =>
      `"${file}" does not give the names of the columns: ${headerProblems[problem].en}. It should hold one line of names, or one name on each line.`,
    'zh-CN': ({ file, problem }) =>
      `"${file}" 未能给出列名：${headerProblems[problem]['zh-CN']}。应为一行列名，或每行一个列名。`,
  }),
  'intake.no-flag': message<{ table: string; flag: string }>({
    en: ({ table, flag }) =>
      `No file "${flag}" says that the delivery of ${table} is complete. Import again when it is there.`,
    'zh-CN': ({ table, flag }) => `没有表示 ${table} 已交付完整的标志文件 "${flag}"。请在其出现后重新导入。`,
  }),
} as const;
