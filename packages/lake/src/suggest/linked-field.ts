import type { LocalText } from '@gradus/schema';
import { joinedPlace } from './account-lookup.ts';
import { sharedShare } from './column-fit.ts';
import type { ColumnProfile } from './column-profile.ts';
import type { FieldLine } from './field-line.ts';
import { rowsOf, type FileGroup } from './file-group.ts';
import { lookupText } from './lookup-text.ts';
import type { TableMatch } from './table-match.ts';
import { fieldNames, nameFit } from './vocabulary.ts';
import { yamlScalar } from './yaml-scalar.ts';

/** A file that says which customer has which account. */
interface Link {
  readonly group: FileGroup;
  readonly customer: ColumnProfile;
  readonly account: ColumnProfile;
  /** How its rows are matched with that of the account. */
  readonly match: readonly string[];
  /** Column and value that pick the owner among those who may use an account. */
  readonly owner: { readonly column: ColumnProfile; readonly value: string } | null;
}

/** A required field that no column of its own file feeds, looked up in another file; null when none holds it. */
export function linkedField(
  match: TableMatch,
  field: string,
  matches: readonly TableMatch[],
  groups: readonly FileGroup[],
): FieldLine | null {
  const account = matches.find(({ table }) => table === 'account');
  const customer = matches.find(({ table }) => table === 'customer');
  if (account === undefined || customer === undefined) return null;
  const link = findLink(account, customer, groups);
  if (match.table === 'account' && field === 'customer_id' && link !== null) return ownerLine(account, link);
  if (match.table === 'customer' && field === 'opened_on') return sinceLine(account, customer, link);
  return null;
}

function findLink(account: TableMatch, customer: TableMatch, groups: readonly FileGroup[]): Link | null {
  const id = account.columns.get('account_id');
  const accounts = id?.column.distinct;
  const customers = customer.columns.get('customer_id')?.column.distinct;
  if (id === undefined || accounts === undefined || customers === undefined) return null;
  for (const group of groups) {
    if (group === account.group || (group === customer.group && !customer.isRepeated)) continue;
    if (!group.hasHeader) continue;
    // A name that says so goes before values that only happen to fit.
    const of = (names: readonly string[], ids: ReadonlySet<string>): ColumnProfile | undefined =>
      group.columns
        .filter((column) => sharedShare(column, ids) >= 0.9)
        .filter((column) => nameFit(column.called, names) >= 0.6 || !column.isNamed)
        .toSorted((one, other) => nameFit(other.called, names) - nameFit(one.called, names))[0];
    const place = id.joined === undefined ? null : joinedPlace(group, id);
    const its =
      id.joined === undefined
        ? of(fieldNames.account?.['account_id'] ?? [], accounts)
        : place?.columns.at(-1);
    const whose = of(fieldNames.customer?.['customer_id'] ?? [], customers);
    if (its === undefined || whose === undefined || its === whose) continue;
    // Bookings and loans may name both, but say nothing of accounts without any.
    if (its.distinct.size * 2 < accounts.size) continue;
    const match = place?.match ?? [`${yamlScalar(its.name)}: ${yamlScalar(id.column.name)}`];
    const owner = ownerOf(group) ?? firstOf(group, place?.columns ?? [its], account.group.rows);
    return { group, customer: whose, account: its, match, owner };
  }
  return null;
}

function ownerOf({ columns }: FileGroup): Link['owner'] {
  for (const column of columns) {
    if (column.distinct.size > 6) continue;
    const value = [...column.distinct].find((code) =>
      /^(owner|primary|main|holder|户主|主|持有人|本人|所有人)/i.test(code),
    );
    if (value !== undefined) return { column, value };
  }
  return null;
}

/** The role of which every account has one, where others have some more: the letters that banks use for it are many. */
function firstOf(group: FileGroup, key: readonly ColumnProfile[], accounts: number): Link['owner'] {
  const places = key.map((column) => group.columns.indexOf(column));
  const rows = rowsOf(group);
  const keyOf = (row: readonly string[]): string => places.map((at) => row[at] ?? '').join('\n');
  for (const column of group.columns) {
    const isRole = column.distinct.size >= 2 && column.distinct.size <= 8 && !key.includes(column);
    if (!isRole || column.empty > 0) continue;
    const at = group.columns.indexOf(column);
    const value = [...column.distinct].find((code) => {
      const own = rows.filter((row) => row[at] === code);
      return own.length * 50 >= accounts * 49 && new Set(own.map(keyOf)).size === own.length;
    });
    if (value !== undefined) return { column, value };
  }
  return null;
}

function ownerLine(account: TableMatch, link: Link): FieldLine {
  const pick =
    link.owner === null
      ? { choose: 'least' as const }
      : { where: `{ ${yamlScalar(link.owner.column.name)}: ${yamlScalar(link.owner.value)} }` };
  const { match } = link;
  const text = `{ ${lookupText(account.group, link.group, { match, take: link.customer, ...pick })} }`;
  const doubt: LocalText =
    link.owner === null
      ? {
          en: `taken from ${link.group.pattern}; where it names several customers of an account, the least id: if a column says who owns it, add "where" in place of "choose"`,
          'zh-CN': `取自 ${link.group.pattern}；一个账户对应多个客户时取编号最小者：若有列说明所有人，请用 where 代替 choose`,
        }
      : {
          en: `the owner as ${link.group.pattern} says: check that its file is complete`,
          'zh-CN': `按 ${link.group.pattern} 确定所有人：请确认该文件是完整的`,
        };
  return { text, doubts: [doubt] };
}

/** A customer is taken to have come with the first account. Days are compared as texts, so the year must stand first. */
function sinceLine(account: TableMatch, customer: TableMatch, link: Link | null): FieldLine | null {
  const opened = account.columns.get('opened_on')?.column;
  const key = yamlScalar(customer.columns.get('customer_id')?.column.name ?? '');
  if (!account.group.hasHeader) return null;
  if (opened === undefined || opened.dates[0]?.written.startsWith('y') !== true) return null;
  const direct = account.columns.get('customer_id')?.column;
  const its = account.columns.get('account_id')?.column;
  const match =
    direct === undefined
      ? link !== null && its !== undefined
        ? `${yamlScalar(its.name)}: { ${lookupText(customer.group, link.group, { match: [`${yamlScalar(link.customer.name)}: ${key}`], take: link.account, choose: 'least' })} }`
        : null
      : `${yamlScalar(direct.name)}: ${key}`;
  if (match === null) return null;
  return {
    text: `{ ${lookupText(customer.group, account.group, { match: [match], take: opened, choose: 'least' })} }`,
    doubts: [
      {
        en: 'no column says since when; taken from the first account, and a customer without one is rejected: name the column if there is one',
        'zh-CN': '没有客户建立日期；取其首个账户的开户日，没有账户的客户会被拒绝：若有此列请写列名',
      },
    ],
  };
}
