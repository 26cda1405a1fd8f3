import type { CopybookField, CopybookRecord } from './copybook.ts';

/** Fields that a list must have before it is one of places. */
const fieldsLeast = 3;
/** Words of types that stand beside the names. */
const type =
  /^(char|varchar2?|string|text|num(ber|eric)?|int(eger)?|dec(imal)?|date|datum|alfa|alpha|an|[anxcds9]|字符|数字|字符型|数值|数值型|日期|日期型|文字|数値|문자|숫자)(\(\d+([,.]\d+)?\))?$/i;

/** A line of a list, as its words, with the numbers among them. */
interface ListLine {
  readonly words: readonly string[];
  readonly numbers: readonly number[];
}

/**
 * Records of which a text lists the fields with where they begin and how long they are, one on a line, in whatever order and
 * between whatever marks: `客户号 1 12`, `3 | NAME | CHAR(20) | 13-32`. Each list must be without gaps from the first place on.
 */
export function readLayoutNote(text: string): CopybookRecord[] {
  const records: CopybookRecord[] = [];
  let title = '';
  let lines: ListLine[] = [];
  const close = (): void => {
    const fields = fieldsOf(lines);
    const last = fields?.at(-1);
    if (fields !== null && last !== undefined)
      records.push({ name: title, length: last.from + last.length, fields, isNote: true });
    lines = [];
  };
  for (const line of text.split(/\r?\n/)) {
    const found = listLine(line);
    if (found !== null) lines.push(found);
    else if (lines.length > 0 && line.trim() === '') close();
    else if (line.trim() !== '') {
      close();
      title = titleOf(line);
    }
  }
  close();
  return records;
}

function wordsOf(line: string): string[] {
  return line.split(/[\s,;|]+|(?<=\d)\s*[-~–]\s*(?=\d)/u).filter((word) => word !== '');
}

/** Null for a line that is none of a list: it needs a name, and a length at least. */
function listLine(line: string): ListLine | null {
  const words = wordsOf(line.replaceAll(/\((\d+)\)/g, ' $1 '));
  const numbers = words.flatMap((word) => (/^\d{1,5}$/.test(word) ? [Number(word)] : []));
  const isNamed = words.some((word) => /\p{L}/u.test(word) && !type.test(word));
  return isNamed && numbers.length > 0 && words.length <= 12 ? { words, numbers } : null;
}

/** The name of a record among other words, as that of its file. */
function titleOf(line: string): string {
  const words = wordsOf(line.replaceAll(/[#*=【】:：[\]()（）]/g, ' '));
  return words.findLast((word) => /^[A-Za-z][\w.-]*$/.test(word)) ?? words[0] ?? '';
}

/** The numbers of a list as places: begin and length, begin and end, or lengths alone; null when none of these goes on without gaps. */
function fieldsOf(lines: readonly ListLine[]): readonly CopybookField[] | null {
  if (lines.length < fieldsLeast) return null;
  const count = Math.min(...lines.map(({ numbers }) => numbers.length));
  for (let at = 0; at + 1 < count; at += 1) {
    for (let then = at + 1; then < count; then += 1) {
      const pairs = lines.map(({ numbers }) => [numbers[at] ?? 0, numbers[then] ?? 0] as const);
      const places = whole(pairs) ?? whole(pairs.map(([begin, end]) => [begin, end - begin + 1] as const));
      if (places !== null) return named(lines, places);
    }
  }
  return null;
}

type Place = readonly [begin: number, length: number];

/** Places counted from 0, when each begins where the one before it ends. */
function whole(pairs: readonly Place[]): readonly Place[] | null {
  const [[first] = [-1]] = pairs;
  if (first !== 0 && first !== 1) return null;
  let next = first;
  for (const [begin, length] of pairs) {
    if (begin !== next || length < 1) return null;
    next = begin + length;
  }
  return pairs.map(([begin, length]) => [begin - first, length]);
}

function named(lines: readonly ListLine[], places: readonly Place[]): readonly CopybookField[] | null {
  const names = lines.map(({ words }) => words.find((word) => /\p{L}/u.test(word) && !type.test(word)) ?? '');
  if (new Set(names).size < names.length) return null;
  return places.map(([from, length], index) => ({
    ...codesOf(lines[index]?.words ?? []),
    name: names[index] ?? '',
    from,
    length,
    holds: 'text',
    decimals: 0,
    sign: null,
  }));
}

/** Codes that a line says the meaning of, as in `1:deposit 2:withdrawal`. */
function codesOf(words: readonly string[]): Pick<CopybookField, 'codes'> {
  const pairs = words.flatMap((word) => {
    const [, code, meaning] = /^([\dA-Za-z]{1,4})[:=：](\p{L}.*)$/u.exec(word) ?? [];
    return code === undefined || meaning === undefined ? [] : [[code, meaning] as const];
  });
  return pairs.length < 2 ? {} : { codes: new Map(pairs) };
}
