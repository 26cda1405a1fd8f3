import { openDuckdb, type Session } from '@gradus/engine';
import { Failure, type LocalText } from '@gradus/schema';
import type { EncodingName, FileEncoding } from '../../source/encoding.ts';
import { kindOfBytes } from '../../source/first-bytes.ts';
import type { FoundFile } from '../../source/folder.ts';
import { readCopybook, recordOf } from './copybook.ts';
import { describeBytes } from './described-bytes.ts';
import { sampleDelimited } from './delimited-sample.ts';
import { sampleExcel } from './excel-sample.ts';
import type { FileSample, UnreadFile } from './file-sample.ts';
import { fixedLines, isRatherFixed, sampleFixed, type FixedLines, type RecordText } from './fixed-sample.ts';
import { readLayoutNote } from './layout-note.ts';
import { isShort, nameColumns, type ShortText } from './name-file.ts';
import { sampleParquet } from './parquet-sample.ts';
import { letterLinesOf, sampleBytes, sampleText, type SampleBytes, type SampleText } from './sample-bytes.ts';
import { tellEncodings, type EncodingNote } from './told-encoding.ts';
import { unreadReasons } from './unread-reason.ts';

/** What looking at the files of a folder shows. */
export interface FolderSample {
  readonly samples: readonly FileSample[];
  readonly unread: readonly UnreadFile[];
  /** Encodings of files that are no Unicode. */
  readonly encodings: readonly EncodingNote[];
}

/**
 * Looks at every file, whatever kind of source it is. `onFile` is told before each is looked at; `encoding` is that of files that
 * are no Unicode, where the user knows it.
 */
export async function sampleFiles(
  files: readonly FoundFile[],
  onFile: (index: number) => void,
  encoding: EncodingName | null = null,
): Promise<FolderSample> {
  const look = new FolderLook(files.length, encoding);
  try {
    for (const [index, file] of files.entries()) {
      onFile(index);
      await look.add(file);
    }
    return await look.result();
  } finally {
    await look.close();
  }
}

/** A file in which neither lines nor columns were seen. */
interface LeftBytes {
  readonly file: FoundFile;
  readonly bytes: SampleBytes;
  readonly encoding: FileEncoding | null;
  readonly reason: LocalText;
}

/** Whether a text begins as JSON does, or XML; commas within would pass for delimiters. */
function isNested(text: string): boolean {
  return /^\s*(\{\s*"[^"]*"\s*:|\[\s*[[{]|<\?xml\b)/.test(text);
}

class FolderLook {
  readonly #files: number;
  readonly #samples: FileSample[] = [];
  readonly #unread: UnreadFile[] = [];
  readonly #short: ShortText[] = [];
  readonly #records: RecordText[] = [];
  readonly #fixed = new Map<string, FixedLines[]>();
  readonly #left: LeftBytes[] = [];
  readonly #either: { readonly fixed: FixedLines; readonly delimited: FileSample }[] = [];
  readonly #beyond: { file: FoundFile; bytes: SampleBytes; lines: Buffer }[] = [];
  readonly #encoding: EncodingName | null;
  #session: Session | null = null;

  constructor(files: number, encoding: EncodingName | null) {
    this.#files = files;
    this.#encoding = encoding;
  }

  async add(file: FoundFile): Promise<void> {
    try {
      await this.#look(file);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      const reason = { en: error.text('en'), 'zh-CN': error.text('zh-CN') };
      this.#unread.push({ name: file.name, reason });
    }
  }

  async #look(file: FoundFile): Promise<void> {
    const bytes = await sampleBytes(file.path, this.#files);
    if (bytes === null) return this.#leave(file, unreadReasons.damagedGzip);
    if (bytes.head.length === 0) return this.#leave(file, unreadReasons.empty);
    const kind = kindOfBytes(bytes.head.subarray(0, 8));
    if (kind === null) {
      const lines = letterLinesOf(bytes);
      if (lines === null) this.#lookAtText(file, bytes, sampleText(bytes));
      else this.#beyond.push({ file, bytes, lines });
      return;
    }
    if (bytes.isPacked) return this.#leave(file, unreadReasons.packed);
    if (kind === 'parquet') {
      this.#session ??= await openDuckdb({ threads: 1, memoryMib: 512, temporaryDirectory: null });
      this.#samples.push(await sampleParquet(this.#session, file));
      return;
    }
    const sheets = await sampleExcel(file);
    if (sheets.length === 0) return this.#leave(file, unreadReasons.noColumns);
    this.#samples.push(...sheets);
  }

  async #lookBeyondUnicode(): Promise<readonly EncodingNote[]> {
    const letters = this.#beyond.map(({ file: { name }, bytes: { head }, lines }) => {
      const top = lines.subarray(0, lines.indexOf('\n') + 1);
      return { name, lines, isFromTop: top.length > 0 && head.subarray(0, top.length).equals(top) };
    });
    const { byFile, notes } = await tellEncodings(letters, this.#encoding);
    for (const { file, bytes } of this.#beyond)
      this.#lookAtText(file, bytes, sampleText(bytes, byFile.get(file.name)));
    return notes;
  }

  #lookAtText(file: FoundFile, bytes: SampleBytes, text: SampleText | null): void {
    if (text === null) return this.#leaveBytes({ file, bytes, encoding: null, reason: unreadReasons.noText });
    if (isNested(text.head)) return this.#leave(file, unreadReasons.nested);
    if (bytes.isWhole && isShort(text.head)) {
      this.#short.push({ file, text: text.head });
      const records = [...readCopybook(text.head), ...readLayoutNote(text.head)];
      if (records.length > 0) this.#records.push({ file, records });
    }
    const delimited = sampleDelimited(file, text);
    const fixed = fixedLines(file, bytes, text);
    if (fixed !== null && (delimited === null || isRatherFixed(fixed, delimited))) this.#addFixed(fixed);
    else if (fixed !== null && delimited !== null) this.#either.push({ fixed, delimited });
    else if (delimited !== null) this.#samples.push(delimited);
    else {
      const reason = text.head.includes('\n') ? unreadReasons.noColumns : unreadReasons.noLines;
      this.#leaveBytes({ file, bytes, encoding: text.encoding, reason });
    }
  }

  #addFixed(fixed: FixedLines): void {
    const { unit, length, recordLength } = fixed;
    const key = JSON.stringify([fixed.file.name.replaceAll(/\d+/g, '*'), unit, length, recordLength]);
    this.#fixed.set(key, [...(this.#fixed.get(key) ?? []), fixed]);
  }

  /** Lines of one length that a comma divides alike are of fixed width where a description says so. */
  #decideEither(): void {
    for (const { fixed, delimited } of this.#either) {
      const isDescribed = this.#records.some(
        ({ records }) => recordOf(records, fixed.lines, fixed.file.name) !== null,
      );
      if (isDescribed) this.#addFixed(fixed);
      else this.#samples.push(delimited);
    }
  }

  #leaveBytes(left: LeftBytes): void {
    this.#left.push(left);
  }

  /** Records without line ends have the length that a description says. */
  #describeLeft(): void {
    for (const { file, bytes, encoding, reason } of this.#left) {
      const described = describeBytes(file, bytes, { encoding, texts: this.#records });
      if (described === null) this.#leave(file, reason);
      else if ('lines' in described) this.#addFixed(described);
      else this.#leave(file, described.reason);
    }
  }

  #leave({ name }: FoundFile, reason: LocalText): void {
    this.#unread.push({ name, reason });
  }

  async result(): Promise<FolderSample> {
    const encodings = await this.#lookBeyondUnicode();
    this.#decideEither();
    this.#describeLeft();
    const fixed = [...this.#fixed.values()].flatMap((files) => sampleFixed(files, this.#records));
    const { samples, used: named } = nameColumns([...this.#samples, ...fixed], this.#short);
    const describing = samples.flatMap(({ described }) => described?.file ?? []);
    const used = new Set([
      ...named,
      ...this.#records.flatMap(({ file }) => (describing.includes(file.name) ? [file] : [])),
    ]);
    return {
      samples: samples
        .filter(({ file }) => !used.has(file))
        .toSorted((a, b) => (a.file.name < b.file.name ? -1 : a.file.name > b.file.name ? 1 : 0)),
      encodings,
      unread: this.#unread.filter(({ name }) => ![...used].some((file) => file.name === name)),
    };
  }

  async close(): Promise<void> {
    await this.#session?.close();
  }
}
