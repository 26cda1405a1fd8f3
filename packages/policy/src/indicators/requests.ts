import { plainKey } from '@gradus/schema';

/** Distinct requests in the order in which they came, each with a name; equal requests share one. */
export class Requests<Request> {
  readonly #prefix: string;
  readonly #byKey = new Map<string, { readonly name: string; readonly request: Request }>();

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  /** Name of `request`, which must be plain data. */
  nameOf(request: Request): string {
    const key = plainKey(request);
    const known = this.#byKey.get(key);
    if (known !== undefined) return known.name;
    const name = `${this.#prefix}${this.#byKey.size}`;
    this.#byKey.set(key, { name, request });
    return name;
  }

  all(): readonly { readonly name: string; readonly request: Request }[] {
    return [...this.#byKey.values()];
  }
}
