/**
 * One code of the catalogue: what a user reads, in both languages, made from typed data.
 * A message says what is wrong, where, and what to do.
 */
export interface Message<Data> {
  readonly en: (data: Data) => string;
  readonly 'zh-CN': (data: Data) => string;
}

/** Declares a catalogue entry so that the type of its data is kept. */
export function message<Data>(texts: Message<Data>): Message<Data> {
  return Object.freeze(texts);
}

/** ` Did you mean "a" or "b"?`, or nothing when there is no close name. */
export function didYouMean(suggestions: readonly string[]): string {
  return suggestions.length === 0
    ? ''
    : ` Did you mean ${suggestions.map((name) => `"${name}"`).join(' or ')}?`;
}

export function didYouMeanZh(suggestions: readonly string[]): string {
  return suggestions.length === 0 ? '' : ` 是否想写 ${suggestions.map((name) => `"${name}"`).join(' 或 ')}？`;
}
