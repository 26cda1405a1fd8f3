import { sharedShare } from './column-fit.ts';
import { namesLoans } from './loan-account.ts';
import type { MappingWriter } from './mapping-writer.ts';
import type { TableMatch } from './table-match.ts';

/** Fewer owners that nobody delivers are faults. */
const othersLeast = 5;
const shareLeast = 0.02;
/** Where most are unknown the column is rather a wrong one. */
const shareMost = 0.6;

/** Tables whose rows name accounts, which may be left out. */
const ofAccounts: readonly TableMatch['table'][] = ['entry', 'balance', 'account_sum'];

/** The share of the customers that a file names and that no file of customers has; 0 unless all of both were looked at. */
function othersShare(match: TableMatch, matches: readonly TableMatch[]): number {
  const found = match.columns.get('customer_id');
  const customers = matches.filter(({ table }) => table === 'customer');
  const isWhole = [match, ...customers].every(({ group }) => group.isWhole);
  if (match.table === 'customer' || found === undefined || customers.length === 0 || !isWhole) return 0;
  if (found.pad !== undefined || found.line !== undefined || found.joined !== undefined) return 0;
  const ids = new Set(
    customers.flatMap(({ columns }) => [...(columns.get('customer_id')?.column.distinct ?? [])]),
  );
  const share = 1 - sharedShare(found.column, ids);
  return share * found.column.distinct.size >= othersLeast && share >= shareLeast && share <= shareMost
    ? share
    : 0;
}

/** Says of a feed that rows of customers whom nobody delivers are left out, where many of them are. */
export function writeOthers(
  writer: MappingWriter,
  match: TableMatch,
  { matches, indent }: { readonly matches: readonly TableMatch[]; readonly indent: string },
): void {
  const own = othersShare(match, matches);
  const isOfAccounts =
    ofAccounts.includes(match.table) &&
    matches.some((one) => one.table === 'account' && othersShare(one, matches) > 0);
  const isOfLoans =
    ofAccounts.includes(match.table) &&
    matches.some(({ loanRows }) => loanRows !== undefined) &&
    match.loanRows === undefined &&
    namesLoans(match, matches);
  if (own === 0 && !isOfAccounts && !isOfLoans) return;
  const percent = Math.round(own * 100);
  writer.doubt(
    indent,
    match.table,
    own > 0
      ? {
          en: `${percent}% of the customers that these rows name are in no file of customers, such as companies may be: their rows are left out; delete the line if all customers should be there`,
          'zh-CN': `这些行中有 ${percent}% 的客户不在客户文件中（例如对公客户），其行按不导入处理；若客户应当齐全，请删去此行`,
        }
      : {
          en: `rows of accounts that are left out${isOfLoans ? ', as those of loans,' : ''} are left out too; delete the line if all accounts should be there`,
          'zh-CN': `未导入账户${isOfLoans ? '（如贷款账户）' : ''}的行也不导入；若账户应当齐全，请删去此行`,
        },
  );
  writer.line(`${indent}unknown_reference: leave_out`);
}
