import { partIn } from './account-key.ts';
import { sharedShare } from './column-fit.ts';
import type { ColumnProfile } from './column-profile.ts';
import type { FileGroup } from './file-group.ts';
import { bareId, idMarks, idSource, idText } from './id-form.ts';
import type { FieldMatch } from './table-match.ts';
import { fieldNames, namedColumns } from './vocabulary.ts';
import { yamlScalar } from './yaml-scalar.ts';

/** The columns of another file that name an account, and how a lookup matches them with the row of it. */
export interface AccountPlace {
  readonly columns: readonly ColumnProfile[];
  readonly match: readonly string[];
}

/** Where another file names the accounts whose id is joined of two columns; null: it does not, or writes them otherwise. */
export function joinedPlace(group: FileGroup, id: FieldMatch): AccountPlace | null {
  const [part, number] = id.joined?.columns ?? [];
  if (part === undefined || number === undefined) return null;
  const its = partIn(group, part, []);
  const own = namedColumns(group.columns, fieldNames.account?.['account_id'] ?? []).find(
    (column) => column !== its && sharedShare(column, number.distinct) >= 0.5,
  );
  if (its === null || own === undefined) return null;
  const sources = [sourceOf(part, its), sourceOf(number, own)];
  return sources.includes(null)
    ? null
    : {
        columns: [its, own],
        match: [its, own].map(({ name }, at) => `${yamlScalar(name)}: ${sources[at] ?? ''}`),
      };
}

/** How codes of a row become those of another file: marks can be taken out of them, and nothing put in. */
function sourceOf(own: ColumnProfile, its: ColumnProfile): string | null {
  const marks = idMarks(its.distinct).length > 0 ? [] : idMarks(own.distinct);
  const id = { column: own, fit: 1, ...(marks.length === 0 ? {} : { remove: marks }) };
  const texts = new Set([...own.distinct].map((text) => idText(text, id)));
  const isAlike = [...its.distinct].every((text) => texts.has(text) || !texts.has(bareId(text)));
  return isAlike && sharedShare(its, texts) >= 0.5 ? idSource(id) : null;
}
