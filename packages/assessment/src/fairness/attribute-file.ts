import { readFile } from 'node:fs/promises';
import { CsvError, parse } from 'csv-parse/sync';
import { failure } from '@gradus/schema';

/** A file of protected attributes, as it is read for the fairness report and for nothing else. */
export interface Attributes {
  readonly names: readonly string[];
  readonly lines: readonly {
    readonly customerId: string;
    /** Along `names`; null where the cell is empty. */
    readonly values: readonly (string | null)[];
  }[];
}

const idColumn = 'customer_id';

/**
 * Reads a CSV file (UTF-8) with the column customer_id and one column per attribute.
 *
 * Errors: `fairness.attributes-unreadable`, `fairness.customer-twice`.
 */
export async function readAttributes(file: string): Promise<Attributes> {
  const refuse = (detail: string) => failure('fairness.attributes-unreadable', { file, detail });
  const text = await readText(file, refuse);
  const rows = parseRows(text, refuse);
  const [header, ...body] = rows;
  const titles = header?.record.map((title) => title.trim()) ?? [];
  const at = titles.indexOf(idColumn);
  const names = titles.filter((_, index) => index !== at);
  if (at < 0) throw refuse(`there is no column ${idColumn}`);
  if (names.length === 0) throw refuse('there is no column of an attribute');
  const twice = names.find((name, index) => name === '' || name === idColumn || names.indexOf(name) < index);
  if (twice !== undefined)
    throw refuse(twice === '' ? 'a column has no name' : `the column "${twice}" stands twice`);
  const seen = new Set<string>();
  const lines = body.map(({ record, line }) => {
    const cells = record.map((cell) => cell.trim());
    const customerId = cells[at] ?? '';
    if (customerId === '') throw refuse(`line ${line} has no ${idColumn}`);
    if (seen.has(customerId)) throw failure('fairness.customer-twice', { file, line, customerId });
    seen.add(customerId);
    const values = cells.filter((_, index) => index !== at);
    return { customerId, values: values.map((value) => (value === '' ? null : value)) };
  });
  return { names, lines };
}

async function readText(file: string, refuse: (detail: string) => Error): Promise<string> {
  const bytes = await readFile(file).catch((error: unknown) => {
    const { code, message } = error as NodeJS.ErrnoException;
    throw refuse(code ?? message);
  });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw refuse('it is not UTF-8');
  }
}

function parseRows(
  text: string,
  refuse: (detail: string) => Error,
): { readonly record: readonly string[]; readonly line: number }[] {
  try {
    const parsed = parse(text, { bom: true, info: true, skip_empty_lines: true }) as unknown as {
      readonly record: string[];
      readonly info: { readonly lines: number };
    }[];
    return parsed.map(({ record, info }) => ({ record, line: info.lines }));
  } catch (error) {
    if (error instanceof CsvError) throw refuse(error.message);
    throw error;
  }
}
