import iconv from 'iconv-lite';
import type { FileEncoding } from './encoding.ts';

/** Makes text of bytes that come piece by piece. Bytes that are no text become U+FFFD. */
export interface ByteDecoder {
  /** Text of the bytes; a character that they end within comes with the piece after them. */
  readonly next: (bytes: Uint8Array) => string;
  /** What is left once there are no more. */
  readonly end: () => string;
}

/**
 * Encodings that the platform's decoder lacks or reads otherwise than they are meant: of Korean it knows only the older half, and
 * takes a syllable of the newer one (CP949, UHC) for two signs.
 */
const ownDecoders: Readonly<Partial<Record<FileEncoding, string>>> = {
  'euc-kr': 'cp949',
  'big5-hkscs': 'big5hkscs',
  ibm437: 'cp437',
  ibm850: 'cp850',
  ibm852: 'cp852',
  ibm857: 'cp857',
};

/** `keepsMark`: a byte order mark stays in the text. */
export function byteDecoder(encoding: FileEncoding, { keepsMark = false } = {}): ByteDecoder {
  const own = ownDecoders[encoding];
  if (own !== undefined) {
    const decoder = iconv.getDecoder(own, { stripBOM: false });
    return { next: (bytes) => decoder.write(asBuffer(bytes)), end: () => decoder.end() ?? '' };
  }
  const decoder = new TextDecoder(encoding, { ignoreBOM: keepsMark });
  return { next: (bytes) => decoder.decode(bytes, { stream: true }), end: () => decoder.decode() };
}

/** Makes text of bytes that stand for themselves. A byte order mark stays in it where `keepsMark` says so. */
export function decodeBytes(
  encoding: FileEncoding,
  options: { readonly keepsMark?: boolean } = {},
): (bytes: Uint8Array) => string {
  const own = ownDecoders[encoding];
  if (own !== undefined) return (bytes) => iconv.decode(asBuffer(bytes), own, { stripBOM: false });
  const decoder = new TextDecoder(encoding, { ignoreBOM: options.keepsMark ?? false });
  return (bytes) => decoder.decode(bytes);
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
