import type { EncodingName } from '../../source/encoding.ts';
import { guessEncoding, readableLines, type EncodingGuess } from '../../source/encoding-guess.ts';
import { tellingWords, type TellingWord } from './telling-word.ts';

/** A file that is no Unicode, by its lines with letters beyond ASCII. */
export interface LetterFile {
  readonly name: string;
  readonly lines: Buffer;
  /** Whether the first of them is the first line of the file, where columns are named. */
  readonly isFromTop: boolean;
}

/** What is to be looked at of an encoding that files are read in. */
export interface EncodingNote {
  readonly encoding: EncodingName;
  readonly files: readonly string[];
  /** Whether it is no guess: the user named it, or it is UTF-8 with some damage. */
  readonly isSure: boolean;
  /** Others that may be meant, the likeliest first. */
  readonly others: readonly EncodingName[];
  /** Those to try when neither is right. */
  readonly unlikely: readonly EncodingName[];
  readonly words: readonly TellingWord[];
  /** Lines looked at that are no text in it. */
  readonly brokenShare: number;
}

/** The encoding of each file, and what to look at. */
export interface ToldEncodings {
  readonly byFile: ReadonlyMap<string, EncodingName>;
  readonly notes: readonly EncodingNote[];
}

/** Bytes beyond ASCII by which a file tells its encoding itself. */
const lettersTelling = 200;
/** Where so many lines of a hundred are UTF-8, it is UTF-8 with some damage: nothing else looks like it by chance. */
const damagedLeast = 80;
/** So many other encodings are named. */
const namesMost = 2;
/** So much of each file stands for it when all are looked at together. */
const sharedBytes = 1 << 14;

/**
 * Tells the encodings of files: few letters tell little of how they are encoded, and what all files hold together tells more.
 * Where the user states one, it is that of all of them.
 */
export async function tellEncodings(
  files: readonly LetterFile[],
  stated: EncodingName | null,
): Promise<ToldEncodings> {
  if (files.length === 0) return { byFile: new Map(), notes: [] };
  const together: EncodingGuess =
    stated === null
      ? await guessEncoding(Buffer.concat(files.map(({ lines }) => firstLines(lines))))
      : { encoding: stated, others: [], unlikely: [] };
  const named = namedEncoding(files);
  const guesses = new Map<LetterFile, EncodingGuess>();
  for (const file of files) {
    const guess = stated === null ? await guessOf(file, together) : together;
    guesses.set(file, stated === null ? asNamed(file, guess, named) : guess);
  }
  const byEncoding = Map.groupBy(files, (file) => guesses.get(file)?.encoding ?? together.encoding);
  return {
    byFile: new Map([...guesses].map(([{ name }, { encoding }]) => [name, encoding])),
    notes: [...byEncoding].map(([encoding, own]) => {
      const others = mostNamed(own.map((file) => guesses.get(file)?.others ?? []));
      const unlikely = mostNamed(
        own.map((file) => guesses.get(file)?.unlikely ?? []),
        others,
      );
      return {
        encoding,
        files: own.map(({ name }) => name),
        isSure: stated !== null || encoding === 'utf-8',
        others,
        unlikely,
        words: tellingWords(own, encoding, others[0] ?? null),
        brokenShare: Math.max(...own.map(({ lines }) => 100 - readableLines(lines, encoding).share)),
      };
    }),
  };
}

/** The encoding of a script that is written in one alone, where the names of files are in it; null: they say nothing. */
function namedEncoding(files: readonly LetterFile[]): EncodingName | null {
  return files.some(({ name }) => /\p{Script=Hangul}/u.test(name)) ? 'euc-kr' : null;
}

/** Bytes that could be Korean as well as Chinese are Korean beside names of files that are. */
function asNamed({ lines }: LetterFile, guess: EncodingGuess, named: EncodingName | null): EncodingGuess {
  if (named === null || guess.encoding === 'utf-8' || guess.encoding === named) return guess;
  if (readableLines(lines, named).share < 100) return guess;
  const others = [guess.encoding, ...guess.others].filter((one) => one !== named);
  return { encoding: named, others: [], unlikely: others };
}

/** What a file shows by itself, unless what all show together may be meant as well. */
async function guessOf({ lines }: LetterFile, together: EncodingGuess): Promise<EncodingGuess> {
  if (readableLines(lines, 'utf-8').share >= damagedLeast)
    return { encoding: 'utf-8', others: [], unlikely: [] };
  const isReadable = readableLines(lines, together.encoding).share === 100;
  if (isReadable && lines.filter((byte) => byte > 0x7f).length < lettersTelling) return together;
  const own = await guessEncoding(lines);
  return isReadable && own.others.includes(together.encoding) ? together : own;
}

/** Encodings that may be meant, those that most files suggest first. */
function mostNamed(
  suggested: readonly (readonly EncodingName[])[],
  except: readonly EncodingName[] = [],
): EncodingName[] {
  const counts = new Map<EncodingName, number>();
  for (const name of suggested.flat()) counts.set(name, (counts.get(name) ?? 0) + 1);
  const names = [...counts].toSorted((a, b) => b[1] - a[1]).map(([name]) => name);
  return names.filter((name) => !except.includes(name)).slice(0, namesMost);
}

function firstLines(lines: Buffer): Buffer {
  return lines.length <= sharedBytes ? lines : lines.subarray(0, lines.lastIndexOf('\n', sharedBytes) + 1);
}
