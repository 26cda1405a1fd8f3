import type { LocalText } from '@gradus/schema';

type Words = Readonly<Record<string, LocalText>>;

/** What a feed of a mapping can say, in the order in which one writes it. docs/mapping.md, "A feed", says more. */
export const feedWords = {
  file: {
    en: "name or pattern (*, ?) of its files, from the source folder: 'cli_*.csv'",
    'zh-CN': "来源文件的名称或通配模式（*、?），相对于源目录：'cli_*.csv'",
  },
  query: {
    en: 'in place of `file`: an SQL query on a database',
    'zh-CN': '代替 file：在数据库上运行的 SQL 查询',
  },
  connection: {
    en: 'name of the database that the query runs on; its address comes on import',
    'zh-CN': '查询所用数据库的名称；地址在导入时给出',
  },
  required: { en: 'false: a delivery may come without it', 'zh-CN': 'false：一批数据中可以没有该文件' },
  delivery: {
    en: 'full: all rows each time; changes: only new and changed ones; period: all rows of some days; slices: of holdings, all rows of each day, and what a day lacks has ended',
    'zh-CN':
      'full：每次交付全部行；changes：只有新增和变化的行；period：某段日期的全部行；slices：持有产品每日的全部行，当日没有的即已终止',
  },
  period: {
    en: '{ from, to } of `delivery: period`; the first to the last day in the files unless stated',
    'zh-CN': 'delivery: period 的 { from, to }；默认为文件中的首日至末日',
  },
  operation: {
    en: 'of `delivery: changes`: column that says whether a row is new, changed or gone (I, U, D)',
    'zh-CN': '用于 delivery: changes：表示新增、变化或删除的列（I、U、D）',
  },
  sequence: {
    en: 'of `delivery: changes`: column that orders several rows of one key; the last holds',
    'zh-CN': '用于 delivery: changes：同一键多行时的排序列，以最后一行为准',
  },
  read: {
    en: 'how its files are read, where that differs from the `read` above `tables`',
    'zh-CN': '文件的读法，只写与 tables 之前的 read 不同之处',
  },
  where: {
    en: 'rows to take: { COLUMN: A, OTHER: [B, C] } takes rows with A in COLUMN and with B or C in OTHER; { COLUMN: { starts_with: A, contains: [B, C] } } texts that begin with A or hold B or C',
    'zh-CN':
      '要导入的行：{ COLUMN: A, OTHER: [B, C] } 为 COLUMN 是 A 且 OTHER 是 B 或 C 的行；{ COLUMN: { starts_with: A, contains: [B, C] } } 为以 A 开头或包含 B 或 C 的文本',
  },
  except: {
    en: "rows to leave out, said in the same way: all columns must fit, a list of values means one of them; '' is no value; [{ A: x }, { B: y }] leaves out rows that fit either",
    'zh-CN':
      "要排除的行，写法相同：各列须同时符合，值的列表表示其中之一；'' 表示没有值；[{ A: x }, { B: y }] 排除符合任一组的行",
  },
  unknown_reference: {
    en: 'leave_out: rows of a customer, account or loan that nobody delivers, or that is left out, are counted and not taken; reject unless stated',
    'zh-CN': 'leave_out：所属客户、账户或贷款未交付或已被排除的行只计数、不导入；默认 reject（拒收）',
  },
  fields: { en: 'field of the table: where its value comes from', 'zh-CN': '表的字段：值的来源' },
  figures: {
    en: 'of `fact`: name of a figure: where it stands; several figures from one row',
    'zh-CN': '用于 fact：指标名: 值的来源；一行可给出多个指标',
  },
  control: {
    en: 'totals of whole files, before `where` and `except` pick rows: { rows: 46997, sum: { COLUMN: 1234.50 } }, or columns of a `file`; `flag`: a file that must be there',
    'zh-CN':
      '核对文件的控制总数：{ rows: 46997, sum: { COLUMN: 1234.50 } }，或 file 的列；flag：必须存在的标志文件',
  },
} as const satisfies Words;

/** What `read` can say, of all feeds or of one. */
export const readWords = {
  format: { en: 'csv unless stated; fixed, excel or parquet', 'zh-CN': '默认 csv；或 fixed、excel、parquet' },
  encoding: {
    en: 'such as gb18030, cp932 or windows-1252; auto unless stated: UTF-8 if the bytes are, else what they suggest',
    'zh-CN': '如 gb18030、cp932、windows-1252；默认 auto：是 UTF-8 则按 UTF-8，否则根据字节推断',
  },
  delimiter: {
    en: "between columns, 1 to 64 bytes: ';', '|', '\\t'; a comma unless stated",
    'zh-CN': "列之间的分隔符，1 至 64 字节：';'、'|'、'\\t'；默认逗号",
  },
  quote: {
    en: "around values with a delimiter or a line end in them; \" unless stated, '' for none",
    'zh-CN': "值的引号；默认 \"，'' 表示没有",
  },
  header: {
    en: 'false: no line holds the names of columns; { row: 3 } or { file: NAME }: where they stand; the first line unless stated',
    'zh-CN': 'false：没有表头；{ row: 3 } 或 { file: 文件名 }：列名所在之处；默认首行',
  },
  columns: {
    en: 'names of the columns of files without a header; of `fixed` { name, from, length } each',
    'zh-CN': '无表头文件的列名；fixed 格式的每列为 { name, from, length }',
  },
  positions: {
    en: 'of `fixed`: what `from` and `length` count, bytes or characters; bytes unless stated',
    'zh-CN': '用于 fixed：from 和 length 按 bytes（字节）或 characters（字符）计；默认 bytes',
  },
  record_length: {
    en: 'of `fixed` without line ends: bytes of one record',
    'zh-CN': '用于没有换行的 fixed：每条记录的字节数',
  },
  short_lines: {
    en: 'true where lines may end early: columns that are missing at the end have no value, as in a trailer; of `fixed`, where blanks at line ends were cut off',
    'zh-CN': '行可能提前结束时写 true：行尾缺少的列没有值，如尾行；用于 fixed 时指行尾空格被截去',
  },
  sheet: {
    en: 'of `excel`: name of the sheet; the first unless stated',
    'zh-CN': '用于 excel：工作表名；默认第一个',
  },
  missing: {
    en: "texts that mean no value, beside the empty one: ['NULL', '-', '00000000']",
    'zh-CN': "除空文本外，表示没有值的文本：['NULL', '-', '00000000']",
  },
  date: {
    en: 'how days are written: dd/mm/yyyy, yyyymmdd; yyyy-mm-dd unless stated',
    'zh-CN': '日期的写法：dd/mm/yyyy、yyyymmdd；默认 yyyy-mm-dd',
  },
  latest_year: {
    en: 'the last year that two digits may stand for; 2068 unless stated',
    'zh-CN': '两位年份最晚代表哪一年；默认 2068',
  },
  decimal: {
    en: "decimal separator, such as ','; a point unless stated",
    'zh-CN': "小数点，如 ','；默认“.”",
  },
  group: {
    en: "separator of thousands, such as '.'; none unless stated",
    'zh-CN': "千分位分隔符，如 '.'；默认没有",
  },
} as const satisfies Words;

/** What a mapping says once, above its tables. */
export const documentWords = {
  gradus_mapping: { en: '1, the version of the format', 'zh-CN': '1（映射格式的版本）' },
  source: {
    en: 'name of the source system; a later delivery of it replaces or adds to its own rows',
    'zh-CN': '源系统名称；同一来源的后续交付替换或追加其自己的行',
  },
  currency: { en: 'currency where no field says another: CNY, BRL', 'zh-CN': '未映射币种时的币种：CNY、BRL' },
  data_from: {
    en: 'first day from which all bookings come; older accounts then need an `opening_balance`',
    'zh-CN': '从哪一天起交易齐全；更早开立的账户需有 opening_balance',
  },
  business_date: {
    en: "day for which the delivery speaks: a day, or { file_name: 'core_(\\d{8})', date: yyyymmdd }",
    'zh-CN': "数据的业务日期：某日，或 { file_name: 'core_(\\d{8})', date: yyyymmdd }",
  },
  read: { en: 'how files are read, for all feeds', 'zh-CN': '所有来源文件的读法' },
  tolerance: {
    en: 'rows that may be rejected before the whole delivery is refused: 0.1%, 20 rows, or { TABLE: 1% }; none unless stated',
    'zh-CN': '整批拒绝前允许拒收的行数：0.1%、20 rows 或 { 表名: 1% }；默认不允许',
  },
  vanish_at_most: {
    en: 'keys that a `full` delivery may lack against the one before; 20% unless stated',
    'zh-CN': 'full 交付允许比上一次缺少的键；默认 20%',
  },
  ledger: {
    en: 'which accounts the subjects of the general ledger sum up',
    'zh-CN': '总账科目包含哪些账户（总分核对）',
  },
  account_sums: {
    en: "how the core's own balances and balance-days are compared",
    'zh-CN': '如何与核心系统的余额和积数核对',
  },
  tables: { en: 'for each table one feed, or a list of feeds', 'zh-CN': '每个表一个来源，或来源的列表' },
} as const satisfies Words;
