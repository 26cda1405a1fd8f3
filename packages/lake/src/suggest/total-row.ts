import type { FileSample } from './sample/file-sample.ts';

const words =
  /^(合计|总计|小计|总额|汇总|summe|gesamt(summe)?|insgesamt|(grand |sub-?)?totals?|totales|suma|somme|totaux|tổng( cộng)?|tong cong|итого|всего|totale( generale)?|合計|総計|総合計|小計|計|합계|총계|총합계|소계|razem|ogółem|toplam|genel toplam)\s*[:：]?$/i;
/** A total of something, which must stand in a row with little else. */
const ofSomething =
  /^((grand |sub-?)?totals?|totales|total de|summe|suma|somme|итого|всего) (of )?\p{L}+( \p{L}+)?\s*[:：]?$|^.{1,8}(合计|总计|合計|합계)$/iu;
/** Rows at the end of a file or sheet that may be totals. */
const rowsLooked = 5;

/** A row of totals, and the cell that says that it is one. */
export interface TotalRow {
  readonly row: readonly string[];
  readonly index: number;
  readonly text: string;
}

/** A sample without the rows of totals at its end, and what names them. */
export function withoutTotals(sample: FileSample): {
  readonly sample: FileSample;
  readonly totals: readonly TotalRow[];
} {
  const { rows } = sample;
  if (rows.length <= 1) return { sample, totals: [] };
  const last = rows.slice(-rowsLooked).flatMap((row) => {
    const empty = row.filter((cell) => cell === '').length;
    const isBare = empty * 2 >= row.length;
    const index = row.findIndex((cell) => words.test(cell) || (isBare && ofSomething.test(cell)));
    // A customer may be called so; a total says little else.
    const isTotal = index >= 0 && empty * 3 >= row.length;
    return isTotal ? [{ row, index, text: row[index] ?? '' }] : [];
  });
  if (last.length === 0) return { sample, totals: [] };
  const totals = new Set<readonly string[]>(last.map(({ row }) => row));
  return { sample: { ...sample, rows: rows.filter((row) => !totals.has(row)) }, totals: last };
}
