import type { Position } from '@gradus/schema';
import { isMap, isNode, isPair, isScalar, LineCounter, parseDocument, type Document } from 'yaml';

/** A YAML document that remembers where everything stands. */
export interface PlacedDocument {
  readonly value: unknown;
  /** Where the value at `path` stands, or its key; the nearest outer value when there is none. */
  readonly positionOf: (path: readonly PropertyKey[], part: 'key' | 'value') => Position | null;
}

/** Where a finding about a mapping points. */
export interface DiagnosticPlace {
  readonly position: Position | null;
  readonly path: string;
}

export interface SyntaxProblem {
  readonly position: Position | null;
  readonly detail: string;
}

/** Parses YAML without guessing types: every scalar is the text that was written. */
export function parseYaml(text: string): PlacedDocument | { readonly problems: SyntaxProblem[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { schema: 'failsafe', lineCounter: lines, prettyErrors: false });
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  if (document.errors.length > 0) {
    return {
      problems: document.errors.map((error) => ({
        position: at(error.pos[0]),
        detail: error.message.split('\n')[0] ?? '',
      })),
    };
  }
  return {
    value: document.toJS(),
    positionOf: (path, part) => {
      for (let length = path.length; length >= 0; length -= 1) {
        const offset = offsetOf(document, path.slice(0, length), length === path.length ? part : 'key');
        if (offset !== null) return at(offset);
      }
      return null;
    },
  };
}

function offsetOf(document: Document, path: readonly PropertyKey[], part: 'key' | 'value'): number | null {
  const parent = document.getIn(path.slice(0, -1), true);
  const last = path.at(-1);
  if (part === 'key' && last !== undefined && isMap(parent)) {
    const pair = parent.items.find(
      (item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(last),
    );
    if (isNode(pair?.key) && pair.key.range) return pair.key.range[0];
  }
  const node = document.getIn(path, true);
  return isNode(node) && node.range ? node.range[0] : null;
}
