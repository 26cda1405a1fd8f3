import { assert, parseDay, type Day } from '@gradus/schema';

/**
 * Reads a `*.case` file about decisions: what the language means, as policies, customers and expected results.
 *
 * Text before the first section is a comment. Sections begin with `== `:
 *
 *     == policy NAME                     an example of examples/policies, or, without a name, the YAML that follows
 *     == customers 2026-06-30: title     each row one customer of one assessment, without a state before
 *     == assessments: title              each row one assessment of one customer, the state going from row to row
 *     == assessments continued: title    the same customer under the policy given meanwhile
 *
 * A table has a line of names, `=>` between what is given and what is expected, and one line per row. Cells are divided by
 * `|`. `-` is no value. Numbers are in natural units (`9999.99`, months, days), classes by name. Given may be: indicators,
 * `opened_on`, `birth_year`, `status`, `override` and `override_until`, and `as_of` in assessments. Expected may be: columns
 * of the result (points and score in points), and `rules` (ids of the rules that held).
 */
export interface CaseFile {
  readonly sections: readonly CaseSection[];
}

export type CaseSection =
  | { readonly kind: 'policy'; readonly example: string | null; readonly text: string; readonly line: number }
  | (CaseTable & { readonly kind: 'customers'; readonly asOf: Day })
  | (CaseTable & { readonly kind: 'assessments'; readonly isContinued: boolean });

export interface CaseTable {
  readonly title: string;
  readonly line: number;
  readonly rows: readonly CaseRow[];
}

export interface CaseRow {
  readonly line: number;
  readonly given: ReadonlyMap<string, string | null>;
  readonly expected: ReadonlyMap<string, string | null>;
}

const heading = /^== (policy|customers|assessments)(?: ([^:]*))?(?::\s*(.*))?$/;

interface Section {
  readonly line: number;
  readonly heading: string;
  readonly lines: readonly { readonly text: string; readonly line: number }[];
}

export function readCaseFile(text: string): CaseFile {
  return { sections: splitSections(text).map(readSection) };
}

function splitSections(text: string): Section[] {
  const sections: { line: number; heading: string; lines: { text: string; line: number }[] }[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.startsWith('== ')) sections.push({ line: index + 1, heading: line, lines: [] });
    else sections.at(-1)?.lines.push({ text: line, line: index + 1 });
  }
  return sections;
}

function readSection(section: Section): CaseSection {
  const match = heading.exec(section.heading);
  assert(match !== null, `line ${section.line}: no such section: ${section.heading}`);
  const [, kind, argument = '', title = ''] = match;
  const { line } = section;
  if (kind === 'policy') {
    const text = section.lines.map((one) => one.text).join('\n');
    return { kind, example: argument === '' ? null : argument, text, line };
  }
  const table = { title: title || argument, line, rows: readTable(section) };
  if (kind === 'customers') {
    const asOf = parseDay(argument);
    assert(asOf !== null, `line ${line}: customers are assessed on a day`);
    return { kind, asOf, ...table };
  }
  assert(
    argument === '' || argument === 'continued',
    `line ${line}: "${argument}" is no kind of assessments`,
  );
  return { kind: 'assessments', isContinued: argument === 'continued', ...table };
}

function readTable(section: Section): CaseRow[] {
  const lines = section.lines.filter(({ text }) => text.trim() !== '' && !text.startsWith('#'));
  const [names, ...rows] = lines;
  assert(names !== undefined && rows.length > 0, `line ${section.line}: a table has names and rows`);
  const [givenNames, expectedNames] = sides(names.text, names.line);
  return rows.map(({ text, line }) => {
    const [given, expected] = sides(text, line);
    return { line, given: pair(givenNames, given, line), expected: pair(expectedNames, expected, line) };
  });
}

function sides(text: string, line: number): [string[], string[]] {
  const parts = text.split('=>').map((side) => side.split('|').map((cell) => cell.trim()));
  const [given, expected] = parts;
  assert(parts.length === 2 && given !== undefined && expected !== undefined, `line ${line}: one => a row`);
  return [given, expected];
}

function pair(
  names: readonly string[],
  cells: readonly string[],
  line: number,
): ReadonlyMap<string, string | null> {
  assert(names.length === cells.length, `line ${line}: ${cells.length} cells for ${names.length} names`);
  return new Map(names.map((name, index) => [name, cells[index] === '-' ? null : (cells[index] ?? null)]));
}
