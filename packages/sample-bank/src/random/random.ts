/**
 * A small generator of whole numbers (sfc32, seeded by a mixing function that maps 32 bits one to one),
 * made of 32-bit operations alone, so that it draws the same numbers on every machine.
 *
 * One object is re-seeded for every customer and purpose: what a customer looks like depends on
 * (seed, stream, number) and on nothing that was drawn before.
 *
 * Source: C. Doty-Humphrey, PractRand (sfc32).
 */
export class Random {
  private a = 0;
  private b = 0;
  private c = 0;
  private counter = 1;

  /** Starts the sequence of (seed, stream, number); numbers of one stream never share a sequence. */
  reseed(seed: number, stream: number, number: number): this {
    const start = mix((number ^ mix(seed + Math.imul(stream, 0x9e3779b9))) | 0);
    this.a = mix(start + 0x3c6ef372);
    this.b = mix(start ^ 0x5bd1e995);
    this.c = start;
    this.counter = 1;
    this.next();
    this.next();
    return this;
  }

  /** The next 32 bits, 0 to 2^32 - 1. */
  next(): number {
    const drawn = (this.a + this.b + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + drawn) | 0;
    return drawn >>> 0;
  }

  /** A whole number from 0 to `limit` - 1; `limit` at most 2^32. */
  below(limit: number): number {
    return Math.floor((this.next() / 4_294_967_296) * limit);
  }

  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  /** Like `between`, but values in the middle come more often (mean of two draws). */
  around(least: number, most: number): number {
    const span = most - least + 1;
    return least + Math.floor((this.below(span) + this.below(span)) / 2);
  }

  /** True in `perMille` of 1,000 cases. */
  chance(perMille: number): boolean {
    return this.below(1000) < perMille;
  }

  /** An index drawn in proportion to `weights`. */
  weighted(weights: readonly number[]): number {
    let total = 0;
    for (const weight of weights) total += weight;
    let rest = this.below(total);
    for (let index = 0; index < weights.length; index++) {
      rest -= weights[index] ?? 0;
      if (rest < 0) return index;
    }
    return weights.length - 1;
  }

  pick<T>(values: readonly T[]): T {
    return values[this.below(values.length)] as T;
  }
}

/** Mixes 32 bits, one to one. Source: the finaliser of splitmix32. */
function mix(value: number): number {
  let z = (value + 0x9e3779b9) | 0;
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
  return z ^ (z >>> 15);
}
