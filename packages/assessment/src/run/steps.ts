/** Steps of an assessment, in the order in which they run. */
export type StepName = 'inputs' | 'indicators' | 'tiers' | 'digest' | 'hashes';

export interface Progress {
  readonly step: StepName;
  /** Share of the step that is done, 0 to 1, as far as it can be told. */
  readonly share: number;
}

/** What a caller may hand to long work. */
export interface Supervision {
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Options of a statement that belongs to a step. */
export function duringStep({ onProgress, signal }: Supervision, step: StepName) {
  onProgress?.({ step, share: 0 });
  return { signal, onProgress: onProgress && ((share: number) => onProgress({ step, share })) };
}
