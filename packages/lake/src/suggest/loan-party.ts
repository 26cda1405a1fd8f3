import { sharedShare } from './column-fit.ts';
import type { ColumnProfile } from './column-profile.ts';
import { isNothing } from './column-profile.ts';
import { bareName } from './name-form.ts';
import { everyRow } from './row-choice.ts';
import type { TableMatch } from './table-match.ts';

/** Words in the names of columns that hold who is liable beside the borrower. */
const guarantors =
  /保证|担保|保証|보증|poreczyc|kefil|поручител|guarant|guar(?=cust|cif|no|id|rel)|suret|burge|fiador|aval|garant|baolanh/;
const borrowers =
  /共同|共借|連帯債務|공동차주|wspolkredytob|joint|2nd|second(?!ary)|segund[oa]|zweiter|comaker|comkr|comk|coborrow|cosign|mit(darlehens|kredit|schuld)|cotitular|dongvay/;

/** Whether the rows are of guarantors, as the name of the column of customers says, or that of a file of nothing else. */
export function withRole(party: TableMatch, matches: readonly TableMatch[]): TableMatch {
  const customer = party.columns.get('customer_id')?.column;
  if (customer === undefined || party.columns.has('role') || party.constants['role'] !== undefined)
    return party;
  const isOwn = matches.some(({ table, group }) => table !== 'loan_party' && group === party.group);
  const names = [customer.name, customer.called, ...(isOwn ? [] : [party.group.label])];
  const isGuarantor = names.some((name) => guarantors.test(bareName(name)));
  return isGuarantor ? { ...party, constants: { ...party.constants, role: 'guarantor' } } : party;
}

/** Feeds of those who stand beside the borrowers in the same file: another column of customers' ids, mostly empty. */
export function besideBorrowers(party: TableMatch, customers: ReadonlySet<string> | null): TableMatch[] {
  const borrower = party.columns.get('customer_id');
  const loan = party.columns.get('loan_id');
  if (borrower === undefined || loan === undefined || party.columns.has('role')) return [];
  return party.group.columns.flatMap((column) => {
    if (column === borrower.column || column === loan.column) return [];
    const none = [...column.distinct].filter(isNothing);
    const ids = idsOf(column);
    const name = bareName(`${column.name} ${column.called}`);
    const isNamed = guarantors.test(name) || borrowers.test(name);
    const isKnown = customers !== null && sharedShare({ ...column, distinct: ids }, customers) >= 0.9;
    // A few ids may be among others by chance, unless the name speaks of them.
    if (!isKnown || ids.size < (isNamed ? 1 : 3)) return [];
    const values = column.empty > 0 ? ['', ...none] : none;
    return [
      {
        ...party,
        columns: new Map([...party.columns, ['customer_id', { column, fit: 1 }]]),
        constants: { role: borrowers.test(name) ? 'borrower' : 'guarantor' },
        isSure: isNamed,
        choice: values.length === 0 ? everyRow : { where: [], except: [{ column, values }] },
      },
    ];
  });
}

function idsOf({ distinct }: ColumnProfile): ReadonlySet<string> {
  return new Set([...distinct].filter((value) => !isNothing(value)));
}

/** Who signs for another's loan owes it as a borrower does in some banks, and only stands in for it in others. */
export function isCosigner({ table, columns, constants }: TableMatch): boolean {
  const customer = columns.get('customer_id')?.column;
  return (
    table === 'loan_party' &&
    constants['role'] === 'borrower' &&
    /comak|comkr|comk|cosign/.test(bareName(customer?.name ?? ''))
  );
}
