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
