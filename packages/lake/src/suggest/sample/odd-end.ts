import { kindOf, type Kind } from './column-places.ts';

const linesLeast = 10;
const linesLooked = 200;

/** Lines of one length without a first and a last one that look unlike those between: a head with the day, a total. */
export function withoutOddEnds(lines: readonly string[]): readonly string[] {
  if (lines.length < linesLeast) return lines;
  const kinds: Set<Kind | 'blank'>[] = [];
  for (const line of lines.slice(1, -1).slice(0, linesLooked)) {
    for (const [at, sign] of Array.from(line).entries()) (kinds[at] ??= new Set()).add(signKind(sign));
  }
  const isOdd = (line: string): boolean => {
    const signs = Array.from(line);
    return signs.filter((sign, at) => kinds[at]?.has(signKind(sign)) !== true).length * 4 >= signs.length;
  };
  return lines.slice(isOdd(lines[0] ?? '') ? 1 : 0, isOdd(lines.at(-1) ?? '') ? -1 : undefined);
}

const signKind = (sign: string): Kind | 'blank' => (sign === ' ' ? 'blank' : kindOf(sign));
