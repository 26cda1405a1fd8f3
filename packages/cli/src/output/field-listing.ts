import {
  documentWords,
  feedWords,
  readWords,
  settingWords,
  sharedSettings,
  type ListedField,
  type ListedTable,
} from '@gradus/lake';
import type { LocalText } from '@gradus/schema';
import { purposeWords } from './purpose-words.ts';
import { tableText } from './table.ts';

type Say = (text: LocalText) => string;

const yes: LocalText = { en: 'yes', 'zh-CN': '是' };
const no: LocalText = { en: 'no', 'zh-CN': '否' };
const left = (title: string) => ({ title, align: 'left' as const });

/** The tables that a mapping can feed. */
export function tableListing(tables: readonly ListedTable[], say: Say): string {
  const columns = [
    left(say({ en: 'table', 'zh-CN': '表' })),
    left(say({ en: 'required', 'zh-CN': '必需' })),
    left(say({ en: 'refers to', 'zh-CN': '引用' })),
    left(say({ en: 'title', 'zh-CN': '名称' })),
    left(say({ en: 'a row is', 'zh-CN': '一行' })),
  ];
  const rows = tables.map(({ name, title, row, isRequired, refersTo }) => [
    name,
    say(isRequired ? yes : no),
    refersTo.join(', '),
    bothTitles(title),
    say(row),
  ]);
  const after = say({
    en: [
      'Map those that the source has. What a table refers to must be in the same delivery or in the lake already. An account has',
      'bookings (entry) or end-of-day balances (balance), not both.',
      'Fields of one: gradus mapping fields TABLE',
    ].join('\n'),
    'zh-CN': [
      '源系统有哪些就映射哪些。被引用的表须在同一次交付中，或已在数据湖中。一个账户要么有交易明细（entry），要么有日终余额（balance），二者取一。',
      '查看某个表的字段：gradus mapping fields 表名',
    ].join('\n'),
  });
  const lists = [
    wordLines(say(titles.document), documentWords, say),
    wordLines(say(titles.feed), feedWords, say),
    wordLines(say(titles.read), readWords, say),
  ];
  return `${[tableText(columns, rows) + `\n${after}`, ...lists].join('\n\n')}\n`;
}

const titles = {
  document: { en: 'A mapping says once, above its tables:', 'zh-CN': '映射在 tables 之前只写一次的键：' },
  feed: { en: 'A feed of a table can say:', 'zh-CN': '表的每个来源可写的键：' },
  read: { en: 'Under `read`, of the mapping or of a feed:', 'zh-CN': 'read 之下（整个映射或某个来源）：' },
  purpose: {
    en: 'What a booking is for. All move the balance; metrics that look at the purpose stand in brackets:',
    'zh-CN': '交易用途。所有交易都影响余额；括号内为使用该用途的度量：',
  },
} as const satisfies Readonly<Record<string, LocalText>>;

function wordLines(title: string, words: Readonly<Record<string, LocalText>>, say: Say): string {
  const width = Math.max(...Object.keys(words).map((name) => name.length));
  return [
    title,
    ...Object.entries(words).map(([name, text]) => `  ${name.padEnd(width)}  ${say(text)}`),
  ].join('\n');
}

/** Purposes of bookings, each with the metrics that read it. */
function purposeLines(table: string, say: Say): readonly string[] {
  if (table !== 'entry') return [];
  const words = Object.entries(purposeWords).map(([name, { metrics, ...text }]) => {
    const read = metrics.length === 0 ? '' : ` (${metrics.join(', ')})`;
    return [name, { en: `${text.en}${read}`, 'zh-CN': `${text['zh-CN']}${read}` }] as const;
  });
  return [wordLines(say(titles.purpose), Object.fromEntries(words), say)];
}

/** The fields of one table, with what each takes and what there is to know about it. */
export function fieldListing({ name, title, row, refersTo, fields }: ListedTable, say: Say): string {
  const head = [
    say({
      en: `${name}: ${bothTitles(title)}. A row is: ${say(row)}.`,
      'zh-CN': `${name}：${bothTitles(title)}。一行是：${say(row)}。`,
    }),
    ...(refersTo.length === 0
      ? []
      : [
          say({
            en: `Its rows refer to: ${refersTo.join(', ')}.`,
            'zh-CN': `引用的表：${refersTo.join('、')}。`,
          }),
        ]),
  ];
  const columns = [
    left(say({ en: 'field', 'zh-CN': '字段' })),
    left(say({ en: 'required', 'zh-CN': '必填' })),
    left(say({ en: 'title', 'zh-CN': '名称' })),
    left(say({ en: 'value', 'zh-CN': '取值' })),
    left(say({ en: 'settings', 'zh-CN': '设置' })),
  ];
  const rows = fields.map((field) => [
    field.name,
    say(field.isRequired ? yes : no),
    say(field.title),
    say(valueText(field)),
    field.settings.join(', '),
  ]);
  const notes = fields.flatMap((field) => notesOf(field).map((note) => `${field.name}: ${say(note)}`));
  const parts = [
    head,
    [tableText(columns, rows).trimEnd()],
    notes,
    purposeLines(name, say),
    formLines(fields, say),
    settingLines(fields, say),
    [
      say({
        en: 'What a feed says beside its fields (where, except, control, read, delivery): gradus mapping fields',
        'zh-CN': '字段之外可写的键（where、except、control、read、delivery 等）：gradus mapping fields',
      }),
    ],
  ];
  return `${parts
    .filter((part) => part.length > 0)
    .map((part) => part.join('\n'))
    .join('\n\n')}\n`;
}

/** Each form once, with the fields that may have it. */
function formLines(fields: readonly ListedField[], say: Say): readonly string[] {
  const names = new Map<string, string[]>();
  for (const { name, forms } of fields) {
    for (const form of forms) names.set(form, [...(names.get(form) ?? []), name]);
  }
  if (names.size === 0) return [];
  const lookup = [...names.keys()].some((form) => form.includes('lookup'))
    ? [
        say({
          en: 'In `match` stands "column of that file: column of this one".',
          'zh-CN': 'match 中写“对方文件的列: 本文件的列”。',
        }),
      ]
    : [];
  const head = say({
    en: 'Where the name of a column does not say enough:',
    'zh-CN': '仅写列名不够时：',
  });
  return [head, ...[...names].map(([form, those]) => `  ${those.join(', ')}: ${form}`), ...lookup];
}

/** What the settings do that some field of the table may have. */
function settingLines(fields: readonly ListedField[], say: Say): readonly string[] {
  const used = new Set([...sharedSettings, ...fields.flatMap(({ settings }) => settings)]);
  const all = Object.keys(settingWords) as (keyof typeof settingWords)[];
  const lines = all
    .filter((setting) => used.has(setting))
    .map((setting) => {
      const isShared = sharedSettings.some((one) => one === setting);
      return `  ${isShared ? '*' : ' '} ${setting.padEnd('latest_year'.length)}  ${say(settingWords[setting])}`;
    });
  const head = say({
    en: 'Settings: where a value comes from, then what is done with it. Every field has those with *:',
    'zh-CN': '设置：先写值的来源，再写如何处理。带 * 的每个字段都可用：',
  });
  return [head, ...lines];
}

/** A table for machines; texts in both languages. */
export function tableOfJson({ isRequired, fields, ...rest }: ListedTable): object {
  return {
    ...rest,
    required: isRequired,
    ...(rest.name === 'entry' ? { purposes: purposeWords } : {}),
    fields: fields.map((field) => ({
      name: field.name,
      title: field.title,
      required: field.isRequired,
      ofBusinessDate: field.isOfBusinessDate,
      kind: field.kind,
      values: field.values,
      range: field.range,
      notes: notesOf(field),
      forms: field.forms,
      settings: [...sharedSettings, ...field.settings],
    })),
  };
}

/** What stands beside the fields, for machines; texts in both languages. */
export const keysOfJson = { mapping: documentWords, feed: feedWords, read: readWords };

function bothTitles(title: LocalText): string {
  return [title.en, title['zh-CN']].filter((one) => one !== undefined).join(' ');
}

function notesOf({ note, isOfBusinessDate }: ListedField): readonly LocalText[] {
  const ofDelivery: LocalText = {
    en: 'May be left out where the mapping states a `business_date`: rows are of that day.',
    'zh-CN': '映射写明 `business_date` 时可不写：各行属于该日。',
  };
  return [...(note === null ? [] : [note]), ...(isOfBusinessDate ? [ofDelivery] : [])];
}

/** What a value looks like where the settings say nothing else. */
function valueText({ kind, values, range, settings }: ListedField): LocalText {
  switch (kind) {
    case 'id':
      return { en: 'id as the source writes it', 'zh-CN': '源系统中的编号' };
    case 'day':
      return { en: 'day such as 2026-06-30', 'zh-CN': '日期，如 2026-06-30' };
    case 'money':
      return { en: 'amount such as 1234.50', 'zh-CN': '金额，如 1234.50' };
    case 'whole':
      return range === null
        ? { en: 'whole number', 'zh-CN': '整数' }
        : {
            en: `whole number from ${range.least} to ${range.most}`,
            'zh-CN': `整数，${range.least} 至 ${range.most}`,
          };
    case 'stored_number':
      return settings.includes('unit')
        ? { en: 'number, with its unit', 'zh-CN': '数值，须写明 unit' }
        : { en: 'number such as 7.1234', 'zh-CN': '数值，如 7.1234' };
    case 'currency':
      return { en: 'ISO 4217 code such as CNY', 'zh-CN': 'ISO 4217 币种代码，如 CNY' };
    case 'code':
      return values === null
        ? { en: 'any code', 'zh-CN': '任意代码' }
        : { en: values.join(' | '), 'zh-CN': values.join(' | ') };
    case 'text':
    case 'private':
      return { en: 'text', 'zh-CN': '文本' };
    case 'flag':
      return { en: 'true | false', 'zh-CN': 'true | false' };
  }
}
