import { guessCode, isListedCurrency } from './code-words.ts';
import { rowsOf, valueCounts, type FileGroup } from './file-group.ts';
import type { MappingWriter } from './mapping-writer.ts';
import type { TableMatch } from './table-match.ts';

/** The currency of what says none itself, and what tells it. */
export interface CommonCurrency {
  /** ISO 4217; null: nothing tells. */
  readonly code: string | null;
  readonly by: 'user' | 'column' | 'names' | 'language' | 'nothing';
}

/** Tables whose column of currencies tells that of the bank, the surest first. */
const telling = ['account', 'loan', 'balance', 'entry', 'holding'] as const;
/** Rows by whose signs a Chinese bank is known. */
const rowsLooked = 50;

/** The currency that most rows are in; else the one that the names of columns end in, or that of Chinese files. */
export function commonCurrency(matches: readonly TableMatch[], groups: readonly FileGroup[]): CommonCurrency {
  for (const table of telling) {
    const counts = new Map<string, number>();
    for (const match of matches) {
      const column = match.table === table ? match.columns.get('currency')?.column : undefined;
      if (column === undefined) continue;
      for (const [text, rows] of valueCounts(match.group, column)) {
        const code = guessCode(table, 'currency', text)?.value ?? text;
        if (isListedCurrency(code)) counts.set(code, (counts.get(code) ?? 0) + rows);
      }
    }
    const [most] = [...counts].toSorted((a, b) => b[1] - a[1]);
    if (most !== undefined) return { code: most[0], by: 'column' };
  }
  const [named, ...others] = new Set(
    groups.flatMap(({ columns }) => columns.flatMap(({ name }) => codeIn(name))),
  );
  if (named !== undefined && others.length === 0) return { code: named, by: 'names' };
  return groups.some(isChinese) ? { code: 'CNY', by: 'language' } : { code: null, by: 'nothing' };
}

/** `KURSWERT_EUR` */
function codeIn(name: string): string[] {
  const code = /[_\s.(-]([A-Z]{3})\)?$/.exec(name)?.[1];
  return code !== undefined && isListedCurrency(code) ? [code] : [];
}

function isChinese(group: FileGroup): boolean {
  const texts = [...group.columns.map(({ called }) => called), ...rowsOf(group).slice(0, rowsLooked).flat()];
  return (
    texts.some((text) => /\p{Script=Han}/u.test(text)) && !texts.some((text) => /[\u3040-\u30FF]/.test(text))
  );
}

/** Writes the currency of the document, with a doubt where no column says it. */
export function writeCurrency(writer: MappingWriter, { code, by }: CommonCurrency, isByRow: boolean): void {
  if (by === 'nothing') {
    writer.doubt('', 'document.currency', {
      en: 'no file says a currency: write that of all accounts and loans',
      'zh-CN': '文件中没有币种列：请写所有账户与贷款的币种',
    });
    writer.unfilled.push('currency');
  } else if (by === 'language' || by === 'names') {
    writer.doubt('', 'document.currency', {
      en: `no file says a currency; ${by === 'names' ? `the name of a column ends in ${code}` : 'the files are in Chinese'}: change it if accounts and loans are in another`,
      'zh-CN': `文件中没有币种列，${by === 'names' ? `有列名以 ${code} 结尾` : '按中文文件推测为人民币'}：若账户与贷款为其他币种，请修改`,
    });
  } else if (by === 'column' && !isByRow) {
    writer.doubt('', 'document.currency', {
      en: 'accounts do not say their currency; this is that of most other rows: change it if it is another',
      'zh-CN': '账户没有币种列，取其他文件中最常见的币种：若不对，请修改',
    });
  }
  writer.line(`currency: ${code ?? "'?'"}`);
}
