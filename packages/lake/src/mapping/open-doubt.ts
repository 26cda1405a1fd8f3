import { diagnostic, type Diagnostic } from '@gradus/schema';

/** A line that a proposal names something with that is to be checked. */
const doubtLine = /^([ \t]*)# \?[ \t]*(.*)$/;

const textLengthMax = 80;

/** A warning about the doubts of a proposal that still stand in a mapping: a proposal that nobody looked at may mean something else. */
export function openDoubts(mappingText: string): Diagnostic[] {
  const doubts = mappingText.split(/\r?\n/).flatMap((line, index) => {
    const found = doubtLine.exec(line);
    if (found === null) return [];
    const [, indent = '', text = ''] = found;
    return [{ line: index + 1, column: indent.length + 1, text }];
  });
  const [first] = doubts;
  if (first === undefined) return [];
  const { line, column, text } = first;
  const short = text.length > textLengthMax ? `${text.slice(0, textLengthMax)}…` : text;
  const place = { position: { line, column }, path: '' };
  return [diagnostic('intake.open-doubts', 'warning', place, { count: doubts.length, line, text: short })];
}
