import { message } from './message.ts';

/** Failures of the fairness report: its file of attributes. */
export const fairnessMessages = {
  'fairness.attributes-unreadable': message<{ file: string; detail: string }>({
    en: ({ file, detail }) =>
      `${file} cannot be read as attributes: ${detail}. Give a CSV file in UTF-8 with the column customer_id and one column per attribute.`,
    'zh-CN': ({ file, detail }) =>
      `无法将 ${file} 读作特征文件：${detail}。请提供 UTF-8 的 CSV，含 customer_id 列及每个特征一列。`,
  }),
  'fairness.customer-twice': message<{ file: string; line: number; customerId: string }>({
    en: ({ file, line, customerId }) =>
      `${file}, line ${line}: the customer "${customerId}" stands there a second time. Leave one line.`,
    'zh-CN': ({ file, line, customerId }) =>
      `${file} 第 ${line} 行：客户 "${customerId}" 重复，请只保留一行。`,
  }),
  'fairness.too-many-groups': message<{ file: string; attribute: string; groups: number; most: number }>({
    en: ({ file, attribute, groups, most }) =>
      `${file}: "${attribute}" has ${groups} different values, and at most ${most} can be compared. Put them into groups first.`,
    'zh-CN': ({ file, attribute, groups, most }) =>
      `${file}："${attribute}" 有 ${groups} 种取值，最多可比较 ${most} 种，请先归并分组。`,
  }),
} as const;
