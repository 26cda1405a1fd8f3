import type { ColumnProfile } from './column-profile.ts';
import { codeCompanions } from './code-companion.ts';
import type { FieldLine } from './field-line.ts';
import { valueCounts } from './file-group.ts';
import { areFreeTexts, orderedCases, textStarts, type TextStart } from './free-text.ts';
import type { TableMatch } from './table-match.ts';
import { yamlScalar } from './yaml-scalar.ts';

/** Starts that a person is shown. */
const shownMost = 24;

/** Purposes told by what free texts begin with; null where a column holds codes, or something else explains them. */
export function purposeByText(match: TableMatch, column: ColumnProfile): FieldLine | null {
  if (!areFreeTexts(column.distinct) || codeCompanions(match, 'purpose', column).size > 0) return null;
  const leftOut = new Set(match.choice.except.flatMap((one) => (one.column === column ? one.values : [])));
  const counts = new Map([...valueCounts(match.group, column)].filter(([text]) => !leftOut.has(text)));
  const starts = textStarts(counts);
  const cases = orderedCases(starts);
  if (cases.length === 0) return null;
  const lines = cases.map(({ value, starts: own }) => {
    const texts = own.length === 1 ? yamlScalar(own[0] ?? '') : `[${own.map(yamlScalar).join(', ')}]`;
    return `    - { when: { ${yamlScalar(column.name)}: { starts_with: ${texts} } }, value: ${value} }`;
  });
  const shown = (some: readonly TextStart[]): string =>
    some
      .slice(0, shownMost)
      .map(({ start, rows }) => `${start} (${rows})`)
      .join(', ') + (some.length > shownMost ? ' …' : '');
  const unknown = starts.filter(({ value }) => value === null);
  const known = starts.filter(({ value }) => value !== null);
  return {
    text: `\n${['  cases:', ...lines, '  otherwise: other'].join('\n')}`,
    doubts: [
      {
        en: `free texts, told apart by what they begin with; a guess, with the number of rows of each: ${shown(known)}. Move a text to the case it belongs to; "contains" in place of "starts_with" finds it anywhere`,
        'zh-CN': `自由文本，按开头区分；以下为推测（括号内为行数）：${shown(known)}。请把文本移到所属的用途；用 contains 代替 starts_with 可在任意位置匹配`,
      },
      ...(unknown.length === 0
        ? []
        : [
            {
              en: `taken as other: ${shown(unknown)}; add to a case what is rather one of salary, spend, transfer, cash, loan, interest, fee, tax`,
              'zh-CN': `以下按 other 处理：${shown(unknown)}；若属于 salary、spend、transfer、cash、loan、interest、fee、tax 之一，请加入相应的用途`,
            },
          ]),
    ],
  };
}
