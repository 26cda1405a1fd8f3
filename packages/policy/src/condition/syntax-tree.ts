import { assert } from '@gradus/schema';
import type { SyntaxNode } from '@lezer/common';

/** Children of a node, tokens among them. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) children.push(child);
  return children;
}

/** What stands between the parentheses. */
export function unwrapped(node: SyntaxNode): SyntaxNode {
  const inside = childrenOf(node)[1];
  assert(inside !== undefined, 'parentheses of the grammar hold something');
  return inside;
}

/** At most forty characters of a text, for a message. */
export function excerpt(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}
