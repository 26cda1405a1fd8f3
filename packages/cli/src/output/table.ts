import stringWidth from 'string-width';

export interface TableColumn {
  readonly title: string;
  readonly align: 'left' | 'right';
}

/** Lines of an aligned table; Chinese signs count two columns, as terminals draw them. */
export function tableText(columns: readonly TableColumn[], rows: readonly (readonly string[])[]): string {
  const titles = columns.map(({ title }) => title);
  const widths = columns.map((_, index) =>
    Math.max(...[titles, ...rows].map((row) => stringWidth(row[index] ?? ''))),
  );
  const line = (cells: readonly string[]): string =>
    columns
      .map(({ align }, index) => padded(cells[index] ?? '', widths[index] ?? 0, align))
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  return `${[line(titles), rule, ...rows.map(line)].join('\n')}\n`;
}

function padded(text: string, width: number, align: TableColumn['align']): string {
  const space = ' '.repeat(Math.max(0, width - stringWidth(text)));
  return align === 'left' ? text + space : space + text;
}
