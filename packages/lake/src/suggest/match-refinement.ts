import { balanceChecks } from './balance-check.ts';
import { withCarriedOpening, withoutCarried } from './brought-forward.ts';
import { withoutCancelled } from './cancelled-row.ts';
import { withTerm } from './term-code.ts';
import { withCustomerDetail } from './customer-detail.ts';
import { withEntryKey } from './entry-key.ts';
import { withDayOrder } from './day-order.ts';
import { withKind } from './kind-column.ts';
import { ledgerChecks } from './ledger-check.ts';
import { withoutLoans } from './loan-account.ts';
import { withoutLoanBookings } from './loan-booking.ts';
import { withCodeTexts } from './code-text.ts';
import { withDatedOpening } from './dated-balance.ts';
import { withIdParts, withoutIdMarks, withPads } from './id-form.ts';
import { withOpeningFile } from './opening-file.ts';
import { wideRates } from './wide-rate.ts';
import { withRowChoice } from './row-choice.ts';
import type { FileGroup } from './file-group.ts';
import type { TableMatch } from './table-match.ts';

/** What is known of the matches of all files together: which rows they take, what ids become, what comes from other files. */
export function refineMatches(keyed: readonly TableMatch[], groups: readonly FileGroup[]): TableMatch[] {
  const refined = withPads(withIdParts(withoutIdMarks(keyed)))
    .map((match, _, all) => withDayOrder(match, all))
    .map((match, _, all) => withoutLoanBookings(withoutLoans(match, all), all))
    .map((match) => withRowChoice(match, !keyed.some(isJoined)))
    .map((match, _, chosen) => withDatedOpening(match, chosen))
    .map((match, _, chosen) => withOpeningFile(match, chosen, groups))
    .map((match, _, chosen) => withCarriedOpening(withoutCarried(withoutCancelled(match)), chosen))
    .map(withEntryKey)
    .map(withTerm)
    .map((match) => withCodeTexts(match, groups))
    .map(withKind)
    .map(withCustomerDetail);
  return [
    ...refined,
    ...wideRates(refined, groups),
    ...balanceChecks(refined),
    ...ledgerChecks(refined, groups),
  ];
}

function isJoined({ columns }: TableMatch): boolean {
  return columns.get('account_id')?.joined !== undefined;
}
