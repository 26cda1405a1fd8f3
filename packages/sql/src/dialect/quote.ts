/** `text` between quotes, inner quotes doubled. */
export function quotedWith(quote: '"' | "'" | '`', text: string): string {
  return quote + text.replaceAll(quote, quote + quote) + quote;
}
