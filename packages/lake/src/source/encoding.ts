/**
 * Encodings that a mapping may name, as the WHATWG Encoding Standard spells them; the decoder of the platform reads them.
 * GB18030 holds GBK and GB2312. UTF-16 is known by its mark or its zeros.
 */
export const encodingNames = [
  'utf-8',
  'gb18030',
  'big5',
  'shift_jis',
  'euc-jp',
  'euc-kr',
  'windows-1250',
  'windows-1251',
  'windows-1252',
  'windows-1253',
  'windows-1254',
  'windows-1257',
  'windows-1258',
  'windows-874',
  'iso-8859-2',
  'iso-8859-15',
  'koi8-r',
  'ibm866',
] as const;

export type EncodingName = (typeof encodingNames)[number];

/** How the text of a file is encoded. */
export type FileEncoding = EncodingName | 'utf-16le' | 'utf-16be';

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

/** How often bytes beyond ASCII stand between bytes of ASCII, and beside each other. */
export interface ByteNeighbours {
  alone: number;
  together: number;
}

/** Adds what `bytes` tell to `found`. */
export function countNeighbours(bytes: Uint8Array, found: ByteNeighbours): void {
  let isHigh = false;
  for (let index = 0; index < bytes.length; index += 1) {
    const wasHigh = isHigh;
    isHigh = (bytes[index] ?? 0) > 0x7f;
    if (!isHigh) continue;
    const isNextHigh = (bytes[index + 1] ?? 0) > 0x7f;
    if (wasHigh || isNextHigh) found.together += 1;
    else found.alone += 1;
  }
}

/**
 * What text that is no UTF-8 most likely is. Letters with accents stand among letters of ASCII, hardly more than two beside each
 * other; nearly all characters of Chinese text are two bytes beyond ASCII, with others of their kind beside them.
 */
export function encodingBeyondUtf8({ alone, together }: ByteNeighbours): 'gb18030' | 'windows-1252' {
  return 4 * alone > together ? 'windows-1252' : 'gb18030';
}
