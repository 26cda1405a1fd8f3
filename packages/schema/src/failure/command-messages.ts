import { didYouMean, didYouMeanZh, message } from './message.ts';

/** Failures of the command line itself. */
export const commandMessages = {
  'command.unknown-command': message<{ name: string; suggestions: readonly string[] }>({
    en: ({ name, suggestions }) =>
      `There is no command "${name}".${didYouMean(suggestions)} See "gradus --help".`,
    'zh-CN': ({ name, suggestions }) =>
      `没有命令 "${name}"。${didYouMeanZh(suggestions)} 请看 "gradus --help"。`,
  }),
  'command.unknown-option': message<{ option: string; suggestions: readonly string[] }>({
    en: ({ option, suggestions }) =>
      `There is no option "${option}" here.${didYouMean(suggestions)} Add --help to the command to see its options.`,
    'zh-CN': ({ option, suggestions }) =>
      `此命令没有选项 "${option}"。${didYouMeanZh(suggestions)} 在命令后加 --help 查看可用选项。`,
  }),
  'command.option-before-command': message<{ option: string; command: string }>({
    en: ({ option, command }) =>
      `${option} stands before the command. Write it after: gradus ${command} … ${option}.`,
    'zh-CN': ({ option, command }) =>
      `${option} 写在了命令之前。请写在命令之后：gradus ${command} … ${option}。`,
  }),
  'command.missing-option': message<{ option: string }>({
    en: ({ option }) => `${option} is needed. Add --help to the command to see what it stands for.`,
    'zh-CN': ({ option }) => `缺少 ${option}。在命令后加 --help 查看其含义。`,
  }),
  'command.missing-value': message<{ option: string }>({
    en: ({ option }) => `${option} needs a value after it.`,
    'zh-CN': ({ option }) => `${option} 后面需要一个值。`,
  }),
  'command.missing-argument': message<{ argument: string }>({
    en: ({ argument }) => `The command needs a ${argument}. Add --help to see how it is written.`,
    'zh-CN': ({ argument }) => `命令缺少参数 ${argument}。加 --help 查看写法。`,
  }),
  'command.excess-arguments': message<{ given: string; most: number }>({
    en: ({ given, most }) =>
      `The command takes at most ${most} argument${most === 1 ? '' : 's'}, and was given more: ${given}. Put text with spaces in quotes.`,
    'zh-CN': ({ given, most }) => `命令最多接受 ${most} 个参数，实际给出：${given}。含空格的文本请加引号。`,
  }),
  'command.bad-date': message<{ option: string; value: string }>({
    en: ({ option, value }) =>
      `${option}: "${value}" is no day of the calendar. Write YYYY-MM-DD, such as 2026-06-30.`,
    'zh-CN': ({ option, value }) =>
      `${option}："${value}" 不是有效日期。请写成 YYYY-MM-DD，例如 2026-06-30。`,
  }),
  'command.date-out-of-range': message<{ option: string; value: string; first: string; last: string }>({
    en: ({ option, value, first, last }) =>
      `${option}: ${value} is not between ${first} and ${last}. Check the year.`,
    'zh-CN': ({ option, value, first, last }) =>
      `${option}：${value} 不在 ${first} 至 ${last} 之间。请检查年份。`,
  }),
  'command.bad-number': message<{ option: string; value: string; least: number; most: number }>({
    en: ({ option, value, least, most }) =>
      `${option}: "${value}" is not a whole number from ${least} to ${most}.`,
    'zh-CN': ({ option, value, least, most }) =>
      `${option}："${value}" 不是 ${least} 到 ${most} 之间的整数。`,
  }),
  'command.bad-size': message<{ value: string; leastMib: number }>({
    en: ({ value, leastMib }) =>
      `--memory: "${value}" is no size of at least ${leastMib}MiB. Write such as 800MiB or 4GiB.`,
    'zh-CN': ({ value, leastMib }) =>
      `--memory："${value}" 不是不小于 ${leastMib}MiB 的大小。请写成 800MiB 或 4GiB。`,
  }),
  'command.bad-locale': message<{ value: string; locales: readonly string[] }>({
    en: ({ value, locales }) => `--locale: "${value}" is not spoken here. There are ${locales.join(', ')}.`,
    'zh-CN': ({ value, locales }) => `--locale：不支持 "${value}"。可选 ${locales.join('、')}。`,
  }),
  'command.bad-choice': message<{ option: string; value: string; choices: readonly string[] }>({
    en: ({ option, value, choices }) => `${option}: "${value}" is none of ${choices.join(', ')}.`,
    'zh-CN': ({ option, value, choices }) => `${option}："${value}" 不在可选值 ${choices.join('、')} 之中。`,
  }),
  'command.system-refused': message<{ detail: string }>({
    en: ({ detail }) =>
      `The operating system refused: ${detail}. Check free space and permissions there, then run the command again; what was published before is untouched.`,
    'zh-CN': ({ detail }) =>
      `操作系统拒绝了操作：${detail}。请检查磁盘空间和权限后重新运行；此前已发布的结果不受影响。`,
  }),
  'command.bad-connection': message<Record<string, never>>({
    en: () => '--connection is written name=address, such as core=postgres://user:password@host/database.',
    'zh-CN': () => '--connection 的写法是 名称=地址，例如 core=postgres://用户:密码@主机/数据库。',
  }),
  'command.file-exists': message<{ file: string }>({
    en: ({ file }) => `${file} exists already and is left as it is. Name another file, or remove it.`,
    'zh-CN': ({ file }) => `${file} 已存在，未作改动。请换一个文件名，或先删除它。`,
  }),
  'command.file-unwritable': message<{ file: string; detail: string }>({
    en: ({ file, detail }) =>
      `${file} cannot be written (${detail}). Name a file in a folder that exists and is yours.`,
    'zh-CN': ({ file, detail }) => `无法写入 ${file}（${detail}）。请指定一个存在且有写权限的目录中的文件。`,
  }),
  'command.unknown-currency': message<{ value: string }>({
    en: ({ value }) => `"${value}" is no ISO 4217 currency code. Write three capital letters such as CNY.`,
    'zh-CN': ({ value }) => `"${value}" 不是 ISO 4217 币种代码。请写三个大写字母，例如 CNY。`,
  }),
  'command.unknown-encoding': message<{
    value: string;
    suggestions: readonly string[];
    known: readonly string[];
  }>({
    en: ({ value, suggestions, known }) =>
      `"${value}" is no encoding that is known.${didYouMean(suggestions)} Known: ${known.join(', ')}, and other names of these such as cp932.`,
    'zh-CN': ({ value, suggestions, known }) =>
      `"${value}" 不是已知的编码。${didYouMeanZh(suggestions)}可用：${known.join('、')}，以及它们的别名，例如 cp932。`,
  }),
  'command.bad-source-name': message<{ value: string }>({
    en: ({ value }) =>
      `"${value}" cannot name a source system. Use small letters, digits, _ and -, beginning with a letter.`,
    'zh-CN': ({ value }) => `"${value}" 不能作为源系统名称。请用小写字母、数字、_ 和 -，以字母开头。`,
  }),
  'command.file-unreadable': message<{ file: string; detail: string }>({
    en: ({ file, detail }) => `${file} cannot be read (${detail}). Check the path and its permissions.`,
    'zh-CN': ({ file, detail }) => `无法读取 ${file}（${detail}）。请检查路径和权限。`,
  }),
  'command.bad-claim': message<{ value: string }>({
    en: ({ value }) =>
      `"${value}" is no claim. Write treatments, a colon and indicators, such as credit-decisions:deposits.`,
    'zh-CN': ({ value }) => `"${value}" 不是有效的声明。请写成“措施:指标”，例如 credit-decisions:deposits。`,
  }),
} as const;
