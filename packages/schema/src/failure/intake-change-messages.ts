import { message } from './message.ts';

/** Deltas by key: rows that are new, changed or gone. */
export const intakeChangeMessages = {
  'intake.needs-changes': message<{ key: string; table: string }>({
    en: ({ key, table }) =>
      `"${key}" of ${table} is understood with "delivery: changes" alone, and only of tables that are kept. Write that, or leave "${key}" out.`,
    'zh-CN': ({ key, table }) =>
      `${table} 的 "${key}" 只适用于 "delivery: changes"，且该表须为入湖数据表。请加上该设置，或删除 "${key}"。`,
  }),
  'intake.delete-in-use': message<{ table: string; field: string }>({
    en: ({ table, field }) =>
      `This row of ${table} cannot be deleted: other rows still refer to its "${field}" (bookings, balances or reports of an account or loan, accounts and figures of a customer), or it opens an account. Delete those first, or in the same delivery.`,
    'zh-CN': ({ table, field }) =>
      `${table} 的该行不能删除：仍有其他数据引用其 "${field}"（账户的交易或余额、贷款的状态、客户的账户或指标），或该余额为账户的期初余额。请先删除这些数据，或在同一批次中一并删除。`,
  }),
  'intake.nothing-to-delete': message<{ table: string; count: string }>({
    en: ({ table, count }) =>
      `${count} deleted rows of ${table} were not in the lake, and were counted as duplicates. If this was no repetition, check that ids are mapped as they were before.`,
    'zh-CN': ({ table, count }) =>
      `${table} 有 ${count} 条删除记录在数据湖中不存在，已计为重复。若并非重复交付，请检查标识的映射是否与以前一致。`,
  }),
} as const;
