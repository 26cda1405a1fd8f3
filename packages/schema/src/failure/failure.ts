import { describe, type Code, type DataOf } from './catalogue.ts';
import type { Locale } from '../local-text.ts';

/**
 * Something in the world or in a user's input that stops a command: a missing file, a refused batch.
 * Carries a code of the catalogue and typed data; `message` is the English text.
 */
export class Failure extends Error {
  readonly code: Code;
  readonly data: unknown;

  constructor(code: Code, data: unknown, options?: ErrorOptions) {
    super(describe(code, data as never, 'en'), options);
    this.name = 'Failure';
    this.code = code;
    this.data = data;
  }

  /** What to show a person. */
  text(locale: Locale): string {
    return describe(this.code, this.data as never, locale);
  }
}

/** Makes a {@link Failure} with the data that its code asks for. */
export function failure<C extends Code>(code: C, data: DataOf<C>, options?: ErrorOptions): Failure {
  return new Failure(code, data, options);
}
