/** Text of a bank for a terminal, which can only show it: what it would obey, such as escape sequences, becomes a replacement sign. */
export function shownText(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}]/gu, '\uFFFD');
}
