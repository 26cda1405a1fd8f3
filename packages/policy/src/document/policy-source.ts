import type { Position } from '@gradus/schema';
import { innerOffsets } from './inner-offset.ts';
import type { SourceNode } from './source-node.ts';

/** Keys and indexes from the root of a document. */
export type Path = readonly (string | number)[];

/** A place of a diagnostic. */
export interface Place {
  readonly position: Position | null;
  readonly path: string;
}

/** The text of a policy with the places of its parts. */
export class PolicySource {
  readonly text: string;
  readonly root: SourceNode;
  readonly #lineStarts: readonly number[];

  constructor(text: string, root: SourceNode) {
    this.text = text;
    this.root = root;
    this.#lineStarts = lineStarts(text);
  }

  /** The node at `path`, or the nearest one above it that exists. */
  node(path: Path): SourceNode {
    return this.#walk(path).node;
  }

  /** Whether something is written at `path`. */
  has(path: Path): boolean {
    return this.#walk(path).steps === path.length;
  }

  /** Place of the value at `path`; of the nearest part above it when it is absent. */
  place(path: Path): Place {
    return { position: this.#position(this.#walk(path).node.start), path: path.join('.') };
  }

  /** Place of the key at `path`; of the value for items of lists. */
  keyPlace(path: Path): Place {
    return { position: this.#position(this.#walk(path).keyStart), path: path.join('.') };
  }

  /** Place of the character `offset` of the scalar at `path`, counted in the text that the scalar means. */
  innerPlace(path: Path, offset: number): Place {
    const node = this.node(path);
    if (node.kind !== 'scalar') return this.place(path);
    const offsets = innerOffsets(this.text, node);
    return { position: this.#position(offsets[offset] ?? node.start), path: path.join('.') };
  }

  #position(offset: number): Position {
    return positionAt(this.#lineStarts, offset);
  }

  #walk(path: Path): { node: SourceNode; keyStart: number; steps: number } {
    let node = this.root;
    let keyStart = node.start;
    let steps = 0;
    for (const step of path) {
      if (node.kind === 'map') {
        const entry = node.entries.find(({ key }) => key === String(step));
        if (entry === undefined) break;
        node = entry.value;
        keyStart = entry.keyStart;
      } else if (node.kind === 'list') {
        const item = node.items[Number(step)];
        if (item === undefined) break;
        node = item;
        keyStart = item.start;
      } else {
        break;
      }
      steps += 1;
    }
    return { node, keyStart, steps };
  }
}

/** Offsets at which the lines of a text begin. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** Line and column, from 1, of an offset. */
export function positionAt(starts: readonly number[], offset: number): Position {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
}
