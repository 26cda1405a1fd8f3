import type { LocalText, SourceTableName } from '@gradus/schema';
import { fieldsOf, isOfBusinessDate, type TableField } from '../mapping/table-field.ts';
import { guessCode } from './code-words.ts';
import type { ColumnProfile } from './column-profile.ts';
import { corporateColumn } from './customer-detail.ts';
import { isStrangeDay } from './day-profile.ts';
import { examples, fieldLine, type CommonForm } from './field-line.ts';
import { isWide, leftOver, writeFigures } from './figures-text.ts';
import { valueCounts, type FileGroup } from './file-group.ts';
import { patternOf } from './file-pattern.ts';
import { writeSlices } from './holding-slice.ts';
import { linkedField } from './linked-field.ts';
import { controlText, type Manifest } from './manifest.ts';
import { isCosigner } from './loan-party.ts';
import type { MappingWriter } from './mapping-writer.ts';
import { numberSettings, pairColumn } from './number-settings.ts';
import { personalKind } from './personal-column.ts';
import { recordDoubts, commonFormOf, readSettings } from './read-settings.ts';
import type { Condition } from './row-choice.ts';
import { writeOthers } from './rows-of-others.ts';
import { constants, type TableMatch } from './table-match.ts';
import { yamlScalar } from './yaml-scalar.ts';

/** What the writing of a feed may look at beside its own file. */
export interface FeedContext {
  readonly matches: readonly TableMatch[];
  readonly groups: readonly FileGroup[];
  readonly manifests: readonly Manifest[];
  readonly common: CommonForm;
  /** Whether the document says for which day the delivery speaks. */
  readonly hasBusinessDate: boolean;
  /** Files about whose columns a doubt was told already. */
  readonly described: Set<FileGroup>;
  /** Files of which the columns that are not used were told already. */
  readonly listed: Set<FileGroup>;
}

/** Writes the feeds of one table, if there are any. */
export function writeTable(writer: MappingWriter, table: SourceTableName, context: FeedContext): void {
  // Balances to compare with are of one day.
  const isLeftOut = table === 'account_sum' && !context.hasBusinessDate;
  const own = isLeftOut ? [] : context.matches.filter((match) => match.table === table);
  const wide = table === 'fact' && own.length === 0 ? context.matches.find(isWide) : undefined;
  if (own.length === 0 && wide === undefined) return;
  writer.line(`  ${table}:`);
  for (const match of own) writeFeed(writer, match, context, own.length > 1);
  if (wide !== undefined) writeFigures(writer, wide, context);
  writer.line('');
}

function writeFeed(writer: MappingWriter, match: TableMatch, context: FeedContext, isListed: boolean): void {
  const { group, table } = match;
  const indent = isListed ? '      ' : '    ';
  if (!match.isSure) {
    writer.doubt(indent, table, {
      en: 'the ids of one more column are those of customers: taken as people who stand in for the loan; delete this feed if they do not',
      'zh-CN': '另有一列的取值也是客户号，按担保人处理；若不是，请删去这一段',
    });
  }
  if (isCosigner(match)) {
    writer.doubt(indent, table, {
      en: 'who signs with the borrower is taken as one more: write guarantor where he only pays if the borrower does not',
      'zh-CN': '共同签署人按共同借款人处理：若仅在借款人不还时才代为偿还，请改为 guarantor',
    });
  }
  writer.line(`${isListed ? '    - ' : indent}file: ${yamlScalar(patternOf(group))}`);
  if (!context.described.has(group)) {
    for (const doubt of recordDoubts(group)) writer.doubt(indent, table, doubt);
    context.described.add(group);
  }
  writer.read(indent, group.pattern.split('.', 1)[0] ?? '', readSettings(group, context.common));
  writeChoice(writer, match, indent);
  writeSlices(writer, match, indent);
  writeOthers(writer, match, { matches: context.matches, indent });
  if (match.isRepeated && group.isWhole) {
    writer.note(
      {
        en: 'the rows of this file name it again and again, always alike in these fields; equal rows count once',
        'zh-CN': '该文件的多行重复同一对象，以下字段各行一致；相同的行只计一次',
      },
      indent,
    );
  } else if (match.isRepeated) {
    writer.doubt(indent, table, {
      en: 'the rows of this file name it again and again; what is not the same in all of them is rejected, so delete the fields below that are not its own, but for those that the table needs',
      'zh-CN': '该文件的多行重复同一对象，各行内容不一致的会被拒绝：请删去下面不属于它的字段（必填字段除外）',
    });
  }
  if (table === 'customer') writeCorporate(writer, match, indent);
  if (table === 'account_sum') {
    writer.note(
      {
        en: 'the balances on the day of the delivery are compared with those that come of the bookings; import lists what differs',
        'zh-CN': '用数据日期的账户余额核对由交易明细得出的余额，差异由导入列出',
      },
      indent,
    );
  }
  writer.line(`${indent}fields:`);
  for (const field of fieldsOf(table)) writeField(writer, match, field, { context, indent: `${indent}  ` });
  if (!context.listed.has(group)) {
    const control = context.manifests.flatMap((one) => controlText(group, one) ?? [])[0];
    if (control !== undefined) writer.line(`${indent}control: { ${control} }`);
  }
  const left = context.listed.has(group) ? [] : leftOver(match, context.matches);
  context.listed.add(group);
  writeLeft(writer, { group, left: isWide(match) ? left.filter(isPersonal) : left, indent });
}

function isPersonal(column: ColumnProfile): boolean {
  return personalKind(column) !== null;
}

/** Names the columns that no field takes, and apart from them those that none should. */
function writeLeft(
  writer: MappingWriter,
  {
    group,
    left,
    indent,
  }: { readonly group: FileGroup; readonly left: readonly ColumnProfile[]; readonly indent: string },
): void {
  const names = (columns: readonly ColumnProfile[]): string =>
    columns.map((column) => (group.hasHeader ? column.name : `${column.name}${examples(column)}`)).join(', ');
  const [personal, others] = [left.filter(isPersonal), left.filter((column) => !isPersonal(column))];
  if (others.length > 0)
    writer.note({ en: `not used: ${names(others)}`, 'zh-CN': `未使用：${names(others)}` }, indent);
  if (personal.length > 0)
    writer.note(
      {
        en: `not used: personal, not to be stored outside the vault: ${names(personal)}`,
        'zh-CN': `未使用：个人信息，不应存放在身份库之外：${names(personal)}`,
      },
      indent,
    );
}

function writeChoice(
  writer: MappingWriter,
  { choice, table, group, loanRows, cancelledRows }: TableMatch,
  indent: string,
): void {
  const list = (conditions: readonly Condition[]): string =>
    conditions
      .map(({ column, values }) => {
        const texts = values.map(yamlScalar);
        return `${yamlScalar(column.name)}: ${texts.length === 1 ? texts.join('') : `[${texts.join(', ')}]`}`;
      })
      .join(', ');
  const [type, ...owners] = [
    choice.where.find((one) => one === group.recordType),
    ...choice.where.filter((one) => one !== group.recordType),
  ];
  if (type !== undefined) {
    writer.doubt(indent, table, {
      en: `records of other kinds stand in this file too, as at its head and its end: these are the ones with rows; check that no other kind is needed`,
      'zh-CN': '文件首尾等处另有其他类型的记录：以下条件只取数据行，请核对是否还需要其他类型',
    });
  }
  if (owners.length > 0 && table === 'customer') {
    writer.doubt(indent, table, {
      en: 'some of those who may use an account have no first day as customers of their own: only rows of these roles are taken; check that these are the customers',
      'zh-CN': '账户的部分关系人没有客户建立日期：以下条件只取这些角色的行，请核对他们就是客户',
    });
  } else if (owners.length > 0) {
    writer.doubt(indent, table, {
      en: 'accounts come once for each who owns them: these rows name each account once, so they are taken for the owners; check that it is so',
      'zh-CN': '共有账户按所有人各有一行：以下条件使每个账户只取一行，作为所有人，请核对',
    });
  }
  if (choice.where.length > 0) writer.line(`${indent}where: { ${list(choice.where)} }`);
  if (loanRows !== undefined && table === 'account') {
    writer.doubt(indent, table, {
      en: `the accounts of these codes of "${loanRows.column.name}" are loans that another file tells of too: they are left out here; check that no deposit is among them`,
      'zh-CN': `"${loanRows.column.name}" 为这些代码的账户是贷款，另有贷款文件，此处排除：请核对其中没有存款账户`,
    });
  }
  if (loanRows !== undefined && table === 'entry') {
    writer.doubt(indent, table, {
      en: `"${loanRows.column.name}" says that these bookings are on loans: they are left out; check that no deposit is among them`,
      'zh-CN': `"${loanRows.column.name}" 表明这些交易记在贷款上，此处排除：请核对其中没有存款账户`,
    });
  }
  if (cancelledRows !== undefined) {
    writer.doubt(indent, table, {
      en: `"${cancelledRows.column.name}" says that these bookings were cancelled: they are left out as if no money had moved; take them in where another booking takes them back`,
      'zh-CN': `"${cancelledRows.column.name}" 表明这些交易已取消，按未发生处理并排除；若另有冲正交易，则应保留`,
    });
  }
  const groups = choice.except.map((one) => `{ ${list([one])} }`);
  if (groups.length > 0) {
    writer.line(`${indent}except: ${groups.length === 1 ? groups.join('') : `[${groups.join(', ')}]`}`);
  }
}

function writeCorporate(writer: MappingWriter, match: TableMatch, indent: string): void {
  const found = corporateColumn(match);
  if (found === null) return;
  const { column, codes } = found;
  const counts = valueCounts(match.group, column);
  const shown = codes.map((code) => `${code} (${counts.get(code) ?? 0})`).join(', ');
  writer.doubt(indent, 'customer', {
    en: `"${column.name}" tells companies from people: ${shown}. Import all of them, since accounts and loans refer to them; whom a policy rates is said in its "population", by a fact of this column if need be`,
    'zh-CN': `"${column.name}" 区分对公与对私：${shown}。请全部导入（账户和贷款要引用它们）；哪些客户参加评定，在政策的 population 中说明，需要时可把此列导入为 fact`,
  });
}

function writeField(
  writer: MappingWriter,
  match: TableMatch,
  field: TableField,
  { context, indent }: { readonly context: FeedContext; readonly indent: string },
): void {
  const place = `${match.table}.${field.name}`;
  const found = match.columns.get(field.name);
  const fixed = match.constants[field.name];
  const isAmount = field.name === (match.table === 'ledger_balance' ? 'balance' : 'amount');
  if (isAmount && match.amount?.kind === 'two_columns') {
    writeTwoColumns(writer, match, match.amount, { place, indent, context });
    return;
  }
  if (found === undefined && isOfBusinessDate(match.table, field) && context.hasBusinessDate) return;
  // Who stands beside a loan in its own file is its borrower.
  const isOwn =
    place === 'loan_party.role' &&
    context.matches.some((one) => one.table === 'loan' && one.group === match.group);
  if (found === undefined && isOwn && fixed === undefined) {
    writer.line(`${indent}${field.name}: { value: borrower }`);
    return;
  }
  if (found === undefined && fixed !== undefined) {
    writer.line(`${indent}${field.name}: { value: ${fixed} }`);
    return;
  }
  const line =
    found === undefined
      ? field.isRequired
        ? linkedField(match, field.name, context.matches, context.groups)
        : null
      : fieldLine(match, field, found, commonFormOf(match.group.layout, context.common));
  if (line === null) {
    if (field.isRequired || constants[place] !== undefined)
      writeUnfed(writer, indent, { field, place, match, common: context.common });
    return;
  }
  for (const doubt of line.doubts) writer.doubt(indent, place, doubt);
  if (line.isUnfilled === true) writer.unfilled.push(place);
  writer.line(`${indent}${field.name}: ${line.text}`.replaceAll(' \n', '\n').replaceAll('\n', `\n${indent}`));
}

function writeTwoColumns(
  writer: MappingWriter,
  match: TableMatch,
  { credit, debit, isGuess }: Extract<TableMatch['amount'], { kind: 'two_columns' }>,
  at: { readonly place: string; readonly indent: string; readonly context: FeedContext },
): void {
  const { place, indent, context } = at;
  const doubts: LocalText[] = [];
  const settings = numberSettings(pairColumn(credit, debit), match, context.common, doubts);
  if (isGuess) {
    doubts.push({
      en: `every row fills one of two columns: taken as money in (${credit.name}) and money out (${debit.name}); exchange them if it is the other way round`,
      'zh-CN': `每行只填两列之一：按存入（${credit.name}）与支出（${debit.name}）处理；若相反请对调`,
    });
  }
  for (const doubt of doubts) writer.doubt(indent, place, doubt);
  const columns = [`credit: ${yamlScalar(credit.name)}`, `debit: ${yamlScalar(debit.name)}`];
  writer.line(`${indent}${place.split('.')[1] ?? ''}: { ${[...columns, ...settings].join(', ')} }`);
}

function writeUnfed(
  writer: MappingWriter,
  indent: string,
  of: {
    readonly field: TableField;
    readonly place: string;
    readonly match: TableMatch;
    readonly common: CommonForm;
  },
): void {
  const { field, place, match, common } = of;
  const { name } = field;
  const constant = constantOf(place, match, common);
  if (constant === undefined) {
    const strange =
      field.kind.kind === 'day' ? match.candidates.find(({ distinct }) => isStrangeDay(distinct)) : undefined;
    writer.doubt(indent, place, strange === undefined ? unfedDoubt : strangeDoubt(strange));
    writer.unfilled.push(place);
    writer.line(`${indent}${name}: { column: '?' }`);
    return;
  }
  writer.doubt(indent, place, {
    en: `no column says so; every row is taken as ${constant}: name the column if there is one, else leave it`,
    'zh-CN': `没有对应的列；所有行按 ${constant} 处理：若有此列请写列名，否则保留`,
  });
  writer.line(`${indent}${name}: { value: ${constant} }`);
}

const unfedDoubt: LocalText = {
  en: 'needed, and no column looks like it: name the column, or write { value: … }, or a lookup in another file',
  'zh-CN': '必填，但没有相似的列：请写列名、{ value: … }，或用 lookup 从其他文件取值',
};

function strangeDoubt({ name, distinct }: ColumnProfile): LocalText {
  const [example = ''] = distinct;
  return {
    en: `needed; "${name}" holds days written as ${example}, which are not read: ask for two digits of the day, two of the month and four of the year, and name the column here`,
    'zh-CN': `必填；"${name}" 中的日期写作 ${example}，无法读取：请让对方按两位日、两位月、四位年导出，并在此处写该列`,
  };
}

/** What every row of a file is where no column tells; undefined: nothing can be said. */
function constantOf(
  place: string,
  { group, columns }: TableMatch,
  { currency }: CommonForm,
): string | undefined {
  if (place === 'exchange_rate.quote_currency') return currency ?? undefined;
  if (place !== 'account.kind') return constants[place];
  const byName = guessCode('account', 'kind', group.label.replaceAll(/[\d_.*-]+/g, ' ').trim());
  const matures = columns.get('matures_on')?.column;
  const areTerm =
    matures !== undefined &&
    matures.filled > 0 &&
    matures.empty * 10 <= matures.filled &&
    matures.missing.length === 0;
  return byName?.value ?? (areTerm ? 'term' : constants[place]);
}
