import type { ColumnProfile } from './column-profile.ts';
import { rowsOf } from './file-group.ts';
import { bareName, columnForms } from './name-form.ts';
import type { FieldMatch, TableMatch } from './table-match.ts';

const given =
  /^(vorname|rufname|firstname|givenname|forenames?|nombres?|prenom|primeironome|ten|имя|名)$|firstname$|givenname$/;
const family =
  /^(nachname|familienname|zuname|lastname|surname|familyname|apellidos?|apelido|sobrenome|cognome|фамилия|nom|ho|姓)$|lastname$|surname$/;
const streets =
  /^(strasse|street|address|adresse|anschrift|calle|direccion|endereco|rua|diachi|地址|通讯地址)/;
const codes =
  /^(plz|postleitzahl|zip|zipcode|postcode|postalcode|cp|codigopostal|codepostal|cep|邮编|邮政编码)$/;
const places = /^(ort|wohnort|stadt|city|town|ciudad|poblacion|cidade|ville|thanhpho|城市)$/;
const left =
  /austritt|kundebis|mitgliedbis|kundig|abgang|注销日|销户日|退(会|社)|closedate|closeddate|closingdate|enddate|exitdate|leftdate|leavedate|terminat|fechabaja|datasaida|dataencerramento|desligamento|datademissao|datadesligamento|ngaydong/;

/** What several columns of a file say of a customer together: names, where to write to, and whether who left is still one. */
export function withCustomerDetail(match: TableMatch): TableMatch {
  if (match.table !== 'customer') return match;
  const columns = new Map(match.columns);
  const free = (): ColumnProfile[] => {
    const taken = new Set(
      [...columns.values()].flatMap((one) => [one.column, ...(one.joined?.columns ?? [])]),
    );
    return match.candidates.filter((column) => !taken.has(column) && column.filled > 0);
  };
  const find = (words: RegExp): ColumnProfile | undefined =>
    free().find(({ name }) => words.test(bareName(name)));
  const leaving = leavingColumn(match);
  const status = columns.get('status');
  if (status === undefined || status.fit < 0.6) {
    const column = free().find((one) => one === leaving);
    if (column !== undefined) columns.set('status', { column, fit: 0.6, isLeaving: true });
  }
  joinNames(columns, match.candidates);
  const contact = columns.get('contact');
  if (
    contact === undefined ||
    codes.test(bareName(contact.column.name)) ||
    places.test(bareName(contact.column.name))
  ) {
    columns.delete('contact');
    const parts = [find(streets), find(codes), find(places)].flatMap((one) => one ?? []);
    const [first] = parts;
    if (first !== undefined) columns.set('contact', together(first, parts));
  }
  return { ...match, columns };
}

/** The column with the day on which somebody left; null: there is none. */
function leavingColumn({ candidates }: Pick<TableMatch, 'candidates'>): ColumnProfile | null {
  return (
    candidates.find(
      (column) =>
        columnForms(column).some((form) => left.test(form)) &&
        column.dates.length > 0 &&
        (column.empty > 0 || column.missing.length > 0) &&
        column.filled > 0,
    ) ?? null
  );
}

/** Codes of a status of which all customers have left, by the day on which they did. */
export function leftCodes(match: TableMatch, status: ColumnProfile): ReadonlySet<string> {
  const leaving = match.table === 'customer' ? leavingColumn(match) : null;
  if (leaving === null || leaving === status) return new Set();
  const [at, day] = [match.group.columns.indexOf(status), match.group.columns.indexOf(leaving)];
  const counts = new Map<string, { rows: number; left: number }>();
  for (const row of rowsOf(match.group)) {
    const own = counts.get(row[at] ?? '') ?? { rows: 0, left: 0 };
    own.rows += 1;
    if ((row[day] ?? '') !== '' && !leaving.missing.includes(row[day] ?? '')) own.left += 1;
    counts.set(row[at] ?? '', own);
  }
  return new Set(
    [...counts].flatMap(([code, { rows, left: gone }]) => (gone * 20 >= rows * 19 ? [code] : [])),
  );
}

function joinNames(columns: Map<string, FieldMatch>, candidates: readonly ColumnProfile[]): void {
  const first = candidates.find(({ name, filled }) => filled > 0 && given.test(bareName(name)));
  // Beside a given name, a name is that of the family.
  const last =
    candidates.find(({ name, filled }) => filled > 0 && family.test(bareName(name))) ??
    candidates.find(({ name, filled }) => filled > 0 && /^(name|nome|nombre)$/.test(bareName(name)));
  if (first === undefined || last === undefined || first === last) return;
  const current = columns.get('name')?.column;
  if (current !== undefined && current !== first && current !== last) return;
  const isEastern = /^(ten|名)$/.test(bareName(first.name));
  columns.set('name', together(first, isEastern ? [last, first] : [first, last]));
}

function together(column: ColumnProfile, parts: readonly ColumnProfile[]): FieldMatch {
  return parts.length === 1
    ? { column, fit: 0.8 }
    : { column, fit: 0.8, joined: { columns: parts, join: ' ' } };
}

const corporate =
  /^(对公|企业|企業|法人|법인|기업|tuzel|osobaprawna|单位|公司|机构|组织|corp|corporate|company|business|entity|legal|organi[sz]ation|juridica|pj|empresa|firma|juristisch|unternehmen|doanhnghiep|tochuc|entreprise|societe|org)/;
const person =
  /^(对私|个人|個人|개인|gercek|osobafiz|自然人|居民|ind|individual|person|retail|personal|natural|fisica|pf|privat|naturlich|canhan|particulier|physique|pers)/;

/** The column that tells companies from people, with the codes of companies; null: there is none. */
export function corporateColumn({
  group,
}: TableMatch): { readonly column: ColumnProfile; readonly codes: readonly string[] } | null {
  for (const column of group.columns) {
    if (column.distinct.size < 2 || column.distinct.size > 8) continue;
    const values = [...column.distinct];
    const codes = values.filter((value) => corporate.test(bareName(value)));
    if (
      codes.length > 0 &&
      codes.length < values.length &&
      values.some((value) => person.test(bareName(value)))
    )
      return { column, codes };
  }
  return null;
}
