import type { LocalText } from '@gradus/schema';
import { joinedPlace, type AccountPlace } from './account-lookup.ts';
import { balanceNames } from './balance-check.ts';
import { sharedShare } from './column-fit.ts';
import type { ColumnProfile } from './column-profile.ts';
import { isoDay } from './day-profile.ts';
import type { FileSample } from './sample/file-sample.ts';
import { rowsOf, type FileGroup } from './file-group.ts';
import { idSource } from './id-form.ts';
import { lookupText } from './lookup-text.ts';
import { unaccented } from './name-form.ts';
import { separatorSettings } from './number-settings.ts';
import type { Condition } from './row-choice.ts';
import type { FieldMatch, TableMatch } from './table-match.ts';
import { namedColumns } from './vocabulary.ts';
import { yamlScalar } from './yaml-scalar.ts';

/** Different texts of rows that are no bookings. */
const textsMost = 4;
const carried =
  /brought (fwd|forward)|carried (fwd|forward)|\b[bc]\/?f(wd)?\b|open(ing)? bal|balance (b|c)\/?f|承前|前期|前頁|繰越|繰り?越|이월|期初|上期|承上|结转|saldo (inicial|anterior|przen|pocz)|vortrag|anfangsbestand|solde (anterieur|initial|reporte)|saldo iniziale|riporto|devir|acilis|остаток|входящ/;

/** Rows of statements that carry a balance on and book nothing are left out. */
export function withoutCarried(match: TableMatch): TableMatch {
  const found = match.table === 'entry' ? carriedRows(match) : null;
  return found === null
    ? match
    : { ...match, choice: { ...match.choice, except: [...match.choice.except, found] } };
}

/** The texts of rows without an amount that say that a balance is carried on; null: there are none. */
function carriedRows({ group, amount, columns }: TableMatch): Condition | null {
  const amounts =
    amount?.kind === 'two_columns'
      ? [amount.credit, amount.debit]
      : [columns.get('amount')?.column].flatMap((one) => one ?? []);
  if (amounts.length === 0 || amounts.some(({ empty }) => empty === 0)) return null;
  const places = amounts.map((column) => group.columns.indexOf(column));
  const isBare = (row: readonly string[]): boolean => places.every((at) => /^[0.,]*$/.test(row[at] ?? ''));
  const rows = rowsOf(group);
  const bare = rows.filter(isBare);
  if (bare.length === 0) return null;
  for (const column of group.columns) {
    if (amounts.includes(column) || column.number !== null || column.dates.length > 0) continue;
    const at = group.columns.indexOf(column);
    const texts = new Set(bare.map((row) => row[at] ?? ''));
    const isTold = texts.size <= textsMost && [...texts].every((text) => carried.test(unaccented(text)));
    if (!isTold || rows.some((row) => texts.has(row[at] ?? '') && !isBare(row))) continue;
    return { column, values: [...texts].toSorted() };
  }
  return null;
}

/** The balance that is carried into the first file of bookings is the one with which an account begins. */
export function withCarriedOpening(match: TableMatch, matches: readonly TableMatch[]): TableMatch {
  const id = match.columns.get('account_id');
  if (match.table !== 'account' || match.columns.has('opening_balance') || id === undefined) return match;
  for (const booked of matches) {
    const found = booked.table === 'entry' ? carriedInto(booked, id) : null;
    if (found === null) continue;
    const { group, place, where, balance } = found;
    const lookup = lookupText(match.group, group, { match: place.match, take: balance, where });
    const settings = [lookup, ...(balance.number === null ? [] : separatorSettings(balance.number))];
    const line = { text: `{ ${settings.join(', ')} }`, doubts: [doubtOf(group)] };
    return {
      ...match,
      columns: new Map([...match.columns, ['opening_balance', { column: balance, fit: 1, line }]]),
    };
  }
  return match;
}

interface Carried {
  /** The first file alone. */
  readonly group: FileGroup;
  readonly place: AccountPlace;
  readonly where: string;
  readonly balance: ColumnProfile;
}

function carriedInto(match: TableMatch, id: FieldMatch): Carried | null {
  const rows = carriedRows(match);
  const { group } = match;
  const [balance] = namedColumns(
    group.columns.filter(({ number, dates }) => number !== null && dates.length === 0),
    balanceNames,
  );
  const day = match.columns.get('booked_on')?.column;
  const place = id.joined === undefined ? onePlace(match, id) : joinedPlace(group, id);
  const [text, ...more] = rows?.values ?? [];
  if (rows === null || balance === undefined || day === undefined || place === null) return null;
  if (text === undefined || more.length > 0) return null;
  const first = firstFile(group, day);
  const [at, of] = [group.columns.indexOf(rows.column), group.columns.indexOf(day)];
  const own = first.rows.filter((row) => row[at] === text);
  const places = place.columns.map((column) => group.columns.indexOf(column));
  const keys = (some: readonly (readonly string[])[]): number =>
    new Set(some.map((row) => places.map((one) => row[one] ?? '').join('\n'))).size;
  const where = [`${yamlScalar(rows.column.name)}: ${yamlScalar(text)}`];
  if (keys(own) < own.length) {
    // One file of several months: those of its first day.
    const days = own
      .map((row) => row[of] ?? '')
      .toSorted((a, b) => (isoDay(a, day.dates[0]) < isoDay(b, day.dates[0]) ? -1 : 1));
    const begin = own.filter((row) => row[of] === days[0]);
    if (keys(begin) < begin.length || begin.length * 2 < keys(own)) return null;
    where.push(`${yamlScalar(day.name)}: ${yamlScalar(days[0] ?? '')}`);
  }
  const others = group.samples.flatMap(({ file }) => (file === first.file ? [] : [file.name]));
  const alone = { ...group, pattern: first.file.name, others: [...group.others, ...others] };
  return { group: alone, place, where: `{ ${where.join(', ')} }`, balance };
}

function onePlace({ columns }: TableMatch, id: FieldMatch): AccountPlace | null {
  const column = columns.get('account_id')?.column;
  return column === undefined || sharedShare(column, id.column.distinct) < 0.5
    ? null
    : { columns: [column], match: [`${yamlScalar(column.name)}: ${idSource(id)}`] };
}

/** The file in which the earliest day stands. */
function firstFile({ samples, columns }: FileGroup, day: ColumnProfile): FileSample {
  const at = columns.indexOf(day);
  const first = (sample: FileSample): string =>
    sample.rows.reduce((least, row) => {
      const own = isoDay(row[at] ?? '', day.dates[0]);
      return own !== '' && own < least ? own : least;
    }, '9999');
  return samples.reduce((least, one) => (first(one) < first(least) ? one : least));
}

function doubtOf({ pattern }: FileGroup): LocalText {
  return {
    en: `the balance that ${pattern} carries into its first day; an account without such a row begins with nothing: check that they are those that were opened later`,
    'zh-CN': `取自 ${pattern} 首日结转的余额；没有这一行的账户没有期初余额：请核对它们都是之后开立的`,
  };
}
