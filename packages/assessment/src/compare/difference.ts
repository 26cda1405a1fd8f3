/** What the inputs of an assessment are called when they make a difference, in the order in which they are exchanged. */
export const inputNames = ['time', 'state', 'data', 'identity', 'policy', 'override'] as const;

export type InputName = (typeof inputNames)[number];

/** A customer whose tier differs between two results. */
export interface Difference {
  readonly customerKey: bigint;
  /** Effective tiers; null: unrated, or not in the result. */
  readonly from: string | null;
  readonly to: string | null;
  readonly moneyMinor: bigint | null;
  /** Inputs at whose exchange the tier changed; empty when nothing that is pinned explains it. */
  readonly causes: readonly InputName[];
}

/** How a customer stands in a relation of result rows: tier, or why there is none. */
export function standingSql(row: string): string {
  return `CASE WHEN ${row}.customer_key IS NULL THEN '-' WHEN ${row}.unrated_reason IS NOT NULL THEN '?' ELSE ${row}.effective_tier END`;
}

/** The tier of a standing. */
export function tierOfStanding(text: string): string | null {
  return text === '-' || text === '?' ? null : text;
}
