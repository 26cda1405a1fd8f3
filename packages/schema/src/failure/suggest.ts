/**
 * Names of `known` that `wrong` may have meant, closest first, at most two.
 *
 * Close: Levenshtein distance at most a third of the longer name (at least 1), or one contains the other (of four letters or more).
 */
export function suggest(wrong: string, known: Iterable<string>): string[] {
  const scored: { name: string; distance: number }[] = [];
  for (const name of known) {
    const distance = editDistance(wrong.toLowerCase(), name.toLowerCase());
    const limit = Math.max(1, Math.floor(Math.max(wrong.length, name.length) / 3));
    const contained =
      Math.min(wrong.length, name.length) >= 4 && (name.includes(wrong) || wrong.includes(name));
    if (distance <= limit || contained) scored.push({ name, distance });
  }
  scored.sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1));
  return scored.slice(0, 2).map(({ name }) => name);
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const substitution = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(substitution, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
