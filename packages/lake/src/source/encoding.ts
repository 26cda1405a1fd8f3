/**
 * Encodings that a mapping may name, as the WHATWG Encoding Standard spells them where it knows them, each with the other names
 * that people and systems give it. One that holds another whole stands for both: GB18030 for GBK and GB2312, Windows-1252 for
 * ISO 8859-1. UTF-16 is known by its mark or its zeros.
 */
const otherNames = {
  'utf-8': ['utf8', 'cp65001', 'unicode-1-1-utf-8'],
  gb18030: ['gbk', 'gb2312', 'cp936', 'ms936', 'windows-936', 'euc-cn', 'x-gbk', 'cp54936'],
  big5: ['cp950', 'ms950', 'windows-950', 'x-x-big5'],
  'big5-hkscs': ['hkscs', 'cp951'],
  shift_jis: [
    'sjis',
    'shift-jis',
    'cp932',
    'ms932',
    'windows-932',
    'windows-31j',
    'ms-kanji',
    'x-sjis',
    'csshiftjis',
  ],
  'euc-jp': ['eucjp', 'ujis', 'x-euc-jp', 'cp51932'],
  'euc-kr': ['euckr', 'cp949', 'ms949', 'uhc', 'windows-949', 'ks_c_5601-1987', 'ksc5601', 'cp51949'],
  'windows-1250': ['cp1250', 'x-cp1250'],
  'windows-1251': ['cp1251', 'x-cp1251'],
  'windows-1252': ['cp1252', 'latin1', 'latin-1', 'iso-8859-1', 'iso_8859-1', 'x-cp1252'],
  'windows-1253': ['cp1253', 'x-cp1253'],
  'windows-1254': ['cp1254', 'latin5', 'latin-5', 'iso-8859-9', 'iso_8859-9', 'x-cp1254'],
  'windows-1255': ['cp1255', 'x-cp1255'],
  'windows-1256': ['cp1256', 'x-cp1256'],
  'windows-1257': ['cp1257', 'x-cp1257'],
  'windows-1258': ['cp1258', 'x-cp1258'],
  'windows-874': ['cp874', 'ms874', 'tis-620', 'iso-8859-11'],
  'iso-8859-2': ['latin2', 'latin-2', 'iso_8859-2', 'cp28592'],
  'iso-8859-5': ['iso_8859-5', 'cp28595'],
  'iso-8859-7': ['iso_8859-7', 'cp28597'],
  'iso-8859-13': ['latin7', 'latin-7', 'iso_8859-13', 'cp28603'],
  'iso-8859-15': ['latin9', 'latin-9', 'iso_8859-15', 'cp28605'],
  'koi8-r': ['koi8', 'cp20866'],
  'koi8-u': ['koi8-ru', 'cp21866'],
  ibm437: ['cp437', 'dos-437'],
  ibm850: ['cp850', 'dos-850'],
  ibm852: ['cp852', 'dos-852'],
  ibm857: ['cp857', 'dos-857'],
  ibm866: ['cp866', 'dos-866'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type EncodingName = keyof typeof otherNames;

export const encodingNames = Object.keys(otherNames) as [EncodingName, ...EncodingName[]];

/** Other names of encodings, as they are usually written. */
export const encodingAliases: readonly string[] = Object.values(otherNames).flat();

/** How the text of a file is encoded. */
export type FileEncoding = EncodingName | UnicodeEncoding;

/** Encodings that bytes tell by themselves. */
export type UnicodeEncoding = 'utf-8' | 'utf-16le' | 'utf-16be';

const byKey: ReadonlyMap<string, EncodingName> = new Map(
  encodingNames.flatMap((name) =>
    [name, ...otherNames[name]].map((written): [string, EncodingName] => [keyOf(written), name]),
  ),
);

/** The encoding that a name stands for, however it is written: capitals, hyphens, underscores and blanks tell nothing. */
export function encodingNamed(written: string): EncodingName | null {
  return byKey.get(keyOf(written)) ?? null;
}

function keyOf(written: string): string {
  return written.toLowerCase().replaceAll(/[-_ ]/g, '');
}
