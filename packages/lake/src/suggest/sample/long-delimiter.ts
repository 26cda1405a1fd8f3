const lengthMost = 8;
const linesLooked = 40;

/** Runs of marks that could stand between values: no letters, digits, blanks or quotes. */
const marks = /[^\p{L}\p{M}\p{N}\s"'\p{Cc}]{2,}/gu;
/** Marks that come in runs within values: `--`, `...`, `://`, masked digits. */
const common = /^[-.*_/:,()#\u3000-\u303F]+$/u;

/**
 * Delimiters of several characters that most lines hold, longest first. Values that are empty put several beside each
 * other, so that a run of marks counts for what it repeats.
 */
export function longDelimiters(lines: readonly string[]): string[] {
  const looked = lines.filter((line) => line.trim() !== '').slice(0, linesLooked);
  const counts = new Map<string, number>();
  for (const line of looked) {
    const periods = new Set((line.match(marks) ?? []).map(periodOf));
    for (const period of periods) counts.set(period, (counts.get(period) ?? 0) + 1);
  }
  return [...counts]
    .filter(
      ([mark, count]) => mark.length >= 2 && mark.length <= lengthMost && count * 10 >= looked.length * 9,
    )
    .map(([mark]) => mark)
    .filter((mark) => !common.test(mark) && !isShortOne(mark, looked))
    .toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1));
}

/**
 * Whether a sign of the run divides the lines elsewhere too: `;(` is a `;` before a bracket. A sign that stands more rarely by
 * itself than within the run belongs to a value.
 */
function isShortOne(mark: string, lines: readonly string[]): boolean {
  return ['|', ';', ',', '^', '~'].some((sign) => {
    if (!mark.includes(sign)) return false;
    const alone = lines.map((line) => line.replaceAll(mark, '').split(sign).length - 1);
    const within = lines.map((line) => line.split(mark).length - 1);
    const sum = (counts: readonly number[]): number => counts.reduce((all, one) => all + one, 0);
    return alone.filter((count) => count > 0).length * 2 >= lines.length && sum(alone) >= sum(within);
  });
}

/** The shortest text of which a run is a repetition. */
function periodOf(run: string): string {
  for (let length = 1; length < run.length; length += 1) {
    const part = run.slice(0, length);
    if (part.repeat(Math.ceil(run.length / length)) === run && run.length % length === 0) return part;
  }
  return run;
}
