/**
 * Text that is the same for plain data that is written alike, whole numbers of any size included; the order of properties
 * counts.
 */
export function plainKey(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? `${part}n` : part));
}
