import type { EncodingName } from './encoding.ts';

/** Where an encoding has its ideographs, by the numbers that the two bytes of a sign make. */
interface Rows {
  /** Whether a byte beyond ASCII is the first of two. */
  readonly isFirst: (byte: number) => boolean;
  readonly isIdeograph: (sign: number) => boolean;
  /** Whether it is none of those that the standard calls common. */
  readonly isRare: (sign: number) => boolean;
}

const rowsOf: Readonly<Partial<Record<EncodingName, Rows>>> = {
  // GB 2312 has the common ones in one level and the others in a second; GBK put rare ones around both.
  gb18030: {
    isFirst: () => true,
    isIdeograph: (sign) => sign >= 0xb0a1 || isOfGbk(sign),
    isRare: isOfGbk,
  },
  big5: { isFirst: () => true, isIdeograph: (sign) => sign >= 0xa440, isRare: (sign) => sign >= 0xc940 },
  // What Windows added to JIS X 0208 stands in names often.
  shift_jis: {
    isFirst: (byte) => byte < 0xa0 || byte >= 0xe0,
    isIdeograph: (sign) => sign >= 0x889f,
    isRare: (sign) => sign >= 0x989f && sign < 0xed00,
  },
  'euc-jp': { isFirst: () => true, isIdeograph: (sign) => sign >= 0xb0a1, isRare: (sign) => sign >= 0xd0a1 },
};

function isOfGbk(sign: number): boolean {
  return sign < 0xa100 || (sign & 0xff) < 0xa1;
}

/** Fewer tell nothing. */
const signsLeast = 4;

/**
 * Chinese in GB 2312 has its syllables from X to Z from this row on, a quarter of a text; the syllables of Korean and the common
 * ideographs of Japanese end before it.
 */
const laterSign = 0xd0a1;
/** In hundredths. */
const laterLeast = 6;
const laterSignsLeast = 12;
/** What each sign counts where there are none of them, and what all do at most: it takes many to be sure. */
const oddnessOfEach = 3;
const oddnessMost = 80;

/** How many of a hundred different ideographs stand where they seldom do in the language of an encoding. */
export function rowOddness(bytes: Uint8Array, encoding: EncodingName): number {
  const rows = rowsOf[encoding];
  if (rows === undefined) return 0;
  const signs = [...signsIn(bytes, rows)];
  if (signs.length < signsLeast) return 0;
  const rare = shareOf(signs, rows.isRare);
  if (encoding !== 'gb18030' || signs.length < laterSignsLeast) return rare;
  const later = shareOf(signs, (sign) => sign >= laterSign);
  return later >= laterLeast ? rare : Math.max(rare, Math.min(oddnessMost, signs.length * oddnessOfEach));
}

function shareOf(signs: readonly number[], isMeant: (sign: number) => boolean): number {
  return Math.round((signs.filter(isMeant).length * 100) / signs.length);
}

/** The different ideographs in bytes. */
function signsIn(bytes: Uint8Array, { isFirst, isIdeograph }: Rows): ReadonlySet<number> {
  const found = new Set<number>();
  for (let index = 0; index < bytes.length; index += 1) {
    const first = bytes[index] ?? 0;
    if (first < 0x80 || !isFirst(first)) continue;
    index += 1;
    const sign = first * 256 + (bytes[index] ?? 0);
    if (isIdeograph(sign)) found.add(sign);
  }
  return found;
}
