const shapeLengthMax = 40;

/** The form of an id that tells nothing of whose it is: 9 for each digit, A for each letter, other signs as they are. */
export function shapeSql(text: string): string {
  return `left(regexp_replace(regexp_replace(${text}, '\\p{N}', '9', 'g'), '\\p{L}', 'A', 'g'), ${shapeLengthMax})`;
}
