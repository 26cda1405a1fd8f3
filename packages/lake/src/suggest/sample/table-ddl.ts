/** A table as SQL that creates it describes it: what a data warehouse hands out beside files without a header. */
export interface DdlTable {
  readonly name: string;
  readonly columns: readonly DdlColumn[];
}

export interface DdlColumn {
  readonly name: string;
  /** What its comment calls it, before any explanation; null without one. */
  readonly title: string | null;
  /** Codes that its comment explains, and their meanings. */
  readonly codes: ReadonlyMap<string, string>;
  /** Whether its comment says that amounts are in cents; null: it does not say. */
  readonly isMinor: boolean | null;
}

/** The tables that a text creates, in its order; none when it is no SQL of that kind. */
export function readTableDdl(text: string): DdlTable[] {
  const comments = columnComments(text);
  return [
    ...text.matchAll(/\bCREATE\s+(?:EXTERNAL\s+|TEMPORARY\s+)?TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?/gi),
  ].flatMap((found) => {
    const rest = text.slice(found.index + found[0].length);
    const name = /^[^\s(]+/.exec(rest)?.[0] ?? '';
    const open = rest.indexOf('(');
    const body = open < 0 ? null : enclosed(rest.slice(open));
    if (body === null) return [];
    const table = plain(name);
    const columns = definitionsIn(body).flatMap((definition): DdlColumn[] => {
      const column = columnOf(definition);
      if (column === null) return [];
      const comment = column.comment ?? comments.get(`${table}.${column.name}`.toLowerCase()) ?? null;
      return [{ name: column.name, ...explained(comment) }];
    });
    return columns.length === 0 ? [] : [{ name: table, columns }];
  });
}

/** `COMMENT ON COLUMN table.column IS '…'`, by `table.column` in small letters. */
function columnComments(text: string): Map<string, string> {
  const statement = /\bCOMMENT\s+ON\s+COLUMN\s+(\S+)\s+IS\s+'((?:[^']|'')*)'/gi;
  return new Map(
    [...text.matchAll(statement)].map(([, place = '', comment = '']) => [
      place.split('.').slice(-2).map(plain).join('.').toLowerCase(),
      comment.replaceAll("''", "'"),
    ]),
  );
}

/** A place in SQL outside of texts and remarks. */
interface SqlSign {
  readonly at: number;
  readonly sign: string;
  /** Parentheses that are open behind it. */
  readonly depth: number;
}

/** The parentheses and commas of SQL that are no part of a text or a remark: `-- the bank's own (old) number`. */
function* signsIn(text: string): Generator<SqlSign> {
  let depth = 0;
  for (const { 0: sign, index: at } of text.matchAll(/--[^\n]*|'[^']*'?|[(),]/g)) {
    if (sign.length > 1 || sign === "'") continue;
    if (sign !== ',') depth += sign === '(' ? 1 : -1;
    yield { at, sign, depth };
  }
}

/** What stands between the parenthesis that a text begins with and the one that closes it; null when none does. */
function enclosed(text: string): string | null {
  for (const { at, depth } of signsIn(text)) if (depth === 0) return text.slice(1, at);
  return null;
}

/** Definitions of a table, cut at commas outside of parentheses and texts; a remark belongs to the one before it. */
function definitionsIn(body: string): string[] {
  const found: string[] = [];
  let from = 0;
  for (const { at, sign, depth } of signsIn(body)) {
    if (sign !== ',' || depth > 0) continue;
    // `NAME TYPE, -- what it is`
    const remark = /^[ \t]*--[^\n]*/.exec(body.slice(at + 1))?.[0] ?? '';
    found.push(body.slice(from, at) + remark);
    from = at + 1 + remark.length;
  }
  found.push(body.slice(from));
  return found;
}

const noColumn = /^(CONSTRAINT|PRIMARY|UNIQUE|FOREIGN|CHECK|KEY|INDEX|PARTITION|EXCLUDE|LIKE)\b/i;

function columnOf(definition: string): { readonly name: string; readonly comment: string | null } | null {
  const remark = /--\s*([^\n]*?)\s*$/.exec(definition)?.[1] ?? null;
  const code = definition.replaceAll(/--[^\n]*/g, '').trim();
  if (noColumn.test(code)) return null;
  const [, quoted, bare] = /^(?:["`[]([^"`\]]+)["`\]]|([^\s,()'"]+))\s+\S/.exec(code) ?? [];
  const name = quoted ?? bare;
  if (name === undefined) return null;
  const comment = /\bCOMMENT\s+'((?:[^']|'')*)'/i.exec(code)?.[1]?.replaceAll("''", "'");
  return { name, comment: comment ?? remark };
}

function plain(name: string): string {
  return (name.split('.').at(-1) ?? name).replaceAll(/["`[\];]/g, '');
}

/** `客户状态 A-正常 C-销户` is a title and two codes. */
function explained(comment: string | null): Pick<DdlColumn, 'title' | 'codes' | 'isMinor'> {
  if (comment === null || comment.trim() === '') return { title: null, codes: new Map(), isMinor: null };
  const pair = /(?:^|[\s,;，；、（(:：])([A-Za-z0-9]{1,8})\s*[-=:：—]\s*([^\s,;，；、)）]+)/g;
  const codes = new Map([...comment.matchAll(pair)].map(([, code = '', meaning = '']) => [code, meaning]));
  const [title = ''] = comment.trim().split(/[\s,;，；、（(:：]/, 1);
  return {
    title: title === '' || codes.has(title.split(/[-=]/)[0] ?? '') ? null : title,
    codes,
    isMinor: minorOf(comment),
  };
}

function minorOf(comment: string): boolean | null {
  if (/单位\s*[:：为]?\s*分|[(（]分[)）]|in cents|minor units/i.test(comment)) return true;
  return /单位\s*[:：为]?\s*元|[(（]元[)）]/.test(comment) ? false : null;
}
