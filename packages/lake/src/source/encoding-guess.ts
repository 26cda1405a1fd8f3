import { decodeBytes } from './byte-decoder.ts';
import { encodingNamed, type EncodingName } from './encoding.ts';
import { rowOddness } from './kanji-rows.ts';
import { oddness } from './text-oddness.ts';

/** What text that is no Unicode most likely is. */
export interface EncodingGuess {
  readonly encoding: EncodingName;
  /** Others that the bytes suggest nearly as much and that make another text of them, the likeliest first. */
  readonly others: readonly EncodingName[];
  /** Those that could be next, though the bytes hardly suggest them. */
  readonly unlikely: readonly EncodingName[];
}

/**
 * Encodings that are looked for, each with what its likelihood counts for, in hundredths: where letters are few, what most banks
 * write is meant. Of two that make the same text the earlier one is named.
 */
const weights: Readonly<Partial<Record<EncodingName, number>>> = {
  gb18030: 135,
  'windows-1252': 125,
  'windows-1250': 100,
  'windows-1251': 100,
  'windows-1253': 100,
  'windows-1254': 100,
  'windows-1255': 100,
  'windows-1256': 100,
  'windows-1257': 100,
  'windows-1258': 100,
  'windows-874': 100,
  shift_jis: 100,
  big5: 100,
  'euc-jp': 100,
  // Chinese that could be Korean as well is short of most of its signs.
  'euc-kr': 145,
  'koi8-r': 100,
  'koi8-u': 90,
  'iso-8859-2': 100,
  'iso-8859-5': 90,
  'iso-8859-7': 90,
  ibm852: 90,
  ibm866: 100,
};

const candidates = Object.keys(weights) as EncodingName[];

/** Names by which the library knows some of them. */
const libraryNames: Readonly<Record<string, string>> = {
  'windows-874': 'cp874',
  'euc-kr': 'cp949',
  ibm852: 'cp852',
  ibm866: 'cp866',
};

/** One that is likelier than this share of the likeliest may be meant as well, in hundredths. */
const otherLeast = 70;
const othersMost = 2;
/** So many of the lines, in hundredths, must be text in an encoding for damage to be all that is wrong with the others. */
const readableLeast = 80;
/** Likelihoods are counted in whole parts, so that their order does not hang on how fractions are multiplied. */
const parts = 1_000_000;

interface Candidate {
  readonly encoding: EncodingName;
  /** How many of a hundred lines are text in it. */
  readonly share: number;
  readonly likelihood: number;
  readonly text: string;
}

/** What lines that are no Unicode are likely to be. The same bytes are always taken for the same. */
export async function guessEncoding(bytes: Buffer): Promise<EncodingGuess> {
  const likely = await likelyEncodings(bytes);
  const [best] = likely;
  if (best === undefined) return { encoding: 'windows-1252', others: [], unlikely: [] };
  const named = candidates.find((name) =>
    likely.some((one) => one.encoding === name && one.text === best.text),
  );
  const different = likely.filter(({ share, text }) => share >= best.share && text !== best.text);
  const near = different.filter(({ likelihood }) => likelihood * 100 >= best.likelihood * otherLeast);
  const names = different.map(({ encoding }) => encoding);
  const othersCount = Math.min(near.length, othersMost);
  return {
    encoding: named ?? best.encoding,
    others: names.slice(0, othersCount),
    unlikely: names.slice(othersCount, othersMost),
  };
}

async function likelyEncodings(bytes: Buffer): Promise<Candidate[]> {
  if (bytes.length === 0) return [];
  const soundByEncoding = candidates.flatMap((encoding) => {
    const { sound, share } = readableLines(bytes, encoding);
    return share < readableLeast ? [] : [{ encoding, sound, share }];
  });
  const found: Candidate[] = [];
  // Lines in which something is damaged would count against an encoding altogether.
  for (const sound of new Map(
    soundByEncoding.map((one) => [one.sound.toString('latin1'), one.sound]),
  ).values()) {
    const own = soundByEncoding.filter((one) => one.sound.equals(sound));
    const confidences = await confidencesOf(
      sound,
      own.map(({ encoding }) => encoding),
    );
    for (const { encoding, share } of own) {
      const text = decodeBytes(encoding)(sound);
      const sense = Math.max(0, 100 - oddness(text, encoding) - rowOddness(sound, encoding));
      const likelihood =
        (confidences.get(encoding) ?? 0) *
        (weights[encoding] ?? 0) *
        Math.floor((share * share * share * share) / 1_000_000) *
        Math.floor((sense * sense) / 100);
      if (likelihood > 0) found.push({ encoding, share, likelihood, text });
    }
  }
  return found.toSorted((a, b) => b.likelihood - a.likelihood || (a.encoding < b.encoding ? -1 : 1));
}

/** How sure the library is of each encoding, in millionths. */
async function confidencesOf(
  bytes: Buffer,
  encodings: readonly EncodingName[],
): Promise<ReadonlyMap<EncodingName, number>> {
  // Its models of languages are large, and most files are Unicode.
  const { detectAll } = await import('jschardet');
  const found = new Map<EncodingName, number>();
  // It speaks up on the console when it must not think of Western text.
  const asked: EncodingName[] = [...encodings, 'windows-1252'];
  const results = detectAll(bytes, {
    minimumThreshold: 0,
    detectEncodings: asked.map((name) => libraryNames[name] ?? name),
  });
  for (const { encoding: named, confidence } of results) {
    const encoding = encodingNamed(named ?? '');
    if (encoding === null) continue;
    found.set(encoding, Math.max(Math.round(confidence * parts), found.get(encoding) ?? 0));
  }
  return found;
}

/** The lines that are text in an encoding, and how many of a hundred they are. */
export function readableLines(
  bytes: Buffer,
  encoding: EncodingName,
): { readonly sound: Buffer; readonly share: number } {
  const decode = decodeBytes(encoding);
  if (isSound(decode(bytes))) return { sound: bytes, share: 100 };
  const lines = linesOf(bytes);
  const sound = lines.filter((line) => isSound(decode(line)));
  return { sound: Buffer.concat(sound), share: Math.floor((sound.length * 100) / lines.length) };
}

/** Control signs beyond ASCII stand where an encoding has nothing else to say. */
const isSound = (text: string): boolean => !/[\u{80}-\u{9f}\u{fffd}]/u.test(text);

function linesOf(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let from = 0; from < bytes.length;) {
    const at = bytes.indexOf('\n', from);
    const to = at < 0 ? bytes.length : at + 1;
    lines.push(bytes.subarray(from, to));
    from = to;
  }
  return lines;
}
