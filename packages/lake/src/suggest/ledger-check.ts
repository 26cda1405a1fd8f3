import { guessCode } from './code-words.ts';
import { codeCompanions } from './code-companion.ts';
import type { ColumnProfile } from './column-profile.ts';
import type { FileGroup } from './file-group.ts';
import type { MappingWriter } from './mapping-writer.ts';
import { columnForms } from './name-form.ts';
import { everyRow } from './row-choice.ts';
import type { FieldMatch, TableMatch } from './table-match.ts';
import { fieldNames, namedColumns } from './vocabulary.ts';
import { yamlScalar } from './yaml-scalar.ts';

const creditNames = /^(贷方余额|贷方|cr|credit)(bal|balance)?$/;
const debitNames = /^(借方余额|借方|dr|debit)(bal|balance)?$/;

function isNumber(column: ColumnProfile | undefined): column is ColumnProfile {
  return column !== undefined && column.number !== null;
}

/** A file of the general ledger: a day, a subject and a balance in each row; null: it is none. */
export function ledgerOf(group: FileGroup): TableMatch | null {
  const named = (words: RegExp): ColumnProfile | undefined =>
    group.columns.find((column) => columnForms(column).some((form) => words.test(form)));
  const best = (field: string): ColumnProfile | undefined => {
    const filled = group.columns.filter((column) => column.filled > 0);
    return namedColumns(filled, fieldNames.balance?.[field] ?? fieldNames.account?.[field] ?? [])[0];
  };
  const day = group.columns.find(({ dates }) => dates.length > 0);
  const [subject] = namedColumns(group.columns, fieldNames.ledger_balance?.['subject'] ?? []);
  const [credit, debit] = [named(creditNames), named(debitNames)];
  const isTwo = isNumber(credit) && isNumber(debit);
  const balance = isTwo ? undefined : best('balance');
  if (day === undefined || subject === undefined || subject.dates.length > 0) return null;
  if (!isTwo && !isNumber(balance)) return null;
  const fields: readonly (readonly [string, ColumnProfile | undefined])[] = [
    ['day', day],
    ['branch_id', best('branch_id')],
    ['subject', subject],
    ['currency', best('currency')],
    ['balance', balance],
  ];
  return {
    group,
    table: 'ledger_balance',
    columns: new Map(
      fields.flatMap(([field, column]): [string, FieldMatch][] =>
        column === undefined ? [] : [[field, { column, fit: 1 }]],
      ),
    ),
    amount: isTwo ? { kind: 'two_columns', credit, debit, isGuess: false } : null,
    unfed: [],
    isRepeated: false,
    candidates: group.columns,
    choice: everyRow,
    constants: {},
    isSure: true,
    score: 0,
  };
}

/** Files of the general ledger among those that no table takes, where it is known which accounts their subjects sum up. */
export function ledgerChecks(matches: readonly TableMatch[], groups: readonly FileGroup[]): TableMatch[] {
  return groups.flatMap((group) => {
    if (matches.some((match) => match.group === group)) return [];
    const ledger = ledgerOf(group);
    if (ledger === null || subjectsOf(ledger, matches).size === 0) return [];
    const isByBranch = matches.some(({ table, columns }) => table === 'account' && columns.has('branch_id'));
    const columns = new Map([...ledger.columns].filter(([field]) => field !== 'branch_id' || isByBranch));
    return [{ ...ledger, columns }];
  });
}

const corporate = /单位|对公|公司|企业|法人|corporate|company|business|firmen|geschaft|juridica|entreprise/;

/** What a text says of accounts: their kind, and whether companies hold them; null: no kind. */
function sortOf(text: string): string | null {
  const kind = guessCode('account', 'kind', text)?.value;
  return kind === undefined ? null : `${kind} ${corporate.test(text.toLowerCase())}`;
}

/** Products that each subject sums up, by what is said of both; empty unless every product belongs to one. */
function subjectsOf(
  ledger: TableMatch,
  matches: readonly TableMatch[],
): ReadonlyMap<string, readonly string[]> {
  const account = matches.find(({ table }) => table === 'account');
  const product = account?.columns.get('product')?.column;
  const subject = ledger.columns.get('subject')?.column;
  if (account === undefined || product === undefined || subject === undefined) return new Map();
  const ofSubjects = codeCompanions(ledger, 'kind', subject);
  const ofProducts = codeCompanions(account, 'kind', product);
  const told = new Map<string, readonly string[]>();
  for (const code of subject.distinct) {
    const sort = sortOf(ofSubjects.get(code) ?? '');
    const own = [...product.distinct].filter(
      (one) => sort !== null && sortOf(ofProducts.get(one) ?? one) === sort,
    );
    if (own.length > 0) told.set(code, own.toSorted());
  }
  const all = [...told.values()].flat();
  const isClear = new Set(all).size === all.length && all.length === product.distinct.size;
  return isClear ? told : new Map();
}

/** Writes which accounts the subjects of the general ledger sum up. */
export function writeLedger(writer: MappingWriter, matches: readonly TableMatch[]): void {
  const ledger = matches.find(({ table }) => table === 'ledger_balance');
  if (ledger === undefined) return;
  const subjects = [...subjectsOf(ledger, matches)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  writer.doubt('', 'document.ledger', {
    en: 'which products a subject of the general ledger sums up was told by what is said of both: check them, and write "on_difference: refuse" once they agree',
    'zh-CN': '各科目包含哪些产品按两者的说明推定：请核对；一致后可改为 on_difference: refuse',
  });
  writer.line('ledger:');
  writer.line('  subjects:');
  for (const [code, products] of subjects) {
    writer.line(`    ${yamlScalar(code)}: { product: [${products.map(yamlScalar).join(', ')}] }`);
  }
  writer.line('  tolerance: 0');
  writer.line('  on_difference: warn');
}
