import { message } from './message.ts';

/** Refusals of feeds that are queries. Addresses hold passwords and are never told. */
export const intakeQueryMessages = {
  'intake.feed-source': message<{ table: string }>({
    en: ({ table }) =>
      `A feed of ${table} reads either files ("file") or the result of a query ("query" with the name of its "connection"). Write one of the two.`,
    'zh-CN': ({ table }) =>
      `${table} 的数据来源应为文件（"file"）或查询（"query" 及其 "connection" 名称）之一。请只写其中一种。`,
  }),
  'intake.no-connection': message<{ name: string; variable: string }>({
    en: ({ name, variable }) =>
      `The mapping queries the connection "${name}", and nothing says where that is. Set ${variable} to its address, or give --connection ${name}=ADDRESS.`,
    'zh-CN': ({ name, variable }) =>
      `映射使用连接 "${name}"，但未说明其地址。请设置环境变量 ${variable}，或使用 --connection ${name}=地址。`,
  }),
  'intake.bad-connection': message<{ name: string }>({
    en: ({ name }) =>
      `The address of the connection "${name}" begins neither with postgres:// nor with mysql://. Write it as postgres://user:password@host:5432/database.`,
    'zh-CN': ({ name }) =>
      `连接 "${name}" 的地址既不以 postgres:// 也不以 mysql:// 开头。写法：postgres://用户:密码@主机:5432/数据库。`,
  }),
  'intake.connection-failed': message<{ name: string; detail: string }>({
    en: ({ name, detail }) =>
      `The connection "${name}" cannot be opened: ${detail}. Check its host, port, user and password, and that this machine may reach it.`,
    'zh-CN': ({ name, detail }) =>
      `无法打开连接 "${name}"：${detail}。请检查主机、端口、用户和密码，以及本机能否访问。`,
  }),
  'intake.query-failed': message<{ table: string; name: string; detail: string }>({
    en: ({ table, name, detail }) => `The query for ${table} failed on the connection "${name}": ${detail}`,
    'zh-CN': ({ table, name, detail }) => `${table} 的查询在连接 "${name}" 上失败：${detail}`,
  }),
} as const;
