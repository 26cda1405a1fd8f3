/**
 * Encodings that a mapping may name, as the WHATWG Encoding Standard spells them; the decoder of the platform reads them.
 * GB18030 holds GBK and GB2312. UTF-16 is known by its byte order mark.
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
