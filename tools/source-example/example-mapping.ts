import type { ExampleBank } from './bank.ts';

/** What one folder's mapping says beside the fields, which are those of the bank's tables. */
export interface MappingParts {
  /** Comment lines without the mark. */
  readonly about: readonly string[];
  /** What stands before the tables, after the currency: usually `read`. */
  readonly head: readonly string[];
  /** Lines of one feed before its fields, `file` among them. */
  readonly feed: (table: keyof ExampleBank) => readonly string[];
  /** Lines of one feed after its fields. */
  readonly after?: (table: keyof ExampleBank) => readonly string[];
  /** Where a field comes from; its own name unless stated. */
  readonly field?: (table: keyof ExampleBank, name: string) => string | null;
}

/** Text of the mapping of the bank's tables. */
export function exampleMapping(bank: ExampleBank, parts: MappingParts): string {
  const feeds = (Object.keys(bank) as (keyof ExampleBank)[]).map((name) => {
    const fields = bank[name].columns.map(
      (field) => `      ${field}: ${parts.field?.(name, field) ?? field}`,
    );
    return [
      `  ${name}:`,
      ...parts.feed(name).map((line) => `    ${line}`),
      '    fields:',
      ...fields,
      ...(parts.after?.(name) ?? []).map((line) => `    ${line}`),
    ].join('\n');
  });
  return [
    ...parts.about.map((line) => `# ${line}`),
    'gradus_mapping: 1',
    'source: core',
    'currency: CNY',
    'data_from: 2024-01-01',
    ...parts.head,
    '',
    'tables:',
    `${feeds.join('\n\n')}\n`,
  ].join('\n');
}
