/** A field of a record as a COBOL copybook describes it. */
export interface CopybookField {
  readonly name: string;
  /** Bytes from the beginning of the record, from 0. */
  readonly from: number;
  readonly length: number;
  readonly holds: 'text' | 'digits' | 'signed_digits' | 'packed';
  /** Digits after a point that is not written. */
  readonly decimals: number;
  /** Where a sign stands beside the digits; null: none, or written over the last digit. */
  readonly sign: 'leading' | 'trailing' | null;
  /** What its codes mean, where that is said beside it. */
  readonly codes?: ReadonlyMap<string, string>;
}

export interface CopybookRecord {
  readonly name: string;
  readonly length: number;
  /** Without what has no name of its own. */
  readonly fields: readonly CopybookField[];
  /** Whether only names and places are told, and nothing of what the fields hold. */
  readonly isNote?: boolean;
}

interface Entry {
  readonly level: number;
  readonly name: string;
  readonly clauses: string;
}

/** The records that a text describes as COBOL does; none when it is no copybook. Fields that redefine others are left out. */
export function readCopybook(text: string): CopybookRecord[] {
  const entries = entriesOf(text);
  const records: CopybookRecord[] = [];
  for (let at = 0; at < entries.length;) {
    const top = entries[at];
    if (top === undefined) break;
    const end = endOf(entries, at);
    const laid = layOut(entries.slice(at + 1, end), 0);
    if (laid !== null && laid.fields.length > 1) {
      records.push({ name: top.name, length: laid.length, fields: named(laid.fields) });
    }
    at = end;
  }
  return records;
}

/** Statements end in a period; columns 1 to 6 may number the lines, and one with a star in column 7 is a remark. */
function entriesOf(text: string): Entry[] {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.replace(/^(\d{6}| {6})(?=[\s*/-])/, '').replace(/^(.{65} )[A-Z\d]{8}$/, '$1'))
    .filter((line) => !/^\s*[*/]/.test(line));
  return lines
    .join(' ')
    .split(/\.(?=\s|$)/)
    .flatMap((statement) => {
      const found = /^\s*(\d{1,2})\s+(\S+)(.*)$/.exec(statement);
      const level = Number(found?.[1]);
      return found === null || level === 88 || level === 66 || level === 77
        ? []
        : [{ level, name: found[2] ?? '', clauses: (found[3] ?? '').toUpperCase() }];
    });
}

function endOf(entries: readonly Entry[], at: number): number {
  const level = entries[at]?.level ?? 0;
  const next = entries.findIndex((one, index) => index > at && one.level <= level);
  return next < 0 ? entries.length : next;
}

interface Laid {
  readonly fields: readonly CopybookField[];
  readonly length: number;
}

/** Null when something is described that is not known here, after which no place would be right. */
function layOut(entries: readonly Entry[], from: number): Laid | null {
  const fields: CopybookField[] = [];
  let next = from;
  for (let at = 0; at < entries.length;) {
    const entry = entries[at];
    if (entry === undefined) break;
    const end = endOf(entries, at);
    if (!/\bREDEFINES\b/.test(entry.clauses)) {
      const times = Number(/\bOCCURS\s+(\d+)/.exec(entry.clauses)?.[1] ?? 1);
      for (let time = 0; time < times; time += 1) {
        const inner = /\bPIC/.test(entry.clauses)
          ? elementary(entry, next)
          : layOut(entries.slice(at + 1, end), next);
        if (inner === null || /DEPENDING/.test(entry.clauses)) return null;
        fields.push(...inner.fields);
        next += inner.length;
      }
    }
    at = end;
  }
  return { fields, length: next - from };
}

function elementary({ name, clauses }: Entry, from: number): Laid | null {
  const picture = /\bPIC(?:TURE)?\s+(?:IS\s+)?(\S+)/.exec(clauses)?.[1] ?? '';
  const plain = picture.replaceAll(/(.)\((\d+)\)/g, (_, sign: string, times: string) =>
    sign.repeat(Math.min(Number(times), 10_000)),
  );
  if (/^[XA]+$/.test(plain)) {
    const field = { name, from, length: plain.length, holds: 'text', decimals: 0, sign: null } as const;
    return { fields: [field], length: plain.length };
  }
  const found = /^(S?)(9*)(?:V(9*))?$/.exec(plain);
  if (found === null) return null;
  const [, signed = '', whole = '', after = ''] = found;
  const digits = whole.length + after.length;
  const isSeparate = signed !== '' && /\bSEPARATE\b/.test(clauses);
  const packed = packedLength(clauses, digits);
  const length = packed ?? digits + (isSeparate ? 1 : 0);
  const holds = packed !== null ? 'packed' : signed === '' ? 'digits' : 'signed_digits';
  const sign = isSeparate ? (/\bLEADING\b/.test(clauses) ? 'leading' : 'trailing') : null;
  return { fields: [{ name, from, length, holds, decimals: after.length, sign }], length };
}

/** Bytes of a number that is not written in digits; null when it is. */
function packedLength(clauses: string, digits: number): number | null {
  if (/\b(COMP|COMPUTATIONAL)-3\b|\bPACKED-DECIMAL\b/.test(clauses)) return (digits >> 1) + 1;
  if (/\b(COMP|COMPUTATIONAL)(-[45])?(?![\w-])|\bBINARY\b/.test(clauses))
    return digits <= 4 ? 2 : digits <= 9 ? 4 : 8;
  return null;
}

/** Fields that have names, each a name of its own. */
function named(fields: readonly CopybookField[]): CopybookField[] {
  const times = new Map<string, number>();
  return fields
    .filter(({ name }) => name.toUpperCase() !== 'FILLER')
    .map((field) => {
      const time = (times.get(field.name) ?? 0) + 1;
      times.set(field.name, time);
      return time === 1 ? field : { ...field, name: `${field.name}-${time}` };
    });
}

/** Lines of which a few may be unlike the others. */
const shareLeast = 0.95;

/** The record that lines of one length follow: every digit where digits belong; null when none does. */
export function recordOf(
  records: readonly CopybookRecord[],
  lines: readonly string[],
  fileName: string,
): CopybookRecord | null {
  const looked = lines.slice(0, 500);
  const length = looked[0]?.length ?? 0;
  const fitting = records
    // Blanks at the end may have been left out of the description.
    .filter((record) => record.length <= length && record.length + 4 >= length)
    .map((record) => ({
      record,
      share: looked.filter((line) => follows(line, record)).length / looked.length,
    }))
    .filter(({ share }) => share >= shareLeast)
    .toSorted(
      (a, b) =>
        nameShared(fileName, b.record.name) - nameShared(fileName, a.record.name) ||
        b.share - a.share ||
        digitsOf(b.record) - digitsOf(a.record),
    );
  return fitting[0]?.record ?? null;
}

/** Whether a line has digits wherever a record describes them. */
export function follows(line: string, { fields }: CopybookRecord): boolean {
  return fields.every(({ from, length, holds, sign }) => {
    const part = line.slice(from, from + length);
    if (holds === 'text') return true;
    if (holds === 'packed') return false;
    if (part.trim() === '') return true;
    const digits =
      sign === 'trailing' ? part.slice(0, -1) : sign === 'leading' ? part.slice(1) : part.slice(0, -1);
    const last = sign === 'trailing' ? part.at(-1) : sign === 'leading' ? part[0] : part.at(-1);
    if (!/^ *\d*$/.test(digits)) return false;
    if (sign !== null) return /[-+ ]/.test(last ?? '');
    // A sign written over the last digit makes a letter or a brace of it.
    return holds === 'digits' ? /\d/.test(last ?? '') : /[\dA-R{}]/.test(last ?? '');
  });
}

/** Places that not anything can stand in: the more a record asks for, the less lines follow it by chance. */
function digitsOf({ fields }: CopybookRecord): number {
  return fields.reduce((sum, { holds, length }) => sum + (holds === 'text' ? 0 : length), 0);
}

/** How many letters two names have in common at their beginning; one alone says nothing. */
function nameShared(one: string, other: string): number {
  let at = 0;
  while (at < other.length && one[at]?.toLowerCase() === other[at]?.toLowerCase()) at += 1;
  return at < 2 ? 0 : at;
}
