/** A piece of the document with its place, as offsets into the text. Scalars keep the text that was written. */
export type SourceNode = SourceMap | SourceList | SourceScalar;

export interface SourceMap {
  readonly kind: 'map';
  readonly start: number;
  readonly entries: readonly SourceEntry[];
}

export interface SourceEntry {
  readonly key: string;
  readonly keyStart: number;
  readonly value: SourceNode;
}

export interface SourceList {
  readonly kind: 'list';
  readonly start: number;
  readonly items: readonly SourceNode[];
}

export interface SourceScalar {
  readonly kind: 'scalar';
  readonly start: number;
  /** End of the scalar as written, quotes included. */
  readonly end: number;
  readonly text: string;
  readonly style: 'plain' | 'single' | 'double' | 'block';
}

/** Plain values as JSON has them, with every scalar a text but true, false and null. */
export type PlainValue = string | boolean | null | PlainValue[] | { [key: string]: PlainValue };

/** The plain value of a node. Numbers stay texts, so that they are read exactly. */
export function plainValue(node: SourceNode): PlainValue {
  switch (node.kind) {
    case 'map': {
      const map: { [key: string]: PlainValue } = {};
      for (const { key, value } of node.entries) map[key] = plainValue(value);
      return map;
    }
    case 'list':
      return node.items.map(plainValue);
    case 'scalar':
      return plainScalar(node);
  }
}

function plainScalar({ text, style }: SourceScalar): PlainValue {
  if (style !== 'plain') return text;
  if (text === 'true' || text === 'false') return text === 'true';
  return text === '' || text === 'null' || text === '~' ? null : text;
}
