// What a rule says about a place in the source.

export interface Finding {
  readonly path: string;
  /** From 1; 0 when the finding is about the file as a whole. */
  readonly line: number;
  readonly problem: string;
  /** What to do about it. */
  readonly instead: string;
}

/** One line per finding, in the form that editors and terminals link. */
export function report(findings: readonly Finding[]): string[] {
  return findings.map(({ path, line, problem, instead }) => {
    const place = line === 0 ? path : `${path}:${line}`;
    return `${place}: ${problem} -> ${instead}`;
  });
}
