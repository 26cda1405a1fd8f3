import iconv from 'iconv-lite';

/** Bytes of a text in GB18030, the encoding of the files of the sample bank. */
export function encode(text: string): Buffer {
  return iconv.encode(text, 'gb18030');
}

/** Bytes of every text, for tables that rows copy from. */
export function encodeAll(texts: readonly string[]): readonly Buffer[] {
  return texts.map(encode);
}

/** Text of GB18030 bytes. */
export function decode(bytes: Uint8Array): string {
  return iconv.decode(Buffer.from(bytes), 'gb18030');
}
