import { sharedShare } from './column-fit.ts';
import type { ColumnProfile } from './column-profile.ts';
import { isoDay } from './day-profile.ts';
import type { FileGroup } from './file-group.ts';
import { lookupText } from './lookup-text.ts';
import { separatorSettings } from './number-settings.ts';
import { steadyColumns } from './repeated-key.ts';
import { everyRow } from './row-choice.ts';
import type { FieldMatch, TableMatch } from './table-match.ts';
import { fieldNames, namedColumns } from './vocabulary.ts';
import { yamlScalar } from './yaml-scalar.ts';

/** A file that names only loans in arrears, with how long they have been. */
interface Arrears {
  readonly group: FileGroup;
  readonly loan: ColumnProfile;
  readonly days: ColumnProfile;
  readonly overdue: ColumnProfile | null;
  readonly asOf: ColumnProfile | null;
}

/**
 * Reports of loans where one file holds what is outstanding and another only the arrears: a loan that the other does not name
 * is on time. None where reports are found already.
 */
export function arrearsBeside(matches: readonly TableMatch[], groups: readonly FileGroup[]): TableMatch[] {
  if (matches.some(({ table }) => table === 'loan_status')) return [];
  const loan = matches.find(({ table }) => table === 'loan');
  const id = loan?.columns.get('loan_id')?.column;
  if (loan === undefined || id === undefined) return [];
  const outstanding = named(loan.group, 'outstanding');
  const arrears = arrearsOf(
    groups.filter((group) => group !== loan.group),
    id.distinct,
  );
  if (outstanding === null || arrears === null) return [];
  const day = arrears.asOf === null ? null : lastDay(arrears.asOf);
  const own: [string, FieldMatch][] = [
    ['loan_id', { column: id, fit: 1 }],
    ['outstanding', { column: outstanding, fit: 1 }],
    ['days_past_due', lookedUp(loan.group, id, arrears, { take: arrears.days })],
  ];
  if (arrears.overdue !== null)
    own.push(['overdue', lookedUp(loan.group, id, arrears, { take: arrears.overdue })]);
  const now: TableMatch = {
    ...loan,
    table: 'loan_status',
    columns: new Map(own),
    unfed: ['as_of'],
    constants: day === null ? {} : { as_of: day.iso },
  };
  return day === null || arrears.asOf === null ? [now] : [now, earlier(loan, outstanding, arrears, day.text)];
}

function named(group: FileGroup, field: string): ColumnProfile | null {
  const filled = group.columns.filter((column) => column.filled > 0);
  return namedColumns(filled, fieldNames.loan_status?.[field] ?? [])[0] ?? null;
}

function arrearsOf(groups: readonly FileGroup[], loans: ReadonlySet<string>): Arrears | null {
  for (const group of groups) {
    const loan = group.columns.find((column) => column.filled > 0 && sharedShare(column, loans) >= 0.9);
    const days = named(group, 'days_past_due');
    if (loan === undefined || days?.number === null || days === null || named(group, 'outstanding') !== null)
      continue;
    const asOf = group.columns.find(({ dates }) => dates.length > 0) ?? null;
    const overdue = named(group, 'overdue');
    return { group, loan, days, overdue: overdue === days ? null : overdue, asOf };
  }
  return null;
}

/**
 * Reports of all loans at the ends of months, of which another file names those in arrears by loan and day: each loan comes again
 * with every report. Empty where loans or reports are found already.
 */
export function reportsWithArrears(
  matches: readonly TableMatch[],
  groups: readonly FileGroup[],
  matchLoan: (group: FileGroup) => TableMatch | null,
): TableMatch[] {
  if (matches.some(({ table }) => table === 'loan_status' || table === 'loan')) return [];
  for (const group of groups) {
    const id = loanColumn(group);
    const [asOf] = namedColumns(
      group.columns.filter(({ dates }) => dates.length > 0),
      fieldNames.loan_status?.['as_of'] ?? [],
    );
    const outstanding = named(group, 'outstanding');
    if (id === null || id.isUnique || asOf === undefined || outstanding === null) continue;
    const arrears = arrearsOf(
      groups.filter((other) => other !== group),
      id.distinct,
    );
    const steady = steadyColumns(group, id);
    const loan = matchLoan({ ...group, columns: group.columns.filter((one) => steady.has(one)) });
    if (arrears === null || arrears.asOf === null || loan?.columns.get('loan_id')?.column !== id) continue;
    const own: [string, FieldMatch][] = [
      ['loan_id', { column: id, fit: 1 }],
      ['as_of', { column: asOf, fit: 1 }],
      ['outstanding', { column: outstanding, fit: 1 }],
      ['days_past_due', lookedUp(group, id, arrears, { take: arrears.days, asOf })],
    ];
    if (arrears.overdue !== null)
      own.push(['overdue', lookedUp(group, id, arrears, { take: arrears.overdue, asOf })]);
    const rating = named(group, 'class');
    if (rating !== null) own.push(['class', { column: rating, fit: 1 }]);
    const loans = { ...loan, group, isRepeated: true };
    return [
      loans,
      {
        ...loans,
        table: 'loan_status',
        columns: new Map(own),
        unfed: [],
        isRepeated: false,
        candidates: group.columns,
      },
    ];
  }
  return [];
}

function loanColumn(group: FileGroup): ColumnProfile | null {
  return (
    namedColumns(group.columns, fieldNames.loan?.['loan_id'] ?? []).find(({ empty }) => empty === 0) ?? null
  );
}

/** What a loan owes by the file of arrears on the day of its report, or on the last day of that file; nothing where it is not named. */
function lookedUp(
  loans: FileGroup,
  id: ColumnProfile,
  arrears: Arrears,
  of: { readonly take: ColumnProfile; readonly asOf?: ColumnProfile },
): FieldMatch {
  const { group, loan, asOf } = arrears;
  const { take } = of;
  const day = asOf === null || of.asOf !== undefined ? null : lastDay(asOf);
  const match = [`${yamlScalar(loan.name)}: ${yamlScalar(id.name)}`];
  if (asOf !== null && of.asOf !== undefined)
    match.push(`${yamlScalar(asOf.name)}: ${yamlScalar(of.asOf.name)}`);
  if (asOf !== null && day !== null)
    match.push(`${yamlScalar(asOf.name)}: { value: ${yamlScalar(day.text)} }`);
  const settings = [lookupText(loans, group, { match, take }), 'otherwise: 0', ...numbersOf(take)];
  const text = `{ ${settings.join(', ')} }`;
  return {
    column: take,
    fit: 1,
    line: {
      text,
      doubts: [
        {
          en: `${group.label} names only some loans: one that it does not name is taken as on time; check that this is so${day === null ? '' : `, and write the day of each new delivery in place of ${day.text}`}`,
          'zh-CN': `${group.label} 只列出部分贷款：未列出的按未逾期处理，请确认${day === null ? '' : `；每次送数时请修改日期 ${day.text}`}`,
        },
      ],
    },
  };
}

/** How the numbers of the other file are read. */
function numbersOf({ number }: ColumnProfile): string[] {
  return number === null
    ? []
    : [...separatorSettings(number), ...(number.decimals > 2 ? ['round: true'] : [])];
}

/** Reports of the days before the last, of loans in arrears alone. */
function earlier(loan: TableMatch, outstanding: ColumnProfile, arrears: Arrears, last: string): TableMatch {
  const { group, days, overdue, asOf } = arrears;
  const id = loan.columns.get('loan_id')?.column ?? arrears.loan;
  const match = [`${yamlScalar(id.name)}: ${yamlScalar(arrears.loan.name)}`];
  const columns: [string, FieldMatch][] = [
    ['loan_id', { column: arrears.loan, fit: 1 }],
    [
      'outstanding',
      {
        column: outstanding,
        fit: 1,
        line: {
          text: `{ ${[lookupText(group, loan.group, { match, take: outstanding }), ...numbersOf(outstanding)].join(', ')} }`,
          doubts: [
            {
              en: 'what is outstanding is delivered of one day only, and stands for the days before too: delete this feed if that is too coarse',
              'zh-CN': '贷款余额只有一天的数据，此前各日也按该余额处理：若过于粗略，请删去这一段',
            },
          ],
        },
      },
    ],
    ['days_past_due', { column: days, fit: 1 }],
  ];
  if (asOf !== null) columns.push(['as_of', { column: asOf, fit: 1 }]);
  if (overdue !== null) columns.push(['overdue', { column: overdue, fit: 1 }]);
  return {
    ...loan,
    group,
    table: 'loan_status',
    columns: new Map(columns),
    unfed: [],
    constants: {},
    candidates: group.columns,
    choice: asOf === null ? everyRow : { where: [], except: [{ column: asOf, values: [last] }] },
  };
}

function lastDay({ distinct, dates }: ColumnProfile): { readonly iso: string; readonly text: string } | null {
  const days = [...distinct].map((text) => ({ text, iso: isoDay(text, dates[0]) }));
  return days.reduce<{ iso: string; text: string } | null>(
    (last, one) => (last === null || one.iso > last.iso ? one : last),
    null,
  );
}
