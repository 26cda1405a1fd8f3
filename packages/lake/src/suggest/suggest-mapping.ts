import type { Diagnostic, Locale } from '@gradus/schema';
import { readMapping } from '../mapping/read-mapping.ts';
import type { EncodingName } from '../source/encoding.ts';
import { assertFolder, findFiles } from '../source/folder.ts';
import { groupFiles } from './file-group.ts';
import { manifestsIn } from './manifest.ts';
import { mappingText } from './mapping-text.ts';
import type { Doubt } from './mapping-writer.ts';
import { commonCurrency } from './account-currency.ts';
import { sampleFiles } from './sample/sample-files.ts';
import { matchTables } from './table-match.ts';

export interface SuggestOptions {
  readonly sourceDirectory: string;
  /** Name of the source system in the mapping. */
  readonly source: string;
  /** ISO 4217 code where no file says one; null: not told, and left to be filled where no file tells. */
  readonly currency: string | null;
  /** Encoding of the files that are no Unicode; unless stated, it is told by their bytes. */
  readonly encoding?: EncodingName | null;
  readonly locale: Locale;
  readonly onProgress?: ((share: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface SuggestedMapping {
  readonly text: string;
  readonly doubts: readonly Doubt[];
  /** Per table, the files that it would be fed from. */
  readonly tables: readonly { readonly table: string; readonly files: string; readonly rowsSeen: number }[];
  /** Required fields that a person must fill before `gradus import` takes the mapping, as `table.field`. */
  readonly unfilled: readonly string[];
  /** What the mapping language finds wrong with the text. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Looks at the files of a folder and proposes a mapping for them. Writes nothing. Errors: `intake.no-source-folder`. */
export async function suggestMapping(options: SuggestOptions): Promise<SuggestedMapping> {
  await assertFolder(options.sourceDirectory);
  const files = await findFiles(options.sourceDirectory, '**/*');
  const onFile = (index: number): void => {
    options.signal?.throwIfAborted();
    options.onProgress?.(index / files.length);
  };
  const { samples, unread, encodings } = await sampleFiles(files, onFile, options.encoding);
  const groups = groupFiles(samples);
  const manifests = manifestsIn(groups);
  const matches = matchTables(groups.filter((group) => !manifests.some((one) => one.group === group)));
  const { text, doubts, unfilled } = mappingText({
    source: options.source,
    currency:
      options.currency === null ? commonCurrency(matches, groups) : { code: options.currency, by: 'user' },
    matches,
    groups,
    manifests,
    unread,
    encodings,
    locale: options.locale,
  });
  // What is left to be filled is told beside it.
  const diagnostics = readMapping(text).diagnostics.filter(({ code }) => code !== 'intake.unfilled');
  return {
    text,
    doubts,
    tables: matches.map(({ table, group }) => ({ table, files: group.label, rowsSeen: group.rows })),
    unfilled,
    diagnostics,
  };
}
