/** A key without a value is left out. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

/**
 * JSON with sorted keys and one fixed layout, so that a value has exactly one text: a changed byte in a file of such
 * text is found by writing it again.
 */
export function canonicalJson(value: Json): string {
  return `${print(value, '')}\n`;
}

function print(value: Json, indent: string): string {
  const deeper = `${indent}  `;
  if (Array.isArray(value))
    return wrapped(
      '[',
      ']',
      value.map((one: Json) => print(one, deeper)),
      indent,
    );
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value as { readonly [key: string]: Json | undefined })
      .flatMap(([key, one]) => (one === undefined ? [] : [[key, one] as const]))
      .toSorted(([a], [b]) => (a < b ? -1 : 1));
    return wrapped(
      '{',
      '}',
      entries.map(([key, one]) => `${JSON.stringify(key)}: ${print(one, deeper)}`),
      indent,
    );
  }
  return JSON.stringify(value);
}

function wrapped(open: string, close: string, parts: readonly string[], indent: string): string {
  if (parts.length === 0) return open + close;
  return `${open}\n${parts.map((part) => `${indent}  ${part}`).join(',\n')}\n${indent}${close}`;
}
