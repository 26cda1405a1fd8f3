/** A text as a YAML scalar that the mapping reads as it is; plain where that is safe. */
export function yamlScalar(text: string): string {
  if (/\p{Cc}/u.test(text)) return JSON.stringify(text);
  const isPlain = /^[\p{L}\p{N}_][\p{L}\p{N}_ ()（）/.+-]*$/u.test(text) && !text.endsWith(' ');
  return isPlain ? text : `'${text.replaceAll("'", "''")}'`;
}
