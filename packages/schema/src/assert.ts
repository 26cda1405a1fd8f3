/**
 * States what must hold if our own code is right. Stays on in production: a wrong tier is worse than a stop.
 * Mistakes of users are diagnostics or failures, never assertions.
 */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new AssertionFailure(message);
}

/** Marks a branch that the types rule out. */
export function unreachable(value: never): never {
  throw new AssertionFailure(`unexpected value: ${JSON.stringify(value)}`);
}

export class AssertionFailure extends Error {
  constructor(message: string) {
    super(`a defect of Gradus: ${message}`);
    this.name = 'AssertionFailure';
  }
}
