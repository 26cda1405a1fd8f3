import { diagnostic, type Code, type DataOf, type Diagnostic } from '@gradus/schema';
import type { ConditionFinding } from '../condition/condition-error.ts';
import type { Path, PolicySource } from './policy-source.ts';

/** Collects what is found in one document, each with its place. */
export class Findings {
  readonly list: Diagnostic[] = [];
  readonly #source: PolicySource;

  constructor(source: PolicySource) {
    this.#source = source;
  }

  /** A mistake in the value at `path`. */
  error<C extends Code>(code: C, path: Path, data: DataOf<C>): void {
    this.list.push(diagnostic(code, 'error', this.#source.place(path), data));
  }

  /** Something in the value at `path` that is allowed, but seldom meant. */
  warning<C extends Code>(code: C, path: Path, data: DataOf<C>): void {
    this.list.push(diagnostic(code, 'warning', this.#source.place(path), data));
  }

  /** A mistake in the key that `path` ends with. */
  keyError<C extends Code>(code: C, path: Path, data: DataOf<C>): void {
    this.list.push(diagnostic(code, 'error', this.#source.keyPlace(path), data));
  }

  keyWarning<C extends Code>(code: C, path: Path, data: DataOf<C>): void {
    this.list.push(diagnostic(code, 'warning', this.#source.keyPlace(path), data));
  }

  /** A mistake inside the condition at `path`. */
  inCondition(path: Path, { code, data, offset }: ConditionFinding): void {
    this.list.push(diagnostic(code, 'error', this.#source.innerPlace(path, offset), data as never));
  }

  /** Keys of the map at `path` as they are written, in order; none where no map stands. */
  keysAt(path: Path): readonly string[] {
    const node = this.#source.node(path);
    return node.kind === 'map' ? node.entries.map(({ key }) => key) : [];
  }
}
