/** A command line to be copied; words that a shell would take apart stand in quotes. */
export function nextCommand(...words: readonly string[]): string {
  return ['npx', 'gradus', ...words.map(shellWord)].join(' ');
}

/** Letters of any script mean themselves to a shell, as do the signs of paths and days. */
const plain = /^[\p{L}\p{N}_./:@%+=,-]+$/u;

function shellWord(word: string): string {
  return plain.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
