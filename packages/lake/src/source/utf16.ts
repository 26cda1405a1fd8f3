/** So many bytes at the beginning of a text tell UTF-16. */
export const utf16HeadBytes = 1024;

/**
 * UTF-16 by its byte order mark, or by the zeros in every other place that delimiters, digits and line ends leave; null for
 * anything else. Looks at no more than {@link utf16HeadBytes}.
 */
export function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const head = bytes.subarray(0, utf16HeadBytes);
  if (hasZerosAt(head, 1)) return 'utf-16le';
  return hasZerosAt(head, 0) ? 'utf-16be' : null;
}

/** Whether a tenth of the bytes are zeros, all in the same place of a pair, beside a sign of ASCII that belongs in a text. */
function hasZerosAt(head: Uint8Array, place: 0 | 1): boolean {
  let zeros = 0;
  for (const [index, byte] of head.entries()) {
    if (byte !== 0) continue;
    const beside = head[index % 2 === 0 ? index + 1 : index - 1] ?? 0x20;
    const isOfText =
      (beside >= 0x20 && beside < 0x7f) || beside === 0x09 || beside === 0x0a || beside === 0x0d;
    if (index % 2 !== place || !isOfText) return false;
    zeros += 1;
  }
  return zeros > 0 && zeros * 10 >= head.length;
}
