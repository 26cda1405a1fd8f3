/** One promise of DESIGN, section 10, with what this run saw. */
export interface Line {
  readonly promise: string;
  /** What was measured, in plain units. */
  readonly seen: string;
  readonly yardstick: string;
  /** Figure that the promise is about. */
  readonly figure: number;
  readonly limit: { readonly atMost: number } | { readonly atLeast: number };
  readonly unit: string;
  /** The same figure by processor time, where it is a ratio of two times. */
  readonly byProcessor: number | null;
}

function isMet({ figure, limit }: Pick<Line, 'figure' | 'limit'>): boolean {
  return 'atMost' in limit ? figure <= limit.atMost : figure >= limit.atLeast;
}

/** The lines as a Markdown table. */
export function tableText(lines: readonly Line[]): string {
  const header = ['promise', 'seen', 'yardstick', 'figure', 'by processor time', 'promised', 'met'];
  const rows = lines.map((line) => [
    line.promise,
    line.seen,
    line.yardstick,
    `${number(line.figure)} ${line.unit}`,
    line.byProcessor === null ? '–' : `${number(line.byProcessor)} ${line.unit}`,
    'atMost' in line.limit ? `≤ ${line.limit.atMost} ${line.unit}` : `≥ ${line.limit.atLeast} ${line.unit}`,
    isMet(line) ? 'yes' : 'NO',
  ]);
  const all = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const textOf = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  return [textOf(header), rule, ...rows.map(textOf)].join('\n');
}

export function number(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

export function seconds(ms: number): string {
  return ms >= 10_000
    ? `${(ms / 1000).toFixed(1)} s`
    : ms >= 1000
      ? `${(ms / 1000).toFixed(2)} s`
      : `${ms.toFixed(0)} ms`;
}
