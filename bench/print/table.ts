/** One promise of DESIGN, section 10, with what this run saw. */
export interface Line {
  readonly promise: string;
  /** What was measured, in plain units. */
  readonly seen: string;
  readonly yardstick: string;
  /** Figure that the promise is about. */
  readonly figure: number;
  /** Null for a figure that is told beside a promise. */
  readonly limit: { readonly atMost: number } | { readonly atLeast: number } | null;
  readonly unit: string;
  /** The same figure by processor time, where it is a ratio of two times. */
  readonly byProcessor: number | null;
}

/** Whether a promise is kept. A machine that others use as well distorts the clock: then processor time may still say so. */
function metText({ figure, limit, byProcessor }: Line): string {
  if (limit === null) return '–';
  const isMet = (value: number): boolean =>
    'atMost' in limit ? value <= limit.atMost : value >= limit.atLeast;
  if (isMet(figure)) return 'yes';
  return byProcessor !== null && isMet(byProcessor) ? 'by processor time' : 'NO';
}

function limitText({ limit, unit }: Line): string {
  if (limit === null) return '–';
  return 'atMost' in limit ? `≤ ${limit.atMost} ${unit}` : `≥ ${limit.atLeast} ${unit}`;
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
    limitText(line),
    metText(line),
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
