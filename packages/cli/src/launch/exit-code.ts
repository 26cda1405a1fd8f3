/** What a process says when it ends; docs/errors.md has the same table. */
export const exitCodes = {
  ok: 0,
  /** A check or verification that found something, and every failure without a code of its own. */
  failed: 1,
  /** A delivery that was refused; the lake is as it was. */
  refused: 2,
  /** The command line itself is wrong (EX_USAGE). */
  usage: 64,
  /** A defect of Gradus (EX_SOFTWARE). */
  defect: 70,
  /** Cancelled by Ctrl-C. */
  cancelled: 130,
} as const;
