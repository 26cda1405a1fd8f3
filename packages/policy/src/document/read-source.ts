import { diagnostic, type Diagnostic } from '@gradus/schema';
import { isAlias, isMap, isScalar, isSeq, parseDocument, type Document, type Node, type Scalar } from 'yaml';
import { lineStarts, PolicySource, positionAt } from './policy-source.ts';
import type { SourceEntry, SourceNode, SourceScalar } from './source-node.ts';

/** Longest document that is read, in UTF-16 units. The ready-made policy has about 4,000. */
const lengthMax = 200_000;
/** Deepest nesting that is read; a policy needs six levels. */
const depthMax = 40;

export interface ReadSource {
  readonly source: PolicySource | null;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The YAML of a policy as a tree with places. Scalars keep their text: no number goes through a float.
 * Refused, beside what YAML refuses: anchors, aliases, tags, merge keys, keys that are no text, more than one document.
 */
export function readSource(text: string): ReadSource {
  const reader = new Reader(text);
  const root = reader.read();
  const source = root === null || reader.diagnostics.length > 0 ? null : new PolicySource(text, root);
  return { source, diagnostics: reader.diagnostics };
}

class Reader {
  readonly diagnostics: Diagnostic[] = [];
  readonly #text: string;
  readonly #lines: readonly number[];

  constructor(text: string) {
    this.#text = text;
    this.#lines = lineStarts(text);
  }

  read(): SourceNode | null {
    if (this.#text.length > lengthMax) {
      this.#report('policy.too-large', 0, { limit: lengthMax });
      return null;
    }
    const document = this.#parse();
    if (document === null) return null;
    if (document.errors.some(({ code }) => code === 'RESOURCE_EXHAUSTION')) {
      this.#report('policy.too-deep', 0, { limit: depthMax });
      return null;
    }
    for (const { code, message, pos } of document.errors.slice(0, 20)) {
      if (code === 'DUPLICATE_KEY')
        this.#report('policy.duplicate-key', pos[0], { key: this.#wordAt(pos[0]) });
      else this.#report('policy.yaml-syntax', pos[0], { detail: message });
    }
    if (this.diagnostics.length > 0) return null;
    if (document.contents === null || !isMap(document.contents)) {
      this.#report('policy.not-a-policy', 0, {});
      return null;
    }
    return this.#node(document.contents, 0);
  }

  /** Null when the parser gave up: it recurses, and does not catch every overflow of its stack. */
  #parse(): Document | null {
    try {
      return parseDocument(this.#text, { schema: 'failsafe', prettyErrors: false, logLevel: 'error' });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.#report('policy.too-deep', 0, { limit: depthMax });
      return null;
    }
  }

  #node(node: unknown, depth: number): SourceNode {
    const start = startOf(node);
    const empty: SourceScalar = { kind: 'scalar', start, end: start, text: '', style: 'plain' };
    if (depth > depthMax) {
      this.#report('policy.too-deep', start, { limit: depthMax });
      return empty;
    }
    if (isAlias(node)) {
      this.#report('policy.yaml-feature', start, { feature: 'alias' });
      return empty;
    }
    this.#refuseProperties(node);
    if (isMap(node)) {
      const entries = node.items.map(({ key, value }) => this.#entry(key, value, depth));
      return { kind: 'map', start, entries: entries.filter((entry) => entry !== null) };
    }
    if (isSeq(node))
      return { kind: 'list', start, items: node.items.map((item) => this.#node(item, depth + 1)) };
    return isScalar(node) ? scalar(node, start) : empty;
  }

  #refuseProperties(node: unknown): void {
    const { anchor, tag } = node as Partial<Scalar>;
    if (anchor !== undefined) this.#report('policy.yaml-feature', startOf(node), { feature: 'anchor' });
    if (tag !== undefined) this.#report('policy.yaml-feature', startOf(node), { feature: 'tag' });
  }

  #entry(key: unknown, value: unknown, depth: number): SourceEntry | null {
    const keyStart = startOf(key);
    if (!isScalar(key) || typeof key.value !== 'string' || key.value === '__proto__') {
      this.#report('policy.yaml-feature', keyStart, { feature: 'key' });
      return null;
    }
    if (key.value === '<<') this.#report('policy.yaml-feature', keyStart, { feature: 'merge' });
    const node = value === null ? this.#absent(key) : this.#node(value, depth + 1);
    return { key: key.value, keyStart, value: node };
  }

  /** `? key` without a value: an empty scalar at the end of the key. */
  #absent(key: Node): SourceScalar {
    const end = key.range?.[1] ?? 0;
    return { kind: 'scalar', start: end, end, text: '', style: 'plain' };
  }

  #wordAt(offset: number): string {
    return /^["']?([^\s:"',}\]]*)/.exec(this.#text.slice(offset, offset + 200))?.[1] ?? '';
  }

  #report<C extends Parameters<typeof diagnostic>[0]>(
    code: C,
    offset: number,
    data: Parameters<typeof diagnostic<C>>[3],
  ): void {
    const position = positionAt(this.#lines, offset);
    this.diagnostics.push(diagnostic(code, 'error', { position, path: '' }, data));
  }
}

function startOf(node: unknown): number {
  return (node as Node | null)?.range?.[0] ?? 0;
}

function scalar(node: Scalar, start: number): SourceScalar {
  const end = node.range?.[1] ?? start;
  // The failsafe schema makes texts of all scalars.
  const text = typeof node.value === 'string' ? node.value : '';
  return { kind: 'scalar', start, end, text, style: styleOf(node) };
}

function styleOf({ type }: Scalar): SourceScalar['style'] {
  if (type === 'QUOTE_SINGLE') return 'single';
  if (type === 'QUOTE_DOUBLE') return 'double';
  return type === 'BLOCK_FOLDED' || type === 'BLOCK_LITERAL' ? 'block' : 'plain';
}
